import assert from 'node:assert/strict';
import { test } from 'node:test';

import { Ledger } from '../../qualcode/ui/coding_pane/frontend/ledger.js';
import { Outbox } from '../../qualcode/ui/coding_pane/frontend/outbox.js';

const add = coding => ({ op: 'add', coding, code: 'fear', start: 0, end: 5, quote: 'words' });

test('what waits from an older version of the text goes on waiting, and is not drawn on other words', () => {
  const box = new Outbox('source', 'me', null);
  new Ledger(box, 'me', 'v1').act(add('a'));

  const corrected = new Ledger(box, 'me', 'v2');
  corrected.act(add('b'));

  assert.deepEqual(box.ops.map(op => [op.coding, op.doc]), [['a', 'v1'], ['b', 'v2']]);
  assert.deepEqual([...corrected.codings()].map(coding => coding.id), ['b']);
});

test('what Python has placed in the corrected text is drawn there', () => {
  const box = new Outbox('source', 'me', null);
  new Ledger(box, 'me', 'v1').act(add('a'));
  const corrected = new Ledger(box, 'me', 'v2');

  const up = [['a', 'fear', 7, 12, 'me', '', 0]];
  corrected.take({ mode: 'full', base: null, rev: 3, up, del: [] }, { client: box.client, seq: 1 });

  assert.equal(box.waiting, 0);
  assert.deepEqual([...corrected.codings()].map(({ id, start }) => [id, start]), [['a', 7]]);
});
