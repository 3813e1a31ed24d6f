// @ts-check
/** @import {Coding, Mark, Place} from './types.js' */
import { compare } from './doc.js';
import { freeLane, readingOrder } from './lanes.js';

/** The codings that are shown, by paragraph and in their lanes. */
export class Marks {
  /**
   * @param {import('./doc.js').Doc} doc
   * @param {string} me
   */
  constructor(doc, me) {
    this.doc = doc;
    this.me = me;
    /** @type {Map<string, Mark>} */
    this.byId = new Map();
    /** @type {Mark[][]} */
    this.byPara = doc.paras.map(() => []);
    /** @type {Map<string, number>} */
    this.counts = new Map();
  }

  /**
   * Draw these codings so; null takes one away.
   * @param {Iterable<[id: string, coding: Coding | null]>} codings
   * @returns {{paras: Set<number>, codes: Set<string>}}  which paragraphs and counts look different now
   */
  set(codings) {
    /** @type {Set<number>} */
    const paras = new Set();
    /** @type {Set<string>} */
    const codes = new Set();
    const fresh = [];
    for (const [id, coding] of codings) {
      const old = this.byId.get(id);
      if (old && coding && same(old, coding)) continue;
      if (old) this.#remove(old, paras, codes);
      if (coding) fresh.push({ coding, wish: old?.lane ?? 0 });
    }
    fresh.sort((one, other) => readingOrder(one.coding, other.coding));
    for (const { coding, wish } of fresh) this.#add(coding, wish, paras, codes);
    return { paras, codes };
  }

  /** @param {number} index */
  touching(index) {
    return this.byPara[index] ?? [];
  }

  /**
   * Those over a place or a word, the shortest first: it is the one most likely meant.
   * @param {Place} from
   * @param {Place} [to]  in the same paragraph
   */
  at(from, to = from) {
    return this.touching(from[0])
      .filter(mark => compare(mark.a, to) <= 0 && compare(from, mark.b) <= 0)
      .sort((one, other) => one.end - one.start - (other.end - other.start));
  }

  /**
   * The part of a mark inside one paragraph, in UTF-16 offsets.
   * @param {Mark} mark
   * @param {number} index
   * @returns {[from: number, to: number]}
   */
  part(mark, index) {
    return [index === mark.a[0] ? mark.a[1] : 0, index === mark.b[0] ? mark.b[1] : this.doc.para(index).text.length];
  }

  /**
   * The next mark in reading order, forwards or backwards, from the one visited last or else from a place.
   * @param {-1 | 1} direction
   * @param {{visited: Mark | null, place: Place, code?: string, coder?: string}} from
   */
  next(direction, { visited, place, code, coder }) {
    /** @type {Mark | null} */
    let best = null;
    for (const mark of this.byId.values()) {
      if ((code && mark.code !== code) || (coder && mark.coder !== coder)) continue;
      if (mark.id === visited?.id) continue;
      const ahead = visited ? readingOrder(mark, visited) : compare(mark.a, place) || direction;
      if (ahead * direction > 0 && (!best || readingOrder(mark, best) * direction < 0)) best = mark;
    }
    return best;
  }

  get lanes() {
    let lanes = 0;
    for (const { lane } of this.byId.values()) lanes = Math.max(lanes, lane + 1);
    return lanes;
  }

  /**
   * @param {Coding} coding
   * @param {number} wish
   * @param {Set<number>} paras
   * @param {Set<string>} codes
   */
  #add(coding, wish, paras, codes) {
    const { doc } = this;
    const [a, b] = [doc.fromWire(coding.start), doc.endFromWire(coding.end)];
    if (compare(a, b) >= 0) return; // not in this text: Python refuses such a coding, an old one may be waiting here
    const { id, code, start, end, coder, memo, flags } = coding;
    /** @type {Mark} */
    const mark = { id, code, start, end, coder, memo, flags, a, b, lane: 0, own: coder === this.me };

    mark.lane = freeLane(mark, this.#between(a[0], b[0]), wish);

    this.byId.set(mark.id, mark);
    for (let index = a[0]; index <= b[0]; index++) {
      this.byPara[index]?.push(mark);
      paras.add(index);
    }
    this.counts.set(mark.code, (this.counts.get(mark.code) ?? 0) + 1);
    codes.add(mark.code);
  }

  /**
   * Those that touch any of these paragraphs.
   * @param {number} first
   * @param {number} last
   */
  #between(first, last) {
    return first === last ? this.touching(first) : new Set(this.byPara.slice(first, last + 1).flat());
  }

  /**
   * @param {Mark} mark
   * @param {Set<number>} paras
   * @param {Set<string>} codes
   */
  #remove(mark, paras, codes) {
    this.byId.delete(mark.id);
    for (let index = mark.a[0]; index <= mark.b[0]; index++) {
      const there = this.touching(index);
      there.splice(there.indexOf(mark), 1);
      paras.add(index);
    }
    this.counts.set(mark.code, (this.counts.get(mark.code) ?? 1) - 1);
    codes.add(mark.code);
  }
}

/**
 * @param {Mark} mark
 * @param {Coding} coding
 */
function same(mark, coding) {
  return mark.start === coding.start && mark.end === coding.end && mark.code === coding.code
    && mark.coder === coding.coder && mark.memo === coding.memo && mark.flags === coding.flags;
}
