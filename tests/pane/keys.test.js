import assert from 'node:assert/strict';
import { test } from 'node:test';

import { historyKey, meantKey } from '../../qualcode/ui/coding_pane/frontend/keys.js';

const means = key => '[]/?h2q'.includes(key);
const press = (key, code, more = {}) => ({ key, code, shiftKey: false, ctrlKey: false, metaKey: false, altKey: false, ...more });

test('a key of a code is that key, with or without capitals', () => {
  assert.equal(meantKey(press('h', 'KeyH'), means), 'h');
  assert.equal(meantKey(press('H', 'KeyH', { shiftKey: true }), means), 'h');
  assert.equal(meantKey(press('x', 'KeyX'), means), null);
});

test('on a Russian keyboard the place of the key counts', () => {
  assert.equal(meantKey(press('р', 'KeyH'), means), 'h');
  assert.equal(meantKey(press('х', 'BracketLeft'), means), '[');
  assert.equal(meantKey(press('.', 'Slash'), means), '/');
  assert.equal(meantKey(press(',', 'Slash', { shiftKey: true }), means), '?');
});

test('on a Kazakh keyboard, too, whose digits are letters', () => {
  assert.equal(meantKey(press('ә', 'Digit2'), means), '2');
  assert.equal(meantKey(press('!', 'Digit2', { shiftKey: true }), means), null);
});

test('a code may have a Cyrillic key', () => {
  assert.equal(meantKey(press('Ш', 'KeyI'), key => key === 'ш'), 'ш');
});

test('on another Latin keyboard the letter counts, not the place', () => {
  assert.equal(meantKey(press('a', 'KeyQ'), means), null);
  assert.equal(meantKey(press('é', 'Digit2'), means), '2');
});

test('Enter and arrows are not letters', () => {
  assert.equal(meantKey(press('Enter', 'Enter'), () => true), null);
});

test('undo and redo, on any keyboard', () => {
  const ctrl = { ctrlKey: true };
  assert.equal(historyKey(press('z', 'KeyZ', ctrl)), 'undo');
  assert.equal(historyKey(press('я', 'KeyZ', ctrl)), 'undo');
  assert.equal(historyKey(press('z', 'KeyY', ctrl)), 'undo', 'a German keyboard');
  assert.equal(historyKey(press('Z', 'KeyZ', { metaKey: true, shiftKey: true })), 'redo');
  assert.equal(historyKey(press('y', 'KeyY', ctrl)), 'redo');
  assert.equal(historyKey(press('z', 'KeyZ')), null);
  assert.equal(historyKey(press('z', 'KeyZ', { ...ctrl, altKey: true })), null);
});
