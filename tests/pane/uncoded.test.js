import assert from 'node:assert/strict';
import { test } from 'node:test';

import { Doc } from '../../qualcode/ui/coding_pane/frontend/doc.js';
import { uncodedIn } from '../../qualcode/ui/coding_pane/frontend/uncoded.js';

function docOf(...lines) {
  let start = 0;
  const paras = lines.map((line, index) => {
    const [role, text] = line.startsWith('I: ') ? ['interviewer', line.slice(3)] : ['respondent', line];
    const row = [index + 1, index + 1, '', role, start, text, null];
    start += text.length + 1;
    return row;
  });
  return new Doc({ hash: 'h', paras });
}

const quotes = (doc, ...marks) => uncodedIn(doc, marks).map(({ stretch, words }) => [doc.quote(stretch), words]);

test('a text without codings is one uncoded stretch', () => {
  const doc = docOf('one two three four', 'five six seven');

  assert.deepEqual(quotes(doc), [['one two three four\nfive six seven', 7]]);
});

test('stretches lie between, before and after codings, overlapping ones too', () => {
  const doc = docOf('a b c d e f CODED CODED g h i j k l');
  const coded = doc.para(0).text.indexOf('CODED');

  assert.deepEqual(quotes(doc, { a: [0, coded], b: [0, coded + 8] }, { a: [0, coded + 2], b: [0, coded + 11] }),
    [['a b c d e f', 6], ['g h i j k l', 6]]);
});

test('a few words are no stretch', () => {
  const doc = docOf('a b c d e X a b c d e');

  assert.deepEqual(quotes(doc, { a: [0, 10], b: [0, 11] }), []);
});

test('what the interviewer says makes no stretch and ends none', () => {
  const doc = docOf('I: why did you leave the village at that time', 'a b c d', 'I: really and truly', 'e f g h', 'I: thank you for all of this talk');

  assert.deepEqual(quotes(doc), [['a b c d\nreally and truly\ne f g h', 8]]);
});

test('an interview of nothing but questions has nothing to code', () => {
  assert.deepEqual(quotes(docOf('I: one two three four five six seven')), []);
  assert.deepEqual(quotes(docOf()), []);
});

test('a text coded from end to end has no uncoded stretch', () => {
  const doc = docOf('a b c d e f', 'g h i j k l');

  assert.deepEqual(quotes(doc, { a: [0, 0], b: doc.endOf(1) }), []);
});
