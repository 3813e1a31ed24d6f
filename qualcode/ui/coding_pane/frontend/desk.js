// @ts-check
// What outlives the pane's element: Streamlit takes it away whenever its page, tab or container is left.
/** @import {Codebook} from './codebook.js' */
import { Ledger } from './ledger.js';
import { Outbox } from './outbox.js';

/** @typedef {{op: string, seq: number, client: string, t: number, paint?: number, ack?: number}} OpTimes */
/** @typedef {{ops: OpTimes[], loads: {start: number, js: number, painted: number}[]}} Perf */

const KEPT = 8; // texts with nothing waiting beyond these are let go

/** A coder's text: its words, its codings, and where they were reading. */
export class Desk {
  /**
   * @param {string} hash  “version:looks”
   * @param {string} me
   * @param {string} source
   */
  constructor(hash, me, source) {
    this.hash = hash;
    this.me = me;
    // What waits goes on waiting when the text is corrected or a speaker renamed: each operation knows its version.
    this.outbox = outboxOf(source, me);
    this.ledger = new Ledger(this.outbox, me, hash.split(':')[0]);
    /** @type {import('./doc.js').Doc | null} */
    this.doc = null;
    /** @type {number | null} the paragraph they were reading */
    this.place = null;
  }
}

/** @type {Map<string, Desk>} */
const desks = new Map();
/** @type {Map<string, Outbox>} */
const outboxes = new Map();
/** @type {Set<string | number>} */
const arrivals = new Set();

export const shelf = {
  /** The codebook sent last; it is the study's, not the text's. @type {Codebook | null} */
  told: null,
  /** The same with new codes Python has not heard of yet. @type {Codebook | null} */
  codebook: null,
  /** The code sets sent last. @type {import('./types.js').CodeSetRow[]} */
  sets: [],
  /** The code set that is on the keys 1–9. @type {string | null} */
  set: null,
  /** Whether one coder's overlapping codings of one code become one. */
  unite: false,
  /** The code that new ones are put under. */
  newUnder: '',
  /** Codes used lately, the latest first. @type {string[]} */
  recent: [],
  /** By whom. */
  recentBy: '',
  /** How fast recordings are played. */
  speed: 1,
  /** How far each recording was heard, in seconds. @type {Map<string, number>} */
  heard: new Map(),
};

/**
 * One for all versions of a text: two would send the same twice.
 * @param {string} source
 * @param {string} me
 */
function outboxOf(source, me) {
  const key = `${source} ${me}`;
  const outbox = outboxes.get(key) ?? new Outbox(source, me, storage());
  outboxes.set(key, outbox);
  return outbox;
}

/**
 * @param {string} hash
 * @param {string} me
 * @param {string} source
 */
export function deskOf(hash, me, source) {
  const key = `${hash} ${me}`;
  const desk = desks.get(key) ?? new Desk(hash, me, source);
  desks.delete(key);
  desks.set(key, desk);
  for (const [oldKey, old] of desks) {
    if (desks.size <= KEPT) break;
    if (!old.outbox.waiting) desks.delete(oldKey);
  }
  return desk;
}

/**
 * Whether this is the first time the pane is told to go there.
 * @param {string | number} token
 */
export function isNewArrival(token) {
  if (arrivals.has(token)) return false;
  arrivals.add(token);
  return true;
}

/** @returns {Storage | null} */
export function storage() {
  try {
    return globalThis.sessionStorage;
  } catch {
    return null; // forbidden by the browser's settings
  }
}

/** What the benchmark reads. @returns {Perf} */
export function perf() {
  const page = /** @type {{__qcPerf?: Perf}} */ (globalThis);
  page.__qcPerf ??= { ops: [], loads: [] };
  return page.__qcPerf;
}

globalThis.addEventListener?.('beforeunload', event => {
  if ([...desks.values()].some(({ outbox }) => outbox.waiting)) event.preventDefault();
});
