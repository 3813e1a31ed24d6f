// @ts-check
// The line to Python. Operations go as a state value that holds all that wait, never as triggers: of twelve quick
// triggers two to seven arrive. They are sent again until they are acknowledged.
/** @import {Desk} from './desk.js' */
import { storage } from './desk.js';
import { waitingElsewhere } from './outbox.js';
import { beside } from './wire.js';

const PATIENCE = 4_000; // milliseconds without an answer before it is said and all is sent again
const BREATH = 250; // before sending again what an answer did not acknowledge
const LOOK = 4_000; // between looks at what others have coded
const DOUBLINGS = 3; // of the patience, at most

/** @typedef {import('./bar.js').Safety} Safety */

export class Line {
  /**
   * @param {(safety: Safety, waiting: number, elsewhere: number) => void} show
   * @param {(safety: Safety, waiting: number) => void} unanswered  told once, when an answer is overdue
   */
  constructor(show, unanswered) {
    this.show = show;
    this.unanswered = unanswered;
    this.silences = 0;
    this.asked = -Infinity;
    // One run at a time: Streamlit drops the messages of a run that the next one overtakes, and the pane, whose
    // element was among them, would be taken down and put up again under the coder's hands.
    this.isOut = false;
    this.lastSent = -Infinity;
    this.sent = 0; // Python says it back, so that every answer differs from the one before and reaches us
    this.watch = setInterval(() => this.#look(), LOOK);
    /** @type {ReturnType<typeof setTimeout> | undefined} */
    this.timer = undefined;
    /** @type {ReturnType<typeof setTimeout> | undefined} */
    this.breath = undefined;
    /** @type {import('./types.js').ComponentArgs['setStateValue'] | null} */
    this.setStateValue = null;
    /** @type {Desk | null} */
    this.desk = null;
  }

  close() {
    clearTimeout(this.timer);
    clearTimeout(this.breath);
    clearInterval(this.watch);
  }

  /** Tell Python what we have and what waits. */
  send() {
    const { desk } = this;
    if (!desk) return;
    if (this.isOut) return this.#expect();
    this.#put(desk, { rev: desk.ledger.rev, beside: beside.mark });
    this.#expect();
  }

  /**
   * We lack something: what stands beside the codings, or what a delta starts from. Asked once in a while only: should the answer
   * never fit, the two would talk forever.
   * @param {Desk | null} desk
   */
  askForAll(desk) {
    if (performance.now() - this.asked < PATIENCE) return;
    this.asked = performance.now();
    if (desk) this.#put(desk, null);
    else this.setStateValue?.('out', { have: null, sent: ++this.sent });
  }

  /** @param {string} show */
  sendShow(show) {
    this.setStateValue?.('show', show);
  }

  /** @param {boolean} answered  something was acknowledged just now */
  heard(answered) {
    this.isOut = false;
    if (answered && this.desk?.outbox.waiting) this.send();
    else if (this.desk?.outbox.waiting) {
      clearTimeout(this.breath);
      this.breath = setTimeout(() => this.send(), BREATH);
    }
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
    this.isOut = false;
    this.send();
    if (this.silences === 1) this.unanswered(navigator.onLine ? 'unsaved' : 'offline', this.desk.outbox.waiting);
  }

  /**
   * @param {Desk} desk
   * @param {{rev: number, beside: string | null} | null} have
   */
  #put(desk, have) {
    this.isOut = true;
    this.lastSent = performance.now();
    const { client, ops } = desk.outbox;
    this.setStateValue?.('out', { client, me: desk.me, doc: desk.hash, have, ops, sent: ++this.sent });
  }

  /** See what others have coded meanwhile, while nobody waits for anything. */
  #look() {
    if (performance.now() - this.lastSent > 2 * PATIENCE) this.isOut = false; // no answer will come to that one
    if (document.hidden || this.isOut || this.desk?.outbox.waiting) return;
    this.send();
  }

  #expect() {
    const waiting = this.desk?.outbox.waiting ?? 0;
    if (waiting) this.timer ??= setTimeout(() => this.sendAgain(), PATIENCE * 2 ** Math.min(this.silences, DOUBLINGS));
    // Being offline alone says nothing: the server may well run on this laptop.
    const safety = !waiting ? 'saved' : !this.silences ? 'saving' : navigator.onLine ? 'unsaved' : 'offline';
    this.show(safety, waiting, waitingElsewhere(storage(), this.desk?.outbox.key ?? ''));
  }
}
