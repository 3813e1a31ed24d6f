// @ts-check
// The line to Python. Operations go as a state value that holds all that wait, never as triggers: of twelve quick
// triggers two to seven arrive. They are sent again until they are acknowledged.
/** @import {Desk} from './desk.js' */
import { shelf, storage } from './desk.js';
import { waitingElsewhere } from './outbox.js';

const PATIENCE = 4_000; // milliseconds without an answer before it is said and all is sent again
const DOUBLINGS = 3; // of the patience, at most

/** @typedef {import('./bar.js').Safety} Safety */

export class Line {
  /** @param {(safety: Safety, waiting: number, elsewhere: number, isNews: boolean) => void} tell */
  constructor(tell) {
    this.tell = tell;
    this.silences = 0;
    this.asked = -Infinity;
    /** @type {ReturnType<typeof setTimeout> | undefined} */
    this.timer = undefined;
    /** @type {import('./types.js').ComponentArgs['setStateValue'] | null} */
    this.setStateValue = null;
    /** @type {Desk | null} */
    this.desk = null;
  }

  close() {
    clearTimeout(this.timer);
  }

  /** Tell Python what we have and what waits. */
  send() {
    const { desk } = this;
    if (!desk) return;
    this.#put(desk, { doc: desk.hash, rev: desk.ledger.rev, codes: shelf.codebook?.rev ?? null });
    this.#expect();
  }

  /**
   * We lack something: the text, the codes, or what a delta starts from. Asked once in a while only: should the answer
   * never fit, the two would talk forever.
   * @param {Desk} desk
   */
  askForAll(desk) {
    if (performance.now() - this.asked < PATIENCE) return;
    this.asked = performance.now();
    this.#put(desk, null);
  }

  /** @param {string} show */
  sendShow(show) {
    this.setStateValue?.('show', show);
  }

  /** @param {boolean} answered  something was acknowledged just now */
  heard(answered) {
    if (answered || !this.desk?.outbox.waiting) {
      clearTimeout(this.timer);
      this.timer = undefined;
      this.silences = 0;
    }
    this.#expect();
  }

  /** There was no answer, or the network is back. */
  sendAgain() {
    clearTimeout(this.timer);
    this.timer = undefined;
    if (!this.desk?.outbox.waiting) return;
    this.silences++;
    this.send();
  }

  /**
   * @param {Desk} desk
   * @param {{doc: string, rev: number, codes: string | number | null} | null} have
   */
  #put(desk, have) {
    this.setStateValue?.('out', { client: desk.outbox.client, doc: desk.hash, have, ops: desk.outbox.ops });
  }

  #expect() {
    const waiting = this.desk?.outbox.waiting ?? 0;
    if (waiting) this.timer ??= setTimeout(() => this.sendAgain(), PATIENCE * 2 ** Math.min(this.silences, DOUBLINGS));
    // Being offline alone says nothing: the server may well run on this laptop.
    const safety = !waiting ? 'saved' : !this.silences ? 'saving' : navigator.onLine ? 'unsaved' : 'offline';
    this.tell(safety, waiting, waitingElsewhere(storage(), this.desk?.outbox.key ?? ''), this.silences === 1);
  }
}
