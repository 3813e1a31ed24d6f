import assert from 'node:assert/strict';
import { test } from 'node:test';

import { Doc } from '../../qualcode/ui/coding_pane/frontend/doc.js';
import { moved, nearest, step, stops } from '../../qualcode/ui/coding_pane/frontend/ends.js';
import { sentences, unitKey, whole, wider } from '../../qualcode/ui/coding_pane/frontend/units.js';

const doc = new Doc({ hash: 'h', paras: [
  [1, 1, 'A', '', 0, 'We kept quiet. Then they came!', null],
  [2, 1, 'A', '', 31, 'Nobody asked.', null],
  [3, 2, 'B', '', 45, '«Who?» Two 🙂 words.', null],
  [4, 0, '', '', 65, 'Nobody says this.', null],
] });
const press = (key, code, more = {}) => ({ key, code, shiftKey: false, ctrlKey: false, metaKey: false, altKey: false, ...more });
const said = text => sentences(text).map(([from, to]) => text.slice(from, to));

test('a text is cut into its sentences', () => {
  assert.deepEqual(said('We kept quiet. Then they came!  Why?'), ['We kept quiet.', 'Then they came!', 'Why?']);
  assert.deepEqual(said('Біз қорықтық. Содан кейін олар келді…'), ['Біз қорықтық.', 'Содан кейін олар келді…']);
  assert.deepEqual(said(''), []);
});

test('an abbreviation, an initial and who said it end no sentence', () => {
  for (const text of [
    'Он жил на ул. Абая с женой.', 'В 2020 г. Кордай горел.', 'Это сказал А. Б. Касымов вчера.', 'Dr. Smith came.',
    '«Куда вы?» — спросил он.', 'Куда? — спросил он.', '“Why?” he asked.', '2020 ж. Қордайда болды, т.б. айттық.',
  ]) assert.equal(said(text).length, 1, text);
});

test('a year, a question and words that only look like short ones end one', () => {
  for (const text of [
    'Это было в 2020. Потом уехали.', 'Что? Не знаю.', 'No. I was at home.', 'Мы дали им. Потом ушли.', 'Это был я. Вот.', 'Хлеб и т. д. Всё наше.',
  ]) assert.equal(said(text).length, 2, text);
});

test('the sentence, paragraph and turn a word is in', () => {
  const word = [[0, 3], [0, 7]];
  assert.equal(doc.quote(whole(doc, word, 'sentence')), 'We kept quiet.');
  assert.equal(doc.quote(whole(doc, word, 'paragraph')), 'We kept quiet. Then they came!');
  assert.equal(doc.quote(whole(doc, word, 'turn')), 'We kept quiet. Then they came!\nNobody asked.');
});

test('what reaches over a border takes the units on both sides', () => {
  const both = [[0, 20], [1, 3]];
  assert.equal(doc.quote(whole(doc, both, 'sentence')), 'Then they came!\nNobody asked.');
  assert.equal(doc.quote(whole(doc, [[1, 3], [2, 2]], 'turn')), `${doc.para(0).text}\n${doc.para(1).text}\n${doc.para(2).text}`);
});

test('where nobody is marked as speaking a turn is the paragraph', () => {
  assert.equal(doc.quote(whole(doc, [[3, 1], [3, 2]], 'turn')), 'Nobody says this.');
});

test('each step is wider than the one before, until there is none', () => {
  const steps = [];
  for (let at = { stretch: [[0, 3], [0, 3]] }; at; at = wider(doc, at.stretch)) steps.push(at.unit);
  assert.deepEqual(steps, [undefined, 'sentence', 'paragraph', 'turn']);
  assert.equal(wider(doc, whole(doc, [[1, 0], [1, 1]], 'sentence')).unit, 'turn', 'the sentence was the paragraph');
});

test('keys of the units, on any keyboard', () => {
  assert.equal(unitKey(press('F8', 'F8')), 'wider');
  assert.equal(unitKey(press('F8', 'F8', { shiftKey: true })), 'narrower');
  assert.equal(unitKey(press('s', 'KeyS', { altKey: true })), 'sentence');
  assert.equal(unitKey(press('з', 'KeyP', { altKey: true })), 'paragraph');
  assert.equal(unitKey(press('†', 'KeyT', { altKey: true })), 'turn', 'Option on a Mac types signs');
  assert.equal(unitKey(press('s', 'KeyS')), null, 'a plain letter is a code’s');
  assert.equal(unitKey(press('s', 'KeyS', { altKey: true, ctrlKey: true })), null);
});

test('a handle stands at words, with or without their punctuation', () => {
  assert.deepEqual(stops(doc, 2, 'start'), [0, 1, 7, 11, 14]);
  assert.deepEqual(stops(doc, 2, 'end'), [4, 6, 10, 13, 19, 20]);
  assert.deepEqual(nearest(doc, [2, 9], 'end'), [2, 10]);
  assert.deepEqual(nearest(doc, [2, 9], 'start'), [2, 7]);
});

test('a handle goes by word, by letter, by sentence, and on into the next paragraph', () => {
  const go = (place, direction, by) => step(doc, place, { end: 'end', direction, by });
  assert.deepEqual(go([0, 7], 1, 'word'), [0, 13]);
  assert.deepEqual(go([0, 30], 1, 'word'), [1, 6]);
  assert.deepEqual(go([1, 6], -1, 'word'), [0, 30]);
  assert.deepEqual(go([2, 11], 1, 'letter'), [2, 13], 'never into the middle of a sign');
  assert.deepEqual(go([0, 3], 1, 'sentence'), [0, 14]);
  assert.equal(go([3, 17], 1, 'word'), null);
});

test('of a coding something is left', () => {
  assert.deepEqual(moved([[0, 3], [0, 7]], 'start', [0, 0]), [[0, 0], [0, 7]]);
  assert.equal(moved([[0, 3], [0, 7]], 'end', [0, 3]), null);
});
