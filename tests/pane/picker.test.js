import assert from 'node:assert/strict';
import { test } from 'node:test';

import { Codebook, findCodes, fold, safeColour } from '../../qualcode/ui/coding_pane/frontend/codebook.js';
import { WORDS, wording } from '../../qualcode/ui/coding_pane/frontend/words.js';

const row = (name, { depth = 1, codable = 1, retired = 0, key = '', path = `Institutions / ${name}`, colour = '#112233' } = {}) =>
  [name, name, colour, key, depth, codable, retired, path, {}];
const book = new Codebook(1, [
  row('Institutions', { depth: 0, codable: 0, path: 'Institutions' }),
  row('Council of Elders', { key: 'E' }),
  row('Ақсақалдар алқасы'),
  row('Совет матерей'),
  row('Ёлка'),
  row('Elders are ignored', { path: 'Youth / Elders are ignored' }),
  row('Wheeler', { path: 'Youth / Wheeler' }),
]);
const find = (typed, recent) => findCodes(book.list, typed, recent).map(code => code.name);

test('typing a part of a name finds it, the beginnings of names first', () => {
  assert.deepEqual(find('eld'), ['Elders are ignored', 'Council of Elders']);
  assert.deepEqual(find('EEL'), ['Wheeler']);
});

test('several words may come from anywhere in the path', () => {
  assert.deepEqual(find('elders youth'), ['Elders are ignored']);
  assert.deepEqual(find('inst / coun'), ['Council of Elders']);
});

test('case counts in no language', () => {
  assert.deepEqual(find('АҚСАҚАЛ'), ['Ақсақалдар алқасы']);
  assert.deepEqual(find('МАТЕР'), ['Совет матерей']);
});

test('Kazakh is found from a Russian keyboard, ё by е', () => {
  assert.deepEqual(find('аксакал'), ['Ақсақалдар алқасы']);
  assert.deepEqual(find('елка'), ['Ёлка']);
  assert.equal(fold('ӘҒҚҢӨҰҮҺІ'), 'агкноуухи');
});

test('typing nothing finds all, those used lately first', () => {
  assert.deepEqual(find('', ['Ёлка', 'Wheeler']).slice(0, 3), ['Ёлка', 'Wheeler', 'Institutions']);
  assert.equal(find('').length, book.list.length);
});

test('nothing found is nothing found, and signs are only signs', () => {
  assert.deepEqual(find('zzz'), []);
  assert.deepEqual(find('(.*'), []);
});

test('a key finds its code, a heading above its codes', () => {
  assert.equal(book.byKey.get('e').name, 'Council of Elders');
  assert.equal(book.list[1].parent, 0);
  assert.equal(book.list[0].parent, -1);
  assert.deepEqual(book.list.map(code => code.hasChildren), [true, false, false, false, false, false, false]);
});

test('neither a heading nor a retired code takes a key', () => {
  const { byKey } = new Codebook(1, [row('a', { key: 'x', codable: 0 }), row('b', { key: 'y', retired: 1 })]);

  assert.equal(byKey.size, 0);
});

test('only a colour is a colour', () => {
  assert.equal(safeColour('#A1B2C3'), '#a1b2c3');
  for (const bad of ['red', '#12', '#fff} * {display:none', 'url(//x)', '']) assert.equal(safeColour(bad), '#888888');
});

test('a code Python has not sent yet is grey and cannot be given', () => {
  assert.deepEqual([book.code('?').colour, book.code('?').codable], ['#888888', false]);
});

test('sentences are translated, the missing ones English, numbers and names put in', () => {
  const say = wording({ coded: 'Закодировано: «{code}»' });

  assert.equal(say('coded', { code: 'Страх' }), 'Закодировано: «Страх»');
  assert.equal(say('selected', { n: 3 }), 'Words selected: 3');
  assert.equal(say('coded', { code: '{n}' }), 'Закодировано: «{n}»');
  assert.ok(Object.values(WORDS).every(Boolean));
});
