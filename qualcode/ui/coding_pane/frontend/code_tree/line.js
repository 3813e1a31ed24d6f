// @ts-check
// The line to Python, as the coding pane has it: all that waits goes as one state value, one message at a time, again
// and again until it is acknowledged.
/** @import {Desk} from './desk.js' */

const PATIENCE = 4_000; // milliseconds without an answer before all is sent again
const LOOK = 5_000; // between looks at what others have changed
const BREATH = 250;

/** @typedef {'saved' | 'saving' | 'unsaved' | 'offline'} Safety */

export class Line {
  /**
   * @param {(safety: Safety, waiting: number) => void} show
   */
  constructor(show) {
    this.show = show;
    this.isOut = false;
    this.lastSent = -Infinity;
    this.silences = 0;
    this.sent = 0;
    this.wantsMore = false; // something other than an operation is to be told
    this.asked = -Infinity;
    /** @type {Desk | null} */
    this.desk = null;
    /** @type {import('./types.js').ComponentArgs['setStateValue'] | null} */
    this.setStateValue = null;
    /** @type {ReturnType<typeof setTimeout> | undefined} */
    this.timer = undefined;
    /** @type {ReturnType<typeof setTimeout> | undefined} */
    this.breath = undefined;
    this.watch = setInterval(() => this.#look(), LOOK);
  }

  close() {
    clearTimeout(this.timer);
    clearTimeout(this.breath);
    clearInterval(this.watch);
  }

  send() {
    const { desk } = this;
    if (!desk) return;
    this.wantsMore = true;
    if (!this.isOut) this.#put(desk, { rev: desk.rev, counts: desk.countsRev });
    this.#expect();
  }

  /**
   * We lack something; asked once in a while only.
   * @param {Desk} desk
   */
  askForAll(desk) {
    if (performance.now() - this.asked < PATIENCE) return;
    this.asked = performance.now();
    this.#put(desk, null);
  }

  /** An answer is in. */
  heard() {
    this.isOut = false;
    clearTimeout(this.timer);
    clearTimeout(this.breath);
    this.timer = undefined;
    if (!this.desk?.outbox.waiting) this.silences = 0;
    if (this.wantsMore) this.send();
    else if (this.desk?.outbox.waiting) this.breath = setTimeout(() => this.send(), BREATH);
    this.#expect();
  }

  /**
   * @param {Desk} desk
   * @param {{rev: number, counts: string} | null} have
   */
  #put(desk, have) {
    this.isOut = true;
    this.wantsMore = false;
    this.lastSent = performance.now();
    const { outbox: { client, ops }, me, open } = desk;
    this.setStateValue?.('out', { client, me, have, ops, open, sent: ++this.sent });
  }

  #again() {
    this.timer = undefined;
    this.isOut = false;
    this.silences++;
    this.send();
  }

  #look() {
    if (performance.now() - this.lastSent > 2 * PATIENCE) this.isOut = false; // no answer will come to that one
    if (!document.hidden && !this.isOut && !this.desk?.outbox.waiting) this.send();
  }

  #expect() {
    const waiting = this.desk?.outbox.waiting ?? 0;
    if (waiting) this.timer ??= setTimeout(() => this.#again(), PATIENCE * 2 ** Math.min(this.silences, 3));
    this.show(!waiting ? 'saved' : !this.silences ? 'saving' : navigator.onLine ? 'unsaved' : 'offline', waiting);
  }
}
