import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Unsaved } from '../../qualcode/ui/coding_pane/frontend/unsaved.js';

function shelf() {
  const held = new Map();
  return {
    getItem: key => held.get(key) ?? null,
    setItem: (key, value) => held.set(key, value),
    removeItem: key => held.delete(key),
    held,
  };
}

test('what was written is there after a refresh', () => {
  const storage = shelf();
  new Unsaved('notes', () => storage).set('1-4', { text: 'Қорқу 🙂' });

  assert.deepEqual(new Unsaved('notes', () => storage).get('1-4'), { text: 'Қорқу 🙂' });
});

test('what was saved leaves nothing behind', () => {
  const storage = shelf();
  const notes = new Unsaved('notes', () => storage);
  notes.set('1-4', 'a');

  notes.delete('1-4');

  assert.equal(notes.has('1-4'), false);
  assert.equal(storage.held.size, 0);
});

test('a browser that keeps nothing keeps it as long as the page is', () => {
  const notes = new Unsaved('notes', () => null);

  notes.set('1-4', 'a');

  assert.equal(notes.get('1-4'), 'a');
});

test('what lies there and is no list of ours is passed over', () => {
  assert.equal(new Unsaved('notes', () => ({ ...shelf(), getItem: () => '{"a":' })).has('a'), false);
});
