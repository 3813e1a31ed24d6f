import assert from 'node:assert/strict';
import { test } from 'node:test';

import { ReadingCursor } from '../../qualcode/ui/coding_pane/frontend/cursor.js';
import { Doc } from '../../qualcode/ui/coding_pane/frontend/doc.js';
import { cuts } from '../../qualcode/ui/coding_pane/frontend/spans.js';

const doc = new Doc({ hash: 'h', paras: [
  [1, 1, 'A', '', 0, 'one two, three', null],
  [2, 1, 'A', '', 15, '…', null],
  [3, 2, 'B', '', 17, 'four five', null],
] });
const PLAIN = { extend: false, whole: false };
const EXTEND = { extend: true, whole: false };

function walk(...keys) {
  const cursor = new ReadingCursor(doc);
  cursor.put([0, 0]);
  for (const [key, how = PLAIN] of keys) cursor.move(key, how);
  return { word: doc.quote(cursor.word), selected: cursor.selection && doc.quote(cursor.selection) };
}

test('arrows go from word to word and over paragraphs without words', () => {
  assert.equal(walk(['ArrowRight']).word, 'two');
  assert.equal(walk(['End'], ['ArrowRight']).word, 'four');
  assert.equal(walk(['ArrowDown'], ['ArrowLeft']).word, 'three');
});

test('up and down go to the beginnings of paragraphs, and stop at the ends of the text', () => {
  assert.equal(walk(['ArrowDown']).word, 'four');
  assert.equal(walk(['ArrowDown'], ['ArrowDown']).word, 'five');
  assert.equal(walk(['ArrowDown'], ['End'], ['ArrowUp'], ['ArrowUp']).word, 'one');
  assert.equal(walk(['End', { extend: false, whole: true }]).word, 'five');
});

test('Shift selects words, both ways', () => {
  assert.equal(walk(['ArrowRight', EXTEND]).selected, 'one two');
  assert.equal(walk(['ArrowRight'], ['ArrowLeft', EXTEND]).selected, 'one two');
  assert.equal(walk(['ArrowRight', EXTEND], ['ArrowRight']).selected, null);
});

test('Shift with up and down selects to the ends of paragraphs', () => {
  assert.equal(walk(['ArrowDown', EXTEND]).selected, 'one two, three');
  assert.equal(walk(['ArrowDown', EXTEND], ['ArrowDown', EXTEND]).selected, 'one two, three\n…\nfour five');
});

test('it is put on the word at a place, or on the next', () => {
  const cursor = new ReadingCursor(doc);
  cursor.put([0, 5]);
  assert.equal(doc.quote(cursor.word), 'two');
  cursor.put([1, 0]);
  assert.equal(doc.quote(cursor.word), 'four');
});

test('where spans are painted, a text is cut wherever one begins or ends', () => {
  assert.deepEqual(cuts([{ from: 2, to: 6 }, { from: 4, to: 9 }], 9), [[0, 2], [2, 4], [4, 6], [6, 9]]);
  assert.deepEqual(cuts([], 3), [[0, 3]]);
});
