import assert from 'node:assert/strict';
import { test } from 'node:test';

import { Doc, compare } from '../../qualcode/ui/coding_pane/frontend/doc.js';

const WORST = [
  'Біз бұл жерде бір отбасы болып тұрамыз.',
  'Семья 👨‍👩‍👧‍👦 и флаг 🇰🇿🇷🇺, потом текст',
  'é as e + accent: é, and 𝒳 beyond the plane',
  '',
  'שלום नमस्ते दुनिया ﷽ 👍🏽👍🏽',
  'last',
];

/** A text as Python sends it: offsets are code points. */
function docOf(texts, gap = 1) {
  let start = 0;
  const paras = texts.map((text, index) => {
    const row = [index + 1, index + 1, 'A', 'respondent', start, text, null];
    start += [...text].length + gap;
    return row;
  });
  return new Doc({ hash: 'h', paras });
}

test('a code point becomes a place and the same code point again, for every one of a text', () => {
  const doc = docOf(WORST);
  const points = [...WORST.join('\n')];

  for (let point = 0; point <= points.length; point++) assert.equal(doc.toWire(doc.fromWire(point)), point);
});

test('the quote between two places is what Python slices between their code points', () => {
  const doc = docOf(WORST);
  const points = [...WORST.join('\n')];

  for (let start = 0; start < points.length; start += 3) {
    for (let end = start + 1; end <= points.length; end += 7) {
      assert.equal(doc.quote([doc.fromWire(start), doc.fromWire(end)]), points.slice(start, end).join(''));
    }
  }
});

test('blank lines that were left out are in the quote', () => {
  const doc = docOf(['one', 'two'], 3);

  assert.equal(doc.quote([[0, 1], [1, 2]]), 'ne\n\n\ntw');
});

test('no selection cuts what a reader sees as one character', () => {
  const doc = docOf(WORST);
  const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

  for (const [index, text] of WORST.entries()) {
    const borders = new Set([text.length, ...[...graphemes.segment(text)].map(cluster => cluster.index)]);
    for (let offset = 0; offset <= text.length; offset++) {
      const [, before] = doc.snap([index, offset], -1);
      const [, after] = doc.snap([index, offset], 1);
      assert.ok(borders.has(before) && borders.has(after), `${text} ${offset}`);
      assert.ok(before <= offset && offset <= after);
    }
  }
});

test('half a family selects the whole family', () => {
  const doc = docOf(['ab 👨‍👩‍👧‍👦 cd']);

  assert.equal(doc.quote(doc.tidy([[0, 5], [0, 6]])), '👨‍👩‍👧‍👦');
});

test('half a flag selects one flag, not its neighbour', () => {
  const doc = docOf(['🇰🇿🇷🇺']);

  assert.equal(doc.quote(doc.tidy([[0, 5], [0, 6]])), '🇷🇺');
});

test('a letter keeps its combining accent', () => {
  const doc = docOf(['cafe\u0301 noir']);

  assert.equal(doc.quote(doc.tidy([[0, 0], [0, 4]])), 'cafe\u0301');
});

test('blanks and line ends at the ends of a selection are left out', () => {
  const doc = docOf(['one  ', '  two', 'three']);

  assert.equal(doc.quote(doc.tidy([[0, 3], [2, 0]])), 'two');
  assert.equal(doc.tidy([[0, 3], [1, 2]]), null);
});

test('a coding that ends with a line end does not reach into the next paragraph', () => {
  const doc = docOf(['one', 'two']);

  assert.deepEqual(doc.endFromWire(4), [0, 3]);
  assert.deepEqual(doc.endFromWire(5), [1, 1]);
});

test('Kazakh words are words, punctuation is not', () => {
  const doc = docOf(['Ақсақалдар алқасы — тыңдамайды!']);

  assert.deepEqual(doc.words(0).map(word => doc.quote(word)), ['Ақсақалдар', 'алқасы', 'тыңдамайды']);
});

test('places are in reading order', () => {
  assert.ok(compare([0, 9], [1, 0]) < 0);
  assert.ok(compare([1, 2], [1, 1]) > 0);
});
