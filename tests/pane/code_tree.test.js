import assert from 'node:assert/strict';
import { test } from 'node:test';

import { newColour, shade } from '../../qualcode/ui/coding_pane/frontend/code_tree/colours.js';
import { Drafts } from '../../qualcode/ui/coding_pane/frontend/code_tree/drafts.js';
import { field, likelyNewRule, touchesDefinition, withFields } from '../../qualcode/ui/coding_pane/frontend/code_tree/fields.js';
import { Tree, dropped, standing, stepped, totals, zoneAt } from '../../qualcode/ui/coding_pane/frontend/code_tree/tree.js';

const entry = (id, parent = null, position = 0, more = {}) => ({
  id, parent, name: id.toUpperCase(), colour: '#0072b2', key: '', codable: true, retired: false, position, n: position,
  words: {}, contradicts: [], terms: {}, ...more,
});
/** Drawn as lines: two spaces for each level. */
const drawn = tree => [...tree.walk()].map(({ entry: { id }, depth }) => '  '.repeat(depth) + id);
// a (a1 a2 (x)) b c
const BOOK = [entry('c', null, 9), entry('a', null, 1), entry('a2', 'a', 5), entry('a1', 'a', 4), entry('x', 'a2', 3), entry('b', null, 2)];
const all = () => true;

// The tree

test('codes stand by their positions, each after its parent', () => {
  assert.deepEqual(drawn(new Tree(BOOK)), ['a', '  a1', '  a2', '    x', 'b', 'c']);
});

test('codes of one position stand by their row numbers', () => {
  const twins = [entry('late', null, 1, { n: 9 }), entry('early', null, 1, { n: 2 })];

  assert.deepEqual(drawn(new Tree(twins)), ['early', 'late']);
});

test('what waits is in the tree already', () => {
  const tree = new Tree(BOOK, [
    { op: 'add', code: 'new', name: 'New', colour: '#aa0000', under: 'a', before: 'a2' },
    { op: 'move', code: 'c', under: 'new', before: null },
    { op: 'change', code: 'b', fields: { name: 'Bread ', 'ru.brief': 'хлеб', parent: 'c' }, was: {}, new_rule: false },
    { op: 'retire', code: 'a1' },
  ]);

  assert.deepEqual(drawn(tree), ['a', '  a1', '  new', '    c', '      b', '  a2', '    x']);
  assert.equal(tree.byId.get('b').name, 'Bread');
  assert.equal(tree.byId.get('b').words.ru.brief, 'хлеб');
  assert.equal(tree.byId.get('a1').retired, true);
});

test('what is done to a code that has gone meanwhile does nothing', () => {
  const tree = new Tree(BOOK, [{ op: 'move', code: 'gone', under: null, before: null }, { op: 'retire', code: 'gone' }]);

  assert.deepEqual(drawn(tree), drawn(new Tree(BOOK)));
});

test('a code that would come before one that has gone comes last', () => {
  assert.deepEqual(drawn(new Tree(BOOK, [{ op: 'move', code: 'b', under: 'a', before: 'gone' }])).slice(0, 5), ['a', '  a1', '  a2', '    x', '  b']);
});

test('undo takes back what waits before it, redo does it again', () => {
  const [first, second] = [{ op: 'retire', code: 'a' }, { op: 'retire', code: 'b' }];

  assert.deepEqual(standing([first, second, { op: 'undo' }]), [first]);
  assert.deepEqual(standing([first, second, { op: 'undo' }, { op: 'undo' }, { op: 'redo' }]), [first]);
  assert.deepEqual(standing([{ op: 'undo' }, first]), [first]);
  assert.deepEqual(standing([first, { op: 'undo' }, second, { op: 'redo' }]), [second]);
});

test('a code counts with those under it', () => {
  const found = totals(new Tree(BOOK), { x: 3, a2: 2, b: 1 });

  assert.deepEqual(['a', 'a2', 'x', 'b', 'c'].map(id => found.get(id)), [5, 5, 3, 1, 0]);
});

// Where a code can go

test('a row’s upper and lower quarter mean beside it, its middle means into it', () => {
  assert.deepEqual([0.1, 0.5, 0.9].map(ratio => zoneAt(ratio, false)), ['before', 'into', 'after']);
  assert.equal(zoneAt(0.9, true), 'first');
});

test('a code is dropped before, after and into another', () => {
  const tree = new Tree(BOOK);

  assert.deepEqual(dropped(tree, 'c', 'a2', 'before'), { under: 'a', before: 'a2' });
  assert.deepEqual(dropped(tree, 'c', 'a2', 'after'), { under: 'a', before: null });
  assert.deepEqual(dropped(tree, 'c', 'a2', 'into'), { under: 'a2', before: null });
  assert.deepEqual(dropped(tree, 'c', 'a', 'first'), { under: 'a', before: 'a1' });
});

test('a code goes neither into itself nor under its own, nor where it stands', () => {
  const tree = new Tree(BOOK);

  for (const [id, target, zone] of [['a', 'a', 'into'], ['a', 'x', 'before'], ['a', 'a2', 'into'], ['a1', 'a2', 'before'], ['a2', 'a1', 'after'], ['c', 'b', 'after']]) {
    assert.equal(dropped(tree, id, target, zone), null, `${id} ${zone} ${target}`);
  }
});

test('nothing goes into a retired code', () => {
  const tree = new Tree([...BOOK, entry('old', null, 20, { retired: true })]);

  assert.equal(dropped(tree, 'b', 'old', 'into'), null);
  assert.deepEqual(dropped(tree, 'b', 'old', 'after'), { under: null, before: null });
});

test('keys move a code up, down, in and out', () => {
  const tree = new Tree(BOOK);

  assert.deepEqual(stepped(tree, 'b', 'up', all), { under: null, before: 'a' });
  assert.deepEqual(stepped(tree, 'a', 'down', all), { under: null, before: 'c' });
  assert.deepEqual(stepped(tree, 'b', 'in', all), { under: 'a', before: null });
  assert.deepEqual(stepped(tree, 'x', 'out', all), { under: 'a', before: null });
  assert.deepEqual(stepped(tree, 'a1', 'out', all), { under: null, before: 'b' });
  for (const [id, way] of [['a', 'up'], ['c', 'down'], ['a', 'in'], ['a1', 'in'], ['b', 'out']]) {
    assert.equal(stepped(tree, id, way, all), null, `${id} ${way}`);
  }
});

test('hidden siblings are passed over', () => {
  const isShown = id => id !== 'b';

  assert.deepEqual(stepped(new Tree(BOOK), 'c', 'up', isShown), { under: null, before: 'a' });
  assert.deepEqual(stepped(new Tree(BOOK), 'a', 'down', isShown), { under: null, before: null });
});

// Fields and drafts

test('every field is text, there and back', () => {
  const fields = {
    name: 'Fear', colour: '#123456', key: 'f', codable: '', contradicts: 'b c', 'en.brief': 'Being afraid', 'kk.terms': 'қорқыныш\nқорқу',
  };

  const changed = withFields(BOOK[0], fields);

  assert.deepEqual(Object.fromEntries(Object.keys(fields).map(path => [path, field(changed, path)])), fields);
  assert.deepEqual(changed.terms.kk, ['қорқыныш', 'қорқу']);
  assert.equal(changed.codable, false);
});

test('a new name is also the name in the code’s own language', () => {
  const fear = entry('f', null, 0, { name: 'Fear', words: { ru: { name: 'Страх' }, en: { name: 'Fear', brief: 'x' } } });

  assert.deepEqual(withFields(fear, { name: 'Dread' }).words, { ru: { name: 'Страх' }, en: { name: 'Dread', brief: 'x' } });
});

test('the rule is likely new when the main language says anew when the code is given', () => {
  assert.equal(likelyNewRule(['ru.full'], 'ru'), true);
  assert.equal(likelyNewRule(['en.full', 'ru.example', 'ru.name', 'name', 'colour'], 'ru'), false);
  assert.equal(touchesDefinition(['en.full']), true);
  assert.equal(touchesDefinition(['name', 'ru.name', 'ru.terms', 'key']), false);
});

class FakeStorage {
  items = new Map();
  getItem(name) { return this.items.get(name) ?? null; }
  setItem(name, value) { this.items.set(name, value); }
  removeItem(name) { this.items.delete(name); }
}

test('what is written stays when the page is reloaded, until it is forgotten', () => {
  const storage = new FakeStorage();
  const fear = entry('f', null, 0, { name: 'Fear' });
  new Drafts('key', storage).write(fear, 'en.brief', 'Being afraid');

  const after = new Drafts('key', storage);

  assert.equal(after.read(fear, 'en.brief'), 'Being afraid');
  assert.deepEqual(after.changes(fear), { 'en.brief': 'Being afraid' });
  assert.deepEqual(after.waiting(() => fear), [fear]);
  after.forget('f');
  assert.equal(storage.items.size, 0);
});

test('what is written back as it was is no change', () => {
  const drafts = new Drafts('key', null);
  const fear = entry('f', null, 0, { name: 'Fear' });

  drafts.write(fear, 'name', 'Dread');
  drafts.write(fear, 'name', 'Fear');

  assert.deepEqual(drafts.changes(fear), {});
  assert.deepEqual(drafts.waiting(() => fear), []);
});

test('what somebody else has changed meanwhile is known', () => {
  const drafts = new Drafts('key', null);
  const fear = entry('f', null, 0, { name: 'Fear', key: 'f' });
  drafts.write(fear, 'name', 'Dread');
  drafts.write(fear, 'key', 'd');

  const theirs = { ...fear, name: 'Anxiety', key: 'd' };

  assert.deepEqual(drafts.crossed(fear), []);
  assert.deepEqual(drafts.crossed(theirs), ['name']);
  assert.deepEqual(drafts.changes(theirs), { name: 'Dread' });
});

test('a refused save brings the words back, but not over newer ones', () => {
  const drafts = new Drafts('key', null);
  const fear = entry('f', null, 0, { name: 'Fear' });
  drafts.write(fear, 'en.full', 'newer');

  drafts.restore('f', { key: '1', 'en.full': 'older' }, { key: '', 'en.full': '' });

  assert.deepEqual(drafts.changes(fear), { key: '1', 'en.full': 'newer' });
});

// Colours

test('a new code gets a colour no other has', () => {
  const palette = ['#0072b2', '#d55e00'];
  const taken = [];
  for (let n = 0; n < 10; n++) taken.push(newColour(palette, taken));

  assert.deepEqual(taken.slice(0, 2), palette);
  assert.equal(new Set(taken).size, 10);
  assert.match(newColour(palette, taken), /^#[0-9a-f]{6}$/);
});

test('a code under another gets a shade of its colour', () => {
  const first = newColour(['#0072b2'], [], '#d55e00');

  assert.equal(first, shade('#d55e00', -0.3));
  assert.notEqual(newColour(['#0072b2'], [first], '#d55e00'), first);
});

test('a shade is the colour mixed with white or black', () => {
  assert.equal(shade('#0072b2', 0.25), '#4095c5');
  assert.equal(shade('#0072b2', -0.4), '#00446b');
});
