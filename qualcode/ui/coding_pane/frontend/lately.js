// @ts-check
/** @import {Code} from './types.js' */
/** @import {Pane} from './pane.js' */
import { given } from './codebook.js';
import { shelf } from './desk.js';

export const LAST = 5; // codes offered first

/**
 * The codes this coder gave last, the latest first; after a reload those of this text.
 * @param {Pane} pane
 * @returns {Code[]}
 */
export function lately(pane) {
  if (shelf.recentBy !== pane.me) {
    shelf.recentBy = pane.me;
    shelf.recent = [];
  }
  const known = inUse(shelf.recent);
  if (known.length) return known.slice(0, LAST);

  shelf.recent = latest([...(pane.marks?.byId.values() ?? [])].filter(mark => mark.own));
  return inUse(shelf.recent);
}

/**
 * A code was given.
 * @param {Pane} pane
 * @param {string} code
 */
export function noteGiven(pane, code) {
  lately(pane); // those of a coder who sat here before are not ours
  shelf.recent = [code, ...shelf.recent.filter(id => id !== code)].slice(0, 2 * LAST);
}

/**
 * The codes of some codings, the latest coding first: their ids begin with the time they were made.
 * @param {{id: string, code: string}[]} codings
 */
export function latest(codings) {
  const newest = [...codings].sort((one, other) => (one.id < other.id ? 1 : -1));
  return [...new Set(newest.map(({ code }) => code))].slice(0, LAST);
}

/** @param {string[]} ids */
function inUse(ids) {
  return ids.map(id => shelf.codebook?.byId.get(id)).filter(code => code !== undefined).filter(given);
}
