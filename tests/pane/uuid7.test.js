import assert from 'node:assert/strict';
import { test } from 'node:test';

import { uuid7 } from '../../qualcode/ui/coding_pane/frontend/uuid7.js';

test('it is a UUID of version 7', () => {
  for (let i = 0; i < 1000; i++) assert.match(uuid7(), /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
});

test('none comes twice, and later ones sort later, in one millisecond too', () => {
  const ids = Array.from({ length: 20_000 }, () => uuid7());

  assert.equal(new Set(ids).size, ids.length);
  assert.deepEqual([...ids].sort(), ids);
});

test('its time is its time', () => {
  const now = Date.now() + 60_000;

  assert.equal(Number.parseInt(uuid7(now).replaceAll('-', '').slice(0, 12), 16), now);
});

test('a clock that runs back does not turn the order round', () => {
  const now = Date.now() + 120_000;

  assert.ok(uuid7(now) < uuid7(now - 50_000));
});
