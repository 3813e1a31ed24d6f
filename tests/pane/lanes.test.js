import assert from 'node:assert/strict';
import { test } from 'node:test';

import { Doc } from '../../qualcode/ui/coding_pane/frontend/doc.js';
import { TAG_HEIGHT, clash, tagPlaces } from '../../qualcode/ui/coding_pane/frontend/lanes.js';
import { Marks } from '../../qualcode/ui/coding_pane/frontend/marks.js';

const LENGTH = 500;
const PARAS = 40;

function marksOf() {
  const paras = Array.from({ length: PARAS }, (_, i) => [i + 1, i + 1, '', '', i * (LENGTH + 1), 'x'.repeat(LENGTH), null]);
  return new Marks(new Doc({ hash: 'h', paras }), 'me');
}

const coding = (id, start, end, code = 'c', coder = 'me') => [id, { id, code, start, end, coder, memo: '' }];
const lanesOf = marks => Object.fromEntries([...marks.byId].map(([id, mark]) => [id, mark.lane]));

/** The same numbers each time. */
function dice(seed) {
  return below => {
    seed = (seed * 1103515245 + 12345) % 2 ** 31;
    return seed % below;
  };
}

function assertNoneShareALane(marks) {
  const all = [...marks.byId.values()];
  for (const one of all) {
    for (const other of all) assert.ok(one === other || one.lane !== other.lane || !clash(one, other), `${one.id} ${other.id}`);
  }
}

test('overlapping codings never share a lane, however they were added', () => {
  const roll = dice(7);
  const marks = marksOf();
  const some = n => Array.from({ length: n }, (_, i) => {
    const start = roll(PARAS * LENGTH - 2000);
    return coding(`${n}-${i}`, start, start + 1 + roll(1500));
  });

  marks.set(some(150));
  assertNoneShareALane(marks);
  for (const one of some(60)) marks.set([one]);
  assertNoneShareALane(marks);
});

test('adding a coding moves no other', () => {
  const marks = marksOf();
  marks.set([coding('a', 0, 50), coding('b', 20, 400), coding('c', 30, 60)]);
  const before = lanesOf(marks);

  marks.set([coding('d', 0, 450)]);

  assert.deepEqual({ ...lanesOf(marks), d: 0 }, { ...before, d: 0 });
});

test('a resized coding stays in its lane while there is room', () => {
  const marks = marksOf();
  marks.set([coding('a', 0, 400), coding('b', 10, 60)]);

  marks.set([coding('b', 10, 90)]);

  assert.equal(marks.byId.get('b').lane, 1);
});

test('two codings that may stand in one line do not share a lane, those of two paragraphs do', () => {
  const marks = marksOf();
  marks.set([coding('a', 0, 10), coding('b', 30, 40), coding('c', 300, 310), coding('d', 600, 610)]);

  assert.deepEqual(lanesOf(marks), { a: 0, b: 1, c: 0, d: 0 });
});

test('counts follow the codings', () => {
  const marks = marksOf();
  marks.set([coding('a', 0, 10, 'fear'), coding('b', 30, 40, 'fear'), coding('c', 50, 60, 'trust')]);
  const { codes } = marks.set([['a', null], coding('c', 50, 60, 'fear')]);

  assert.equal(marks.counts.get('fear'), 2);
  assert.equal(marks.counts.get('trust'), 0);
  assert.deepEqual([...codes].sort(), ['fear', 'trust']);
});

test('nothing is drawn again for a coding that is as it was', () => {
  const marks = marksOf();
  marks.set([coding('a', 0, 10)]);

  assert.equal(marks.set([coding('a', 0, 10)]).paras.size, 0);
});

test('going from coding to coding visits each once, in reading order, and back', () => {
  const marks = marksOf();
  marks.set([coding('late', 900, 950), coding('long', 10, 400), coding('short', 10, 20), coding('same', 10, 20, 'other')]);
  const walk = direction => {
    const visited = [];
    let at = marks.next(direction, { visited: null, place: direction > 0 ? [0, 0] : [PARAS - 1, 0] });
    for (; at; at = marks.next(direction, { visited: at, place: [0, 0] })) visited.push(at.id);
    return visited;
  };

  assert.deepEqual(walk(1), ['long', 'same', 'short', 'late']);
  assert.deepEqual(walk(-1), ['late', 'short', 'same', 'long']);
});

test('names stand at their stripes, below each other where they meet, beside each other where there is no more room', () => {
  const stripe = (name, top, height, lane) => ({ name, top, height, lane });
  const names = places => places.map(({ top, pieces }) => [top, pieces.map(piece => piece.name).join(' ')]);
  const three = [stripe('a', 4, 20, 0), stripe('b', 4, 20, 1), stripe('c', 100, 20, 0)];

  assert.deepEqual(names(tagPlaces(three, three, 140)), [[4, 'a'], [4 + TAG_HEIGHT, 'b'], [4 + 5 * TAG_HEIGHT, 'c']]);
  assert.deepEqual(names(tagPlaces(three.slice(0, 2), three, 30)), [[4, 'a b']]);
});

test('a name that had to go below its stripe still stands to the right of it', () => {
  const stripe = lane => ({ top: 0, height: 16, lane });
  const all = [stripe(0), stripe(1), stripe(2)];

  assert.deepEqual(tagPlaces(all, all, 200).map(({ lanes }) => lanes), [3, 3, 3]);
});
