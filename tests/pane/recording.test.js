import assert from 'node:assert/strict';
import { test } from 'node:test';

import { playerKey, TurnTimes } from '../../qualcode/ui/coding_pane/frontend/recording.js';

const times = (...known) => new TurnTimes(known.map(time => ({ time })));

test('the turn one hears is the last that has begun', () => {
  const turns = times(0, 10_000, 25_000);

  assert.equal(turns.paraAt(0), 0);
  assert.equal(turns.paraAt(9_999), 0);
  assert.equal(turns.paraAt(10_000), 1);
  assert.equal(turns.paraAt(90_000), 2);
});

test('before the first turn none is heard', () => {
  assert.equal(times(5_000).paraAt(4_000), null);
  assert.equal(times().paraAt(4_000), null);
});

test('paragraphs without a time belong to the turn before them', () => {
  const turns = times(null, 3_000, null, null, 8_000);

  assert.equal(turns.paraAt(5_000), 1);
  assert.equal(turns.timeOf(3), 3_000);
  assert.equal(turns.timeOf(4), 8_000);
  assert.equal(turns.timeOf(0), null);
});

test('times out of order are heard in the order of the recording', () => {
  const turns = times(0, 20_000, 10_000);

  assert.equal(turns.paraAt(12_000), 2);
  assert.equal(turns.paraAt(21_000), 1);
});

test('times before the recording count, too: its beginning may be shifted', () => {
  assert.equal(times(-2_000, 3_000).paraAt(0), 0);
});

const press = (key, more = {}) => ({ key, shiftKey: false, ctrlKey: false, metaKey: false, altKey: false, ...more });

test('F4 plays, F2 goes back, Shift turns them around', () => {
  assert.equal(playerKey(press('F4')), 'play');
  assert.equal(playerKey(press('F4', { shiftKey: true })), 'here');
  assert.equal(playerKey(press('F2')), 'back');
  assert.equal(playerKey(press('F2', { shiftKey: true })), 'on');
});

test('Alt+F4 still closes the window, and letters still code', () => {
  assert.equal(playerKey(press('F4', { altKey: true })), null);
  assert.equal(playerKey(press('F4', { ctrlKey: true })), null);
  assert.equal(playerKey(press('f')), null);
});
