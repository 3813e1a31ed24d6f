// @ts-check
// Plain finding in a text: without case, ё as е, all blanks alike. Kazakh letters are letters of their own: who types
// «к» on a Russian keyboard and means «қ» finds it too, who types «қ» finds only that.
/** @import {Stretch} from './types.js' */
/** @import {Para} from './doc.js' */

const KAZAKH_AS_RUSSIAN = new Map(Object.entries({ ә: 'а', ғ: 'г', қ: 'к', ң: 'н', ө: 'о', ұ: 'у', ү: 'у', һ: 'х', і: 'и' }));
const KAZAKH = /[әғқңөұүһі]/;
const MOVING = /[\p{M}\u00ad\u0130]/u; // letters that become more or fewer: two such could hide each other in the length

/**
 * A text as it is compared, and for each of its UTF-16 units the offset it came from; the last is the text's end.
 * `at` is null where nothing moved.
 * @typedef {{text: string, at: Uint32Array | null}} Folded
 */

/**
 * @param {string} text
 * @param {boolean} asRussian  whether Kazakh letters are taken for the Russian ones beside them
 * @returns {Folded}
 */
export function foldedText(text, asRussian) {
  const whole = foldedUnit(text, asRussian);
  if (whole.length === text.length && !MOVING.test(text)) return { text: whole, at: null };

  let folded = '';
  /** @type {number[]} */
  const at = [];
  let offset = 0;
  for (const [character] of text.matchAll(/\P{M}\p{M}*|\p{M}+/gsu)) {
    const unit = foldedUnit(character, asRussian);
    for (let index = 0; index < unit.length; index++) at.push(offset);
    folded += unit;
    offset += character.length;
  }
  at.push(offset);
  return { text: folded, at: Uint32Array.from(at) };
}

/**
 * @param {string} text
 * @param {boolean} asRussian
 */
function foldedUnit(text, asRussian) {
  const plain = text.normalize('NFC').toLowerCase()
    .replace(/[\u0301\u00ad]/g, '') // the stress some transcripts write, and soft hyphens
    .replace(/ё/g, 'е').replace(/[\s\u00a0\u202f]/g, ' ')
    .replace(/[‘’ʼ]/g, "'").replace(/[“”„«»]/g, '"').replace(/[‐‑‒–—−]/g, '-');
  return asRussian ? plain.replace(/[әғқңөұүһі]/g, letter => KAZAKH_AS_RUSSIAN.get(letter) ?? letter) : plain;
}

/** Finds in one text; what was folded once is kept. */
export class Finder {
  /** @param {Pick<Para, 'text'>[]} paras */
  constructor(paras) {
    this.paras = paras;
    /** @type {[Folded[] | null, Folded[] | null]} */
    this.folded = [null, null];
  }

  /**
   * Where a text has what was typed, in reading order, none overlapping another. Not across paragraphs.
   * @param {string} typed
   * @returns {Stretch[]}
   */
  hits(typed) {
    const asRussian = !KAZAKH.test(typed.toLowerCase());
    const sought = foldedText(typed, asRussian).text.trim().replace(/ +/g, ' ');
    if (!sought) return [];
    const folded = this.folded[Number(asRussian)] ??= this.paras.map(({ text }) => foldedText(text, asRussian));
    /** @type {Stretch[]} */
    const hits = [];
    for (const [index, { text, at }] of folded.entries()) {
      for (let from = text.indexOf(sought); from >= 0; from = text.indexOf(sought, from + sought.length)) {
        const to = from + sought.length;
        hits.push([[index, at ? at[from] ?? 0 : from], [index, at ? at[to] ?? 0 : to]]);
      }
    }
    return hits;
  }
}

/**
 * The hit at or after a place, or before it; round at the ends. −1 if there is none.
 * @param {Stretch[]} hits
 * @param {import('./types.js').Place} place
 * @param {-1 | 1} direction
 */
export function nearestHit(hits, [para, offset], direction) {
  if (!hits.length) return -1;
  if (direction > 0) {
    const next = hits.findIndex(([from]) => from[0] > para || (from[0] === para && from[1] >= offset));
    return Math.max(0, next);
  }
  const last = hits.findLastIndex(([from]) => from[0] < para || (from[0] === para && from[1] < offset));
  return last < 0 ? hits.length - 1 : last;
}
