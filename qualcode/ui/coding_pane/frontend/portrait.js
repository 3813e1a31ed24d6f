// @ts-check
// The portrait of a text: how far down each of its places is drawn, and which codes lie at each height. It goes by
// characters, not by the height of what is on screen, for most of that is only a guess until it has been seen.
/** @import {Mark, Place} from './types.js' */

const PARAGRAPH = 40; // characters a paragraph's blank line and name are worth

/** Where the places of a text are, from 0 at its beginning to 1 at its end. */
export class Scale {
  /** @param {{text: string}[]} paras */
  constructor(paras) {
    this.starts = new Float64Array(paras.length + 1);
    for (const [index, { text }] of paras.entries()) this.starts[index + 1] = (this.starts[index] ?? 0) + text.length + PARAGRAPH;
    this.whole = this.starts[paras.length] || 1;
    this.paras = paras;
  }

  /**
   * @param {number} index  of a paragraph; one more than there are is the end
   */
  startOf(index) {
    return (this.starts[index] ?? this.whole) / this.whole;
  }

  /** @param {Place} place */
  shareOf([index, offset]) {
    return ((this.starts[index] ?? this.whole) + offset) / this.whole;
  }

  /**
   * The place that is drawn at that share.
   * @param {number} share
   * @returns {Place}
   */
  placeAt(share) {
    const weight = Math.max(0, Math.min(1, share)) * this.whole;
    let [low, high] = [0, Math.max(0, this.paras.length - 1)];
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.starts[middle] ?? 0) <= weight) low = middle;
      else high = middle - 1;
    }
    const length = this.paras[low]?.text.length ?? 0;
    return [low, Math.min(length, Math.round(weight - (this.starts[low] ?? 0)))];
  }
}

/**
 * @typedef {{code: string, own: boolean}} Cell  a code at a height; `own` if I gave it there, too
 */

/**
 * Which codes lie in each of so many rows. Codes keep their order, so that one code is not left here and right there.
 * @param {Scale} scale
 * @param {Iterable<Pick<Mark, 'a' | 'b' | 'code' | 'own'>>} marks
 * @param {number} rows
 * @param {(code: string) => number} order
 * @returns {Cell[][]}
 */
export function codesByRow(scale, marks, rows, order) {
  /** @type {Map<string, boolean>[]} */
  const found = Array.from({ length: rows }, () => new Map());
  for (const { a, b, code, own } of marks) {
    const first = Math.min(rows - 1, Math.floor(scale.shareOf(a) * rows));
    const last = Math.min(rows - 1, Math.max(first, Math.ceil(scale.shareOf(b) * rows) - 1));
    for (let row = first; row <= last; row++) found[row]?.set(code, own || Boolean(found[row]?.get(code)));
  }
  return found.map(codes => [...codes].map(([code, own]) => ({ code, own })).sort((one, other) => order(one.code) - order(other.code)));
}

/**
 * How wide a code is drawn: so that nearly all rows fit, and a single code is seen.
 * @param {Cell[][]} rows
 * @param {number} width
 */
export function cellWidth(rows, width) {
  const most = Math.max(0, ...rows.map(cells => cells.length));
  return Math.max(2, Math.floor(width / Math.max(4, Math.min(most, 10))));
}

/**
 * The top and height of a strip between two shares, never too small to be seen or held, and never beyond the end.
 * @param {number} from
 * @param {number} to
 * @param {number} height
 * @param {number} least
 * @returns {{top: number, height: number}}
 */
export function strip(from, to, height, least) {
  const size = Math.min(height, Math.max(least, (to - from) * height));
  return { top: Math.max(0, Math.min(from * height, height - size)), height: size };
}
