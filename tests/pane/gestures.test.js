import assert from 'node:assert/strict';
import { test } from 'node:test';

import { Codebook } from '../../qualcode/ui/coding_pane/frontend/codebook.js';
import { meantKey, shiftedDigit } from '../../qualcode/ui/coding_pane/frontend/keys.js';
import { latest } from '../../qualcode/ui/coding_pane/frontend/lately.js';
import { Ledger } from '../../qualcode/ui/coding_pane/frontend/ledger.js';
import { IMPORTANT, signs, UNSURE } from '../../qualcode/ui/coding_pane/frontend/marking.js';
import { inVivoName, namesakes, withAwaited } from '../../qualcode/ui/coding_pane/frontend/naming.js';
import { Outbox } from '../../qualcode/ui/coding_pane/frontend/outbox.js';
import { numbered } from '../../qualcode/ui/coding_pane/frontend/sets.js';
import { touching, whole } from '../../qualcode/ui/coding_pane/frontend/uniting.js';

const press = (key, code, more = {}) => ({ key, code, shiftKey: false, ctrlKey: false, metaKey: false, altKey: false, ...more });
const row = (id, start, end, code = 'fear', coder = 'me') => [id, code, start, end, coder, ''];
const add = (coding, start, end, code = 'fear') => ({ op: 'add', coding, code, start, end, quote: '' });

function uniting(...rows) {
  const ledger = new Ledger(new Outbox('doc', 'me', null), 'me');
  ledger.unites = true;
  ledger.take({ mode: 'full', base: null, rev: 1, up: rows, del: [] }, null);
  return ledger;
}
const spans = ledger => [...ledger.codings()].map(({ id, start, end }) => `${id} ${start}-${end}`).sort();

// Union

test('a whole has the characters of its pieces and no others, and what is left apart does not touch it', () => {
  let seed = 7;
  const random = below => (seed = (seed * 48271) % 2147483647) % below;
  for (let turn = 0; turn < 500; turn++) {
    const drawn = () => { const start = random(40); return { start, end: start + 1 + random(8) }; };
    const stretch = drawn();
    const others = Array.from({ length: random(8) }, (_, id) => ({ id: String(id), ...drawn() }));

    const pieces = touching(stretch, others);
    const [start, end] = whole(stretch, pieces);

    const covered = new Set([stretch, ...pieces].flatMap(piece => Array.from({ length: piece.end - piece.start }, (_, at) => piece.start + at)));
    assert.deepEqual([...covered].sort((a, b) => a - b), Array.from({ length: end - start }, (_, at) => start + at));
    for (const apart of others.filter(other => !pieces.includes(other))) assert.ok(apart.end < start || end < apart.start);
  }
});

test('coding over two codings of the same code shows one at once, and undo shows the two again', () => {
  const ledger = uniting(row('a', 0, 5), row('b', 10, 15), row('c', 20, 25), row('d', 4, 12, 'trust'), row('e', 4, 12, 'fear', 'you'));

  const { touched } = ledger.act(add('new', 5, 11));
  assert.deepEqual(spans(ledger), ['a 0-15', 'c 20-25', 'd 4-12', 'e 4-12']);
  assert.deepEqual([...touched].sort(), ['a', 'b', 'new']);

  ledger.act({ op: 'undo' });
  assert.deepEqual(spans(ledger), ['a 0-5', 'b 10-15', 'c 20-25', 'd 4-12', 'e 4-12']);
});

test('several quick codings grow together before Python answers', () => {
  const ledger = uniting();
  ledger.act(add('a', 0, 5));
  ledger.act(add('b', 3, 9));
  ledger.act(add('c', 9, 12));

  assert.deepEqual(spans(ledger), ['a 0-12']);
});

test('a coding that is resized or recoded takes in what it reaches, and stays itself', () => {
  const ledger = uniting(row('a', 0, 5), row('b', 10, 15), row('t', 2, 8, 'trust'));
  ledger.act({ op: 'resize', coding: 'b', start: 5, end: 15, quote: '' });
  assert.deepEqual(spans(ledger), ['b 0-15', 't 2-8']);

  ledger.act({ op: 'recode', coding: 't', code: 'fear' });
  assert.deepEqual(spans(ledger), ['t 0-15']);
});

test('words among those that have the code already are a twin where codings are united', () => {
  const ledger = uniting(row('a', 0, 10));

  assert.ok(ledger.hasTwin('fear', 2, 5));
  assert.ok(!ledger.hasTwin('fear', 2, 12));
  assert.ok(!ledger.hasTwin('fear', 0, 10, 'b'), 'another coding may become one with it');
});

test('what Python made of it is what counts', () => {
  const ledger = uniting(row('a', 0, 5));
  ledger.act(add('b', 4, 9));

  ledger.take({ mode: 'delta', base: 1, rev: 2, up: [row('a', 0, 9)], del: [] }, { client: ledger.outbox.client, seq: 1 });

  assert.deepEqual(spans(ledger), ['a 0-9']);
});

// Marks

test('marks are shown at once, and as signs', () => {
  const ledger = uniting(row('a', 0, 5));
  ledger.act({ op: 'mark', coding: 'a', flags: IMPORTANT | UNSURE });

  assert.equal(ledger.coding('a').flags, 3);
  assert.equal(signs(3), '!?');
  assert.equal(signs(0), '');
});

// New codes

const book = new Codebook('1', [
  ['h', 'Emotions', '#0072b2', '', 0, 0, 0, 'Emotions', {}],
  ['f', 'Fear', '#225588', 'f', 1, 1, 0, 'Emotions / Fear', {}],
  ['t', 'Trust', '#d55e00', '', 0, 1, 0, 'Trust', {}],
  ['o', 'Old', '#009e73', '', 0, 1, 1, 'Old', {}],
]);
const newcode = (code, name, parent = '') => ({ op: 'newcode', coding: `c-${code}`, code, name, parent, colour: '#111111', key: '', start: 0, end: 4, quote: '' });

test('words become a name: one line, no punctuation around, cut between words', () => {
  assert.equal(inVivoName('«we just\nkept   quiet,»'), 'we just kept quiet');
  assert.equal(inVivoName('и/или'), 'и или');
  assert.equal(inVivoName('…—!'), '');
  const long = inVivoName('біз ол кезде балаларды үйден шығармай үнсіз отырдық деп айтуға болады');
  assert.ok(long.length <= 49 && long.endsWith('…') && !/\s…$/.test(long), long);
  assert.ok(!/[\ud800-\udbff]…/.test(inVivoName('🙂'.repeat(60))), 'no half of a sign');
});

test('who is called so already, whatever the case', () => {
  assert.deepEqual(namesakes(book.list, ' fear ').map(({ id }) => id), ['f']);
  assert.deepEqual(namesakes(book.list, 'Fe'), []);
});

test('a new code stands in the codebook until Python has it, and goes when it is taken back or refused', () => {
  const ledger = uniting();
  assert.equal(withAwaited(book, ledger), book);

  ledger.act(newcode('n', 'Hope', 'h'));
  const now = withAwaited(book, ledger);
  assert.deepEqual(now.list.map(({ name }) => name), ['Emotions', 'Fear', 'Hope', 'Trust', 'Old']);
  assert.equal(now.byId.get('n').path, 'Emotions / Hope');
  assert.equal(withAwaited(book, ledger), now, 'the same as long as nothing is new');

  ledger.act({ op: 'undo' });
  assert.equal(withAwaited(book, ledger), book);
  ledger.act(newcode('m', 'Hope'));
  assert.equal(withAwaited(book, ledger).list.at(-1).name, 'Hope');
  ledger.take({ mode: 'delta', base: 1, rev: 1, up: [], del: [] }, { client: ledger.outbox.client, seq: 3, errors: [[3, 'no']] });
  assert.equal(withAwaited(book, ledger), book);
});

// Last codes, sets, keys

test('codes given last, each once, the latest coding first', () => {
  const codings = [['1', 'a'], ['3', 'b'], ['2', 'c'], ['4', 'a']].map(([id, code]) => ({ id, code }));
  assert.deepEqual(latest(codings), ['a', 'b', 'c']);
});

test('a set has the digit that is its key, the others those that are left', () => {
  const byDigit = numbered([['x', 'X', '', []], ['y', 'Y', '1', []], ['z', 'Z', '', []]]);
  assert.deepEqual([...byDigit].map(([digit, [id]]) => digit + id), ['1y', '2x', '3z']);
});

test('Shift and a digit, on any keyboard but where digits need Shift', () => {
  const shift = { shiftKey: true };
  assert.equal(shiftedDigit(press('!', 'Digit1', shift)), '1');
  assert.equal(shiftedDigit(press('Ә', 'Digit2', shift)), '2');
  assert.equal(shiftedDigit(press('1', 'Digit1', shift)), null, 'a French keyboard');
  assert.equal(shiftedDigit(press('1', 'Digit1')), null);
  assert.equal(shiftedDigit(press('!', 'Digit1', { ...shift, ctrlKey: true })), null);
});

test('signs are found by their place on a Russian keyboard', () => {
  const means = key => '/?.,;<>+="[]'.includes(key);
  assert.equal(meantKey(press('ю', 'Period'), means), '.');
  assert.equal(meantKey(press('.', 'Slash'), means), '/');
  assert.equal(meantKey(press(',', 'Slash', { shiftKey: true }), means), '?');
  assert.equal(meantKey(press('Э', 'Quote', { shiftKey: true }), means), '"');
  assert.equal(meantKey(press('ж', 'Semicolon'), means), ';');
  assert.equal(meantKey(press('Б', 'Comma', { shiftKey: true }), means), '<');
  assert.equal(meantKey(press('+', 'Equal', { shiftKey: true }), means), '+');
});
