import assert from 'node:assert/strict';
import { test } from 'node:test';

import { Finder, nearestHit } from '../../qualcode/ui/coding_pane/frontend/finding.js';

const found = (text, typed) => {
  const paras = text.split('\n').map(line => ({ text: line }));
  return new Finder(paras).hits(typed).map(([[para, from], [, to]]) => paras[para].text.slice(from, to));
};

test('case and ё do not matter', () => {
  assert.deepEqual(found('Пришёл. ПРИШЕЛ и пришел', 'пришёл'), ['Пришёл', 'ПРИШЕЛ', 'пришел']);
  assert.deepEqual(found('Fear and FEAR', 'fEaR'), ['Fear', 'FEAR']);
});

test('ё of two characters is one letter', () => {
  assert.deepEqual(found('все е\u0308лки и ёлки', 'елки'), ['е\u0308лки', 'ёлки']);
});

test('a Russian letter finds the Kazakh one, a Kazakh letter only itself', () => {
  assert.deepEqual(found('ақсақал, аксакал', 'аксакал'), ['ақсақал', 'аксакал']);
  assert.deepEqual(found('ақсақал, аксакал', 'ақсақал'), ['ақсақал']);
  assert.deepEqual(found('ӘЛЕМ әлем', 'әлем'), ['ӘЛЕМ', 'әлем']);
});

test('what lies behind letters that change their length is found where it is', () => {
  assert.deepEqual(found('🙂 İstanbul и\u0301ли страх', 'страх'), ['страх']);
  assert.deepEqual(found('и\u0301ли', 'или'), ['и\u0301ли']);
});

test('blanks, quotation marks and dashes are alike', () => {
  assert.deepEqual(found('сказал: «так»\u00a0— и ушёл', '"так" - и'), ['«так»\u00a0— и']);
});

test('nothing is found for nothing, and no hit overlaps another', () => {
  assert.deepEqual(found('aaaa', '  '), []);
  assert.deepEqual(found('aaaa', 'aa'), ['aa', 'aa']);
});

test('a hit has the paragraph it stands in', () => {
  assert.deepEqual(new Finder([{ text: 'one' }, { text: 'two one' }]).hits('one'), [[[0, 0], [0, 3]], [[1, 4], [1, 7]]]);
});

test('the nearest hit is looked for both ways, and round at the ends', () => {
  const hits = [[[0, 5], [0, 8]], [[2, 0], [2, 3]], [[4, 1], [4, 4]]];

  assert.equal(nearestHit(hits, [0, 5], 1), 0);
  assert.equal(nearestHit(hits, [0, 6], 1), 1);
  assert.equal(nearestHit(hits, [5, 0], 1), 0);
  assert.equal(nearestHit(hits, [2, 0], -1), 0);
  assert.equal(nearestHit(hits, [0, 5], -1), 2);
  assert.equal(nearestHit([], [0, 0], 1), -1);
});
