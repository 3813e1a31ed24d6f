import assert from 'node:assert/strict';
import { test } from 'node:test';

import { Scale, cellWidth, codesByRow, strip } from '../../qualcode/ui/coding_pane/frontend/portrait.js';

const paras = lengths => lengths.map(length => ({ text: 'x'.repeat(length) }));
const order = code => 'abcdefghijklm'.indexOf(code);

test('a place is found again at its share', () => {
  const scale = new Scale(paras([100, 5000, 0, 30, 700]));

  for (const place of [[0, 0], [0, 99], [1, 0], [1, 4321], [2, 0], [4, 700]]) {
    assert.deepEqual(scale.placeAt(scale.shareOf(place)), place);
  }
});

test('the ends of the strip are the ends of the text', () => {
  const scale = new Scale(paras([100, 200]));

  assert.deepEqual(scale.placeAt(-3), [0, 0]);
  assert.deepEqual(scale.placeAt(7), [1, 200]);
  assert.equal(scale.startOf(0), 0);
  assert.equal(scale.startOf(2), 1);
});

test('an empty text has a portrait, too', () => {
  assert.deepEqual(new Scale([]).placeAt(0.5), [0, 0]);
});

test('codes lie in the rows their words are in, in the order of the codebook', () => {
  const scale = new Scale(paras([60, 60, 60, 60]));
  const marks = [
    { a: [0, 0], b: [1, 60], code: 'b', own: true },
    { a: [1, 0], b: [1, 10], code: 'a', own: false },
  ];

  const rows = codesByRow(scale, marks, 4, order).map(cells => cells.map(({ code }) => code).join(''));

  assert.deepEqual(rows, ['b', 'ab', '', '']);
});

test('the shortest coding is seen, also the last word of the text', () => {
  const scale = new Scale(paras([100_000]));

  const rows = codesByRow(scale, [{ a: [0, 99_999], b: [0, 100_000], code: 'a', own: true }], 10, order);

  assert.deepEqual(rows.map(cells => cells.length), [0, 0, 0, 0, 0, 0, 0, 0, 0, 1]);
});

test('a code two coders gave at one height is drawn once, as one’s own', () => {
  const scale = new Scale(paras([100]));
  const marks = [{ a: [0, 0], b: [0, 9], code: 'a', own: true }, { a: [0, 2], b: [0, 9], code: 'a', own: false }];

  assert.deepEqual(codesByRow(scale, marks, 1, order), [[{ code: 'a', own: true }]]);
});

test('many codes at one height are drawn narrower, a few not wider than a quarter', () => {
  const cells = n => [Array.from({ length: n }, () => ({ code: 'a', own: true }))];

  assert.equal(cellWidth(cells(1), 40), 10);
  assert.equal(cellWidth(cells(8), 40), 5);
  assert.equal(cellWidth(cells(50), 40), 4);
  assert.equal(cellWidth([], 40), 10);
});

test('the window in view can be held, and does not leave the strip', () => {
  assert.deepEqual(strip(0.5, 0.75, 400, 10), { top: 200, height: 100 });
  assert.deepEqual(strip(0.999, 1, 400, 10), { top: 390, height: 10 });
  assert.deepEqual(strip(0, 1, 400, 10), { top: 0, height: 400 });
});
