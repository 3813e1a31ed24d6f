import assert from 'node:assert/strict';
import { test } from 'node:test';

import { Codebook } from '../../qualcode/ui/coding_pane/frontend/codebook.js';
import { meantKey } from '../../qualcode/ui/coding_pane/frontend/keys.js';
import { codeLink, placeLink } from '../../qualcode/ui/coding_pane/frontend/linking.js';

const row = (name, path) => [path, name, '#112233', '', 1, 1, 0, path, {}];
const { list } = new Codebook(1, [row('Fear', 'Emotions / Fear'), row('Fear', 'Events / Fear'), row('Trust', 'Emotions / Trust')]);

test('a code is linked by its name, and by its path where that is not enough', () => {
  assert.deepEqual(list.map(code => codeLink(code, list)), ['[[Emotions / Fear]]', '[[Events / Fear]]', '[[Trust]]']);
});

test('words are linked by their place and how they begin, without what would end the link', () => {
  assert.equal(placeLink('V1', 3, 9, 'afraid'), '[[V1@3-9 “afraid”]]');
  assert.equal(placeLink('A [1]', 0, 60, 'we [laughs] | were\nafraid '.repeat(4)), '[[A 1@0-60 “we laughs were afraid we laughs were afr…”]]');
});

test('words are quoted by whole characters, as half an emoji cannot be stored', () => {
  assert.equal(placeLink('V1', 3, 90, `a${'😀'.repeat(60)}`), `[[V1@3-90 “a${'😀'.repeat(39)}…”]]`);
});

test('a memo is begun by the same key on an English, Russian and Kazakh keyboard', () => {
  for (const key of ['-', 'ө']) assert.equal(meantKey({ key, code: 'Minus', shiftKey: false }, typed => typed === '-'), '-');
  assert.equal(meantKey({ key: '_', code: 'Minus', shiftKey: true }, typed => typed === '-'), null);
});
