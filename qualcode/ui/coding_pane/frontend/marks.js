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
   * Those over a place, the shortest first: it is the one most likely meant.
   * @param {Place} place
   */
  at(place) {
    return this.touching(place[0])
      .filter(mark => compare(mark.a, place) <= 0 && compare(place, mark.b) <= 0)
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
   * The nearest mark that begins after (+1) or before (−1) a place; `past` is one at the very place that was visited.
   * @param {Place} place
   * @param {-1 | 1} direction
   * @param {{past?: Mark | null, code?: string}} [options]
   */
  next(place, direction, { past = null, code } = {}) {
    /** @type {Mark | null} */
    let best = null;
    for (const mark of this.byId.values()) {
      if ((code && mark.code !== code) || mark === past) continue;
      const ahead = direction * (compare(mark.a, place) || (past ? this.#order(mark, past) : 1));
      if (ahead <= 0) continue;
      if (!best || direction * (compare(mark.a, best.a) || this.#order(mark, best)) < 0) best = mark;
    }
    return best;
  }

  get lanes() {
    let lanes = 0;
    for (const { lane } of this.byId.values()) lanes = Math.max(lanes, lane + 1);
    return lanes;
  }

  /**
   * @param {Mark} one
   * @param {Mark} other
   */
  #order(one, other) {
    return one.start === other.start ? readingOrder(one, other) : 0;
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
    /** @type {Mark} */
    const mark = { ...coding, a, b, lane: 0, own: coding.coder === this.me };

    const neighbours = new Set();
    for (let index = a[0]; index <= b[0]; index++) for (const other of this.touching(index)) neighbours.add(other);
    mark.lane = freeLane(mark, neighbours, wish);

    this.byId.set(mark.id, mark);
    for (let index = a[0]; index <= b[0]; index++) {
      this.byPara[index]?.push(mark);
      paras.add(index);
    }
    this.counts.set(mark.code, (this.counts.get(mark.code) ?? 0) + 1);
    codes.add(mark.code);
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
    && mark.coder === coding.coder && mark.memo === coding.memo;
}
