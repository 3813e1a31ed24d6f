import assert from 'node:assert/strict';
import { test } from 'node:test';

import { Beside } from '../../qualcode/ui/coding_pane/frontend/wire.js';

const CODES = [['code-a', 'Fear'], ['code-b', 'Trust']];
const CODERS = [['ana', 'Ana'], ['bek', 'Bek']];
const first = { beside: ['m1', null, { codes: CODES, coders: CODERS, me: 'ana' }], segs: [null, 3], heard: ['c', 1] };

test('the first message is whole', () => {
  const data = new Beside().unpacked(first);

  assert.equal(data.me, 'ana');
  assert.deepEqual(data.segs, { mode: 'full', base: null, rev: 3, up: [], del: [] });
  assert.equal(data.ack, null);
});

test('a later message is completed with what came before', () => {
  const beside = new Beside();
  beside.unpacked(first);

  const data = beside.unpacked({ beside: ['m1'], segs: [3, 4, [['x', 1, 5, 9, 0]], ['y']], heard: ['c', 2], ack: [7] });

  assert.equal(data.codes, CODES);
  assert.deepEqual(data.segs, { mode: 'delta', base: 3, rev: 4, up: [['x', 'code-b', 5, 9, 'ana', '', 0]], del: ['y'] });
  assert.deepEqual(data.ack, { client: 'c', seq: 7, errors: [], said: [] });
});

test('a code that is not in the list yet keeps its own name', () => {
  const beside = new Beside();
  beside.unpacked(first);

  const { segs } = beside.unpacked({ beside: ['m1'], segs: [3, 4, [['x', 'code-new', 5, 9, 1, 'why', 2]]], heard: ['c', 2] });

  assert.deepEqual(segs.up, [['x', 'code-new', 5, 9, 'bek', 'why', 2]]);
});

test('only what changed is replaced', () => {
  const beside = new Beside();
  beside.unpacked(first);

  const data = beside.unpacked({ beside: ['m2', 'm1', { me: 'bek' }], segs: [3, 3], heard: ['c', 2] });

  assert.equal(data.me, 'bek');
  assert.equal(data.coders, CODERS);
});

test('news that start from another state are not understood, the same message again is', () => {
  const beside = new Beside();

  assert.equal(beside.unpacked({ beside: ['m9'], segs: [3, 3], heard: ['c', 1] }), null);
  assert.notEqual(beside.unpacked(first), null);
  assert.notEqual(beside.unpacked(first), null);
  assert.equal(beside.unpacked({ beside: ['m3', 'm2', { me: 'bek' }], segs: [3, 3], heard: ['c', 2] }), null);
  assert.equal(beside.mark, 'm1');
});

test('starting anew forgets what was known before', () => {
  const beside = new Beside();
  beside.unpacked(first);

  const data = beside.unpacked({ beside: ['m5', null, { codes: [], coders: [], memos: [] }], segs: [null, 9], heard: ['c', 3] });

  assert.equal('me' in data, false);
});
