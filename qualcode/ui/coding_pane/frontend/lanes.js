// @ts-check
// Where a coding's stripe and its name stand in the margin.
/** @import {Mark} from './types.js' */
import { compare } from './doc.js';

/** Characters that surely do not fit in one line: two codings closer than this may meet on one. */
const LINE = 80;

/** How high a name is in the margin, in pixels. */
export const TAG_HEIGHT = 18;
const TAGS_IN_A_ROW = 3;
const DOWN = 3; // rows a name may stand below its stripe's top

/**
 * Whether two stripes would touch if they stood in one lane.
 * @param {Pick<Mark, 'a' | 'b'>} one
 * @param {Pick<Mark, 'a' | 'b'>} other
 */
export function clash(one, other) {
  const [first, second] = compare(one.a, other.a) <= 0 ? [one, other] : [other, one];
  if (compare(second.a, first.b) < 0) return true;
  return second.a[0] === first.b[0] && second.a[1] - first.b[1] < LINE;
}

/**
 * The lane for a new coding: `wish` if nothing is there, else the leftmost free one. The others stay where they are.
 * @param {Pick<Mark, 'a' | 'b'>} mark
 * @param {Iterable<Mark>} neighbours
 * @param {number} [wish]
 */
export function freeLane(mark, neighbours, wish = 0) {
  const taken = [];
  for (const other of neighbours) if (clash(mark, other)) taken.push(other.lane);
  if (!taken.includes(wish)) return wish;

  let lane = 0;
  while (taken.includes(lane)) lane++;
  return lane;
}

/**
 * The order in which codings take their lanes when a text is opened: as they are read, the longest first.
 * @param {{start: number, end: number, id: string}} one
 * @param {{start: number, end: number, id: string}} other
 */
export function readingOrder(one, other) {
  return one.start - other.start || other.end - one.end || (one.id < other.id ? -1 : 1);
}

/**
 * Where names stand beside the stripes of one paragraph: each as near its stripe's top as there is room, up to
 * three side by side where there is none below, the rest not at all (their stripes still tell).
 * @template {{top: number, height: number, lane: number}} Piece
 * @param {Piece[]} pieces  those that begin in the paragraph
 * @param {Piece[]} all  every stripe in the paragraph
 * @param {number} height  of the paragraph's margin
 * @returns {{top: number, lanes: number, pieces: Piece[]}[]}  `lanes`: how many stand to the left of it
 */
export function tagPlaces(pieces, all, height) {
  const ordered = [...pieces].sort((one, other) => one.top - other.top || one.lane - other.lane);
  const base = ordered[0]?.top ?? 0;
  const rows = Math.max(1, Math.floor((height - base) / TAG_HEIGHT));
  /** @type {Map<number, Piece[]>} */
  const byRow = new Map();

  for (const piece of ordered) {
    const wish = Math.min(rows - 1, Math.round((piece.top - base) / TAG_HEIGHT));
    let best = wish;
    for (let row = wish; row < rows && row <= wish + DOWN; row++) {
      if ((byRow.get(row)?.length ?? 0) < (byRow.get(best)?.length ?? 0)) best = row;
    }
    const there = byRow.get(best) ?? [];
    if (there.length < TAGS_IN_A_ROW) byRow.set(best, [...there, piece]);
  }

  return [...byRow].map(([row, there]) => {
    const top = base + row * TAG_HEIGHT;
    // Right of the stripes it names too, when it had to go below them: else it would seem to name others.
    const tops = [top, ...there.map(piece => piece.top)];
    const beside = all.filter(piece => tops.some(at => piece.top < at + TAG_HEIGHT && piece.top + piece.height > at));
    return { top, lanes: Math.max(-1, ...beside.map(piece => piece.lane)) + 1, pieces: there };
  });
}
