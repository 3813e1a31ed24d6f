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
   * @param {string} hash
   * @param {string} me
   */
  constructor(hash, me) {
    this.hash = hash;
    this.me = me;
    // “version:looks”: what waits belongs to the version, also when only a speaker was renamed since
    this.outbox = new Outbox(hash.split(':')[0], me, storage());
    this.ledger = new Ledger(this.outbox, me);
    /** @type {import('./doc.js').Doc | null} */
    this.doc = null;
    /** @type {number | null} the paragraph they were reading */
    this.place = null;
  }
}

/** @type {Map<string, Desk>} */
const desks = new Map();
/** @type {Set<string | number>} */
const arrivals = new Set();

export const shelf = {
  /** The codebook sent last; it is the study's, not the text's. @type {Codebook | null} */
  codebook: null,
  /** Codes used lately, the latest first. @type {string[]} */
  recent: [],
  /** Whether the coder wants the side panel. @type {boolean | null} */
  panel: null,
  /** The parts of it that are shut. @type {Set<string>} */
  shut: new Set(),
  /** How fast recordings are played. */
  speed: 1,
  /** How far each recording was heard, in seconds. @type {Map<string, number>} */
  heard: new Map(),
};

/**
 * @param {string} hash
 * @param {string} me
 */
export function deskOf(hash, me) {
  const key = `${hash} ${me}`;
  const desk = desks.get(key) ?? new Desk(hash, me);
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
