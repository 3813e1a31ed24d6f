// @ts-check
// What outlives the element: Streamlit takes it away whenever its page or tab is left.
/** @import {Ack, Entry, Op, TreeData} from './types.js' */
import { storage } from '../desk.js';
import { Outbox } from '../outbox.js';
import { Drafts } from './drafts.js';
import { Tree } from './tree.js';

/** A coder's codebook: what is stored, what waits, what is written and not saved, and what they were looking at. */
export class Desk {
  /**
   * @param {string} book
   * @param {string} me
   */
  constructor(book, me) {
    this.me = me;
    this.outbox = new Outbox(`codes.${book}`, me, storage());
    this.drafts = new Drafts(`qualcode.drafts.${book}.${me}`, storage());
    this.rev = -1;
    /** @type {Map<string, Entry>} */
    this.stored = new Map();
    /** @type {Record<string, number>} */
    this.counts = {};
    this.countsRev = '';
    /** @type {string | null} */
    this.open = null;
    /** @type {string | null} */
    this.current = null;
    /** @type {Set<string>} */
    this.folded = new Set();
    this.showRetired = false;
    this.typed = '';
    this.language = '';
  }

  /** What was done and is not acknowledged. @returns {Op[]} */
  get waiting() {
    return /** @type {Op[]} */ (/** @type {unknown} */ (this.outbox.ops));
  }

  /** As it will be once everything is stored. */
  tree() {
    return new Tree(this.stored.values(), this.waiting);
  }

  /**
   * @param {import('./types.js').Deed} deed
   * @returns {Op}
   */
  act(deed) {
    return /** @type {Op} */ (/** @type {unknown} */ (this.outbox.push(/** @type {any} */ (deed))));
  }

  /**
   * Take what Python sent. Null: it starts from a state we never saw; ask for everything.
   * @param {TreeData} data
   * @returns {{settled: Op[], errors: {op: Op | undefined, reason: string}[], said: string[]} | null}
   */
  take({ codes, counts, counts_rev: countsRev, ack }) {
    if (codes.mode === 'delta' && (codes.base ?? Infinity) > this.rev) return null;
    if (!counts && countsRev !== this.countsRev) return null;

    if (codes.mode === 'full') this.stored.clear();
    for (const id of codes.del) this.stored.delete(id);
    for (const entry of codes.up) this.stored.set(entry.id, entry);
    this.rev = codes.mode === 'full' ? codes.rev : Math.max(this.rev, codes.rev);
    if (counts) [this.counts, this.countsRev] = [counts, countsRev];
    return /** @type {any} */ (this.outbox.settle(/** @type {Ack | null} */ (ack)));
  }
}

/** @type {Map<string, Desk>} */
const desks = new Map();

/**
 * @param {string} book
 * @param {string} me
 */
export function deskOf(book, me) {
  const key = `${book} ${me}`;
  const desk = desks.get(key) ?? new Desk(book, me);
  desks.set(key, desk);
  return desk;
}

globalThis.addEventListener?.('beforeunload', event => {
  if ([...desks.values()].some(({ outbox, drafts, stored }) => outbox.waiting || drafts.waiting(id => stored.get(id)).length)) event.preventDefault();
});
