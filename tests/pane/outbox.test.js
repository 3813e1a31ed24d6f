import assert from 'node:assert/strict';
import { test } from 'node:test';

import { Ledger } from '../../qualcode/ui/coding_pane/frontend/ledger.js';
import { Outbox, waitingElsewhere } from '../../qualcode/ui/coding_pane/frontend/outbox.js';

class FakeStorage {
  items = new Map();
  get length() { return this.items.size; }
  key(index) { return [...this.items.keys()][index] ?? null; }
  getItem(name) { return this.items.get(name) ?? null; }
  setItem(name, value) { this.items.set(name, value); }
  removeItem(name) { this.items.delete(name); }
}

const add = (coding, start = 0, end = 5, code = 'fear') => ({ op: 'add', coding, code, start, end, quote: 'words' });
const ack = (box, seq, more = {}) => ({ client: box.client, seq, errors: [], said: [], ...more });
const full = (up, rev = 1) => ({ mode: 'full', base: null, rev, up, del: [] });
const delta = (base, rev, up = [], del = []) => ({ mode: 'delta', base, rev, up, del });
const row = (id, { code = 'fear', start = 0, end = 5, coder = 'me', memo = '' } = {}) => [id, code, start, end, coder, memo];

test('what was done waits until it is acknowledged, in order', () => {
  const box = new Outbox('doc', 'me', new FakeStorage());
  for (const coding of ['a', 'b', 'c']) box.push(add(coding));

  box.settle(ack(box, 2));

  assert.deepEqual(box.ops.map(op => [op.seq, op.coding]), [[3, 'c']]);
});

test('an acknowledgement of another tab settles nothing', () => {
  const box = new Outbox('doc', 'me', new FakeStorage());
  box.push(add('a'));

  box.settle({ client: 'other', seq: 9 });

  assert.equal(box.waiting, 1);
});

test('a refusal is heard once, however often it is sent', () => {
  const box = new Outbox('doc', 'me', new FakeStorage());
  const op = box.push(add('a'));
  const refused = ack(box, 1, { errors: [[1, 'the text differs']], said: [[1, 'well']] });

  assert.deepEqual(box.settle(refused).errors, [{ op, reason: 'the text differs' }]);
  assert.deepEqual(box.settle(refused), { settled: [], errors: [], said: [] });
});

test('waiting operations survive a reload with their ids, as those of a new client', () => {
  const storage = new FakeStorage();
  const before = new Outbox('doc', 'me', storage);
  before.push(add('a'));
  before.push(add('b'));
  before.settle(ack(before, 1));

  const after = new Outbox('doc', 'me', storage);

  assert.deepEqual(after.ops.map(op => [op.id, op.coding]), before.ops.map(op => [op.id, op.coding]));
  assert.equal(after.ops[0].seq, 1);
  assert.notEqual(after.client, before.client);
  assert.equal(after.push(add('c')).seq, 2);
});

test('nothing is left in storage once all is acknowledged', () => {
  const storage = new FakeStorage();
  const box = new Outbox('doc', 'me', storage);
  box.push(add('a'));
  box.settle(ack(box, 1));

  assert.equal(storage.length, 0);
});

test('texts and coders have boxes of their own, and what waits in the others is counted', () => {
  const storage = new FakeStorage();
  const here = new Outbox('doc', 'me', storage);
  new Outbox('other', 'me', storage).push(add('a'));
  here.push(add('b'));

  assert.equal(new Outbox('doc', 'you', storage).waiting, 0);
  assert.equal(waitingElsewhere(storage, here.key), 1);
});

test('a storage that is full, forbidden or broken does not stop the coding', () => {
  const full = { getItem: () => { throw new Error('no'); }, setItem: () => { throw new Error('no'); }, removeItem: () => {} };
  const broken = { getItem: () => '{', setItem: () => {}, removeItem: () => {} };

  for (const storage of [null, full, broken]) {
    const box = new Outbox('doc', 'me', storage);
    box.push(add('a'));
    assert.equal(box.waiting, 1);
  }
});

test('a coding shows at once, and is the same after Python has it', () => {
  const box = new Outbox('doc', 'me', null);
  const ledger = new Ledger(box, 'me');
  ledger.take(full([]), null);

  ledger.act(add('a'));
  const before = ledger.coding('a');
  ledger.take(delta(1, 2, [row('a')]), ack(box, 1));

  assert.deepEqual(before, { id: 'a', code: 'fear', start: 0, end: 5, coder: 'me', memo: '', flags: 0 });
  assert.deepEqual(ledger.coding('a'), before);
  assert.equal(box.waiting, 0);
});

test('a refused coding goes, the next one stays', () => {
  const box = new Outbox('doc', 'me', null);
  const ledger = new Ledger(box, 'me');
  ledger.take(full([]), null);
  ledger.act(add('a'));
  ledger.act(add('b'));

  const news = ledger.take(delta(1, 1), ack(box, 1, { errors: [[1, 'no']] }));

  assert.equal(ledger.coding('a'), null);
  assert.equal(ledger.coding('b').id, 'b');
  assert.ok(news.touched.has('a'));
});

test('a refused change shows what is stored', () => {
  const box = new Outbox('doc', 'me', null);
  const ledger = new Ledger(box, 'me');
  ledger.take(full([row('a')]), null);
  ledger.act({ op: 'resize', coding: 'a', start: 2, end: 9, quote: 'words' });
  ledger.act({ op: 'recode', coding: 'a', code: 'trust' });
  assert.deepEqual([ledger.coding('a').start, ledger.coding('a').code], [2, 'trust']);

  ledger.take(delta(1, 1), ack(box, 2, { errors: [[1, 'no'], [2, 'no']] }));

  assert.deepEqual([ledger.coding('a').start, ledger.coding('a').code], [0, 'fear']);
});

test('memo, code and words are changed together; taken off is taken off', () => {
  const ledger = new Ledger(new Outbox('doc', 'me', null), 'me');
  ledger.take(full([row('a')]), null);
  ledger.act({ op: 'memo', coding: 'a', text: 'hm' });
  ledger.act({ op: 'recode', coding: 'a', code: 'trust' });
  assert.equal(ledger.coding('a').memo, 'hm');

  ledger.act({ op: 'del', coding: 'a' });

  assert.equal(ledger.coding('a'), null);
  assert.deepEqual([...ledger.codings()], []);
});

test('undo takes back what is still waiting, redo does it again', () => {
  const ledger = new Ledger(new Outbox('doc', 'me', null), 'me');
  ledger.take(full([]), null);
  ledger.act(add('a'));
  ledger.act(add('b'));

  const { touched } = ledger.act({ op: 'undo' });
  assert.equal(ledger.coding('b'), null);
  assert.equal(ledger.coding('a').id, 'a');
  assert.ok(touched.has('b'));

  ledger.act({ op: 'redo' });
  assert.equal(ledger.coding('b').id, 'b');
});

test('undo of something Python already has waits for Python', () => {
  const box = new Outbox('doc', 'me', null);
  const ledger = new Ledger(box, 'me');
  ledger.take(full([row('a')]), null);
  ledger.act({ op: 'undo' });
  assert.equal(ledger.coding('a').id, 'a');

  ledger.take(delta(1, 2, [], ['a']), ack(box, 1));

  assert.equal(ledger.coding('a'), null);
});

test('a delta that starts from what was never seen is not taken', () => {
  const ledger = new Ledger(new Outbox('doc', 'me', null), 'me');
  assert.equal(ledger.take(delta(3, 4), null), null);

  ledger.take(full([row('a')], 5), null);

  assert.equal(ledger.take(delta(7, 8), null), null);
  assert.ok(ledger.take(delta(4, 8, [row('b')], ['a']), null));
  assert.deepEqual([ledger.coding('a'), ledger.coding('b').id, ledger.rev], [null, 'b', 8]);
});

test('a full answer forgets what is not in it', () => {
  const ledger = new Ledger(new Outbox('doc', 'me', null), 'me');
  ledger.take(full([row('a'), row('b')], 5), null);

  const { touched } = ledger.take(full([row('b')], 2), null);

  assert.equal(ledger.coding('a'), null);
  assert.ok(touched.has('a'));
  assert.equal(ledger.rev, 2);
});

test('the same code on the same words by the same coder is a twin', () => {
  const ledger = new Ledger(new Outbox('doc', 'me', null), 'me');
  ledger.take(full([row('a'), row('b', { coder: 'you', start: 7, end: 9 })]), null);
  ledger.act(add('c', 20, 30));

  assert.ok(ledger.hasTwin('fear', 0, 5));
  assert.ok(ledger.hasTwin('fear', 20, 30));
  assert.ok(!ledger.hasTwin('fear', 7, 9), 'another coder may agree');
  assert.ok(!ledger.hasTwin('trust', 0, 5));
  assert.ok(!ledger.hasTwin('fear', 0, 5, 'a'), 'a coding is not its own twin');
});
