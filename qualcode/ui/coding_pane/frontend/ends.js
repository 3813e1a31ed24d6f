// @ts-check
// Where the ends of a coding may stand, and how they go from place to place.
/** @import {Place, Stretch} from './types.js' */
/** @import {Doc} from './doc.js' */
import { compare } from './doc.js';
import { sentences } from './units.js';

/** @typedef {'start' | 'end'} End */

/**
 * Where an end may stand in a paragraph: at its words, with or without the punctuation at them.
 * @param {Doc} doc
 * @param {number} index
 * @param {End} end
 * @returns {number[]}
 */
export function stops(doc, index, end) {
  const at = new Set(doc.words(index).map(([from, to]) => (end === 'start' ? from[1] : to[1])));
  for (const { index: from, 0: run } of doc.para(index).text.matchAll(/\S+/g)) at.add(end === 'start' ? from : from + run.length);
  return [...at].sort((one, other) => one - other);
}

/**
 * The stop nearest to a place.
 * @param {Doc} doc
 * @param {Place} place
 * @param {End} end
 * @returns {Place}
 */
export function nearest(doc, [index, offset], end) {
  let best = null;
  for (const stop of stops(doc, index, end)) if (best === null || Math.abs(stop - offset) < Math.abs(best - offset)) best = stop;
  return [index, best ?? offset];
}

/**
 * The next place for an end, in a direction: by letter, word or sentence; null at the end of the text.
 * @param {Doc} doc
 * @param {Place} place
 * @param {{end: End, direction: -1 | 1, by: 'letter' | 'word' | 'sentence'}} how
 * @returns {Place | null}
 */
export function step(doc, [index, offset], { end, direction, by }) {
  const { text } = doc.para(index);
  if (by === 'letter') {
    const next = doc.snap([index, offset + direction], direction);
    if (offset + direction >= 0 && offset + direction <= text.length) return next;
  } else {
    const edges = by === 'word' ? stops(doc, index, end) : sentences(text).map(([from, to]) => (end === 'start' ? from : to));
    const next = direction > 0 ? edges.find(edge => edge > offset) : edges.findLast(edge => edge < offset);
    if (next !== undefined) return [index, next];
  }
  for (let other = index + direction; other >= 0 && other < doc.paras.length; other += direction) {
    const there = stops(doc, other, end);
    const edge = direction > 0 ? there[0] : there[there.length - 1];
    if (edge !== undefined) return [other, edge];
  }
  return null;
}

/**
 * A stretch with one end elsewhere; null if nothing would be left of it.
 * @param {Stretch} stretch
 * @param {End} end
 * @param {Place} place
 * @returns {Stretch | null}
 */
export function moved([from, to], end, place) {
  /** @type {Stretch} */
  const now = end === 'start' ? [place, to] : [from, place];
  return compare(now[0], now[1]) < 0 ? now : null;
}
