// @ts-check
/** @import {ParaRow, Place, Stretch} from './types.js' */

const SURROGATES = /[\ud800-\udbff][\udc00-\udfff]/;
const SPACE = /\s/;

/** @type {Intl.Segmenter | undefined} */
let graphemes;
/** @type {Intl.Segmenter | undefined} */
let wordBreaks;

/**
 * @typedef {object} Para
 * @property {number} number
 * @property {number} turn
 * @property {string} speaker
 * @property {string} role
 * @property {number} start  its first code point in the text
 * @property {string} text
 * @property {number | null} time  milliseconds
 * @property {boolean} astral  holds characters of two UTF-16 units
 * @property {number} length  in code points
 */

/** A text in paragraphs, and the only place where code points become UTF-16 offsets and back. */
export class Doc {
  /** @param {{hash: string, paras: ParaRow[]}} wire */
  constructor({ hash, paras }) {
    this.hash = hash;
    /** @type {Para[]} */
    this.paras = paras.map(([number, turn, speaker, role, start, text, time]) => {
      const astral = SURROGATES.test(text);
      return { number, turn, speaker, role, start, text, time, astral, length: astral ? countOf(text) : text.length };
    });
    this.starts = Float64Array.from(paras, para => para[4]);
    /** @type {Map<number, Stretch[]>} */
    this.wordsOf = new Map();
  }

  /** @param {number} index */
  para(index) {
    const para = this.paras[index];
    if (!para) throw new RangeError(`no paragraph ${index}`);
    return para;
  }

  /**
   * The index of the paragraph that holds a code point.
   * @param {number} point
   */
  paraAt(point) {
    const { starts } = this;
    let [low, high] = [0, starts.length - 1];
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((starts[middle] ?? 0) <= point) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  /** @param {Place} place */
  toWire([index, offset]) {
    const { start, text, astral } = this.para(index);
    return start + (astral ? countOf(text.slice(0, offset)) : offset);
  }

  /**
   * @param {number} point
   * @returns {Place}
   */
  fromWire(point) {
    const index = this.paraAt(point);
    const { start, text, astral, length } = this.para(index);
    const within = Math.max(0, Math.min(point - start, length));
    return [index, astral ? unitsOf(text, within) : within];
  }

  /**
   * A coding's end, never at the start of a paragraph it does not reach into.
   * @param {number} point
   * @returns {Place}
   */
  endFromWire(point) {
    const [index, offset] = this.fromWire(point);
    return offset === 0 && index > 0 ? this.endOf(index - 1) : [index, offset];
  }

  /**
   * @param {number} index
   * @returns {Place}
   */
  endOf(index) {
    return [index, this.para(index).text.length];
  }

  /**
   * The nearest offset, backwards or forwards, that does not cut what a reader sees as one character.
   * @param {Place} place
   * @param {-1 | 1} direction
   * @returns {Place}
   */
  snap([index, offset], direction) {
    const { text } = this.para(index);
    if (offset <= 0) return [index, 0];
    if (offset >= text.length) return [index, text.length];
    // Between two ASCII characters there is always a boundary (there is no \r in a text), and the segmenter is slow.
    if (text.charCodeAt(offset - 1) < 0x80 && text.charCodeAt(offset) < 0x80) return [index, offset];

    graphemes ??= new Intl.Segmenter(undefined, { granularity: 'grapheme' });
    const cluster = graphemes.segment(text).containing(offset);
    if (!cluster || cluster.index === offset) return [index, offset];
    return [index, direction < 0 ? cluster.index : cluster.index + cluster.segment.length];
  }

  /**
   * What was selected without the blanks at its ends and with whole characters; null if nothing is left.
   * @param {Stretch} stretch
   * @returns {Stretch | null}
   */
  tidy([from, to]) {
    let [a, b] = [from, to];
    while (compare(a, b) < 0) {
      const { text } = this.para(a[0]);
      if (a[1] >= text.length) a = [a[0] + 1, 0];
      else if (SPACE.test(text.charAt(a[1]))) a = [a[0], a[1] + 1];
      else break;
    }
    while (compare(a, b) < 0) {
      const { text } = this.para(b[0]);
      if (b[1] === 0) b = this.endOf(b[0] - 1);
      else if (SPACE.test(text.charAt(b[1] - 1))) b = [b[0], b[1] - 1];
      else break;
    }
    return compare(a, b) < 0 ? [this.snap(a, -1), this.snap(b, 1)] : null;
  }

  /**
   * The exact words between two places, line ends included, as Python has them.
   * @param {Stretch} stretch
   */
  quote([from, to]) {
    const [first, last] = [from[0], to[0]];
    if (first === last) return this.para(first).text.slice(from[1], to[1]);

    let words = this.para(first).text.slice(from[1]);
    for (let index = first + 1; index <= last; index++) {
      const before = this.para(index - 1);
      const { start, text } = this.para(index);
      words += '\n'.repeat(start - before.start - before.length); // more than one where blank lines were left out
      words += index === last ? text.slice(0, to[1]) : text;
    }
    return words;
  }

  /** @param {Stretch} stretch */
  wordCount(stretch) {
    return this.quote(stretch).split(/\s+/).filter(Boolean).length;
  }

  /**
   * The words of a paragraph, without what stands between them.
   * @param {number} index
   * @returns {Stretch[]}
   */
  words(index) {
    const known = this.wordsOf.get(index);
    if (known) return known;

    wordBreaks ??= new Intl.Segmenter(undefined, { granularity: 'word' });
    /** @type {Stretch[]} */
    const words = [];
    for (const { index: offset, segment, isWordLike } of wordBreaks.segment(this.para(index).text)) {
      if (isWordLike) words.push([[index, offset], [index, offset + segment.length]]);
    }
    this.wordsOf.set(index, words);
    return words;
  }
}

/**
 * Reading order: negative when `a` stands before `b`.
 * @param {Place} a
 * @param {Place} b
 */
export function compare(a, b) {
  return a[0] - b[0] || a[1] - b[1];
}

/** @param {string} text */
function countOf(text) {
  let count = 0;
  for (const _ of text) count++;
  return count;
}

/**
 * How many UTF-16 units the first `points` characters of a text take.
 * @param {string} text
 * @param {number} points
 */
function unitsOf(text, points) {
  let units = 0;
  for (const character of text) {
    if (points-- <= 0) break;
    units += character.length;
  }
  return units;
}
