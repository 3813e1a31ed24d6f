// @ts-check
// What the coder did and Python has not yet acknowledged. Streamlit drops a component's state when its page is
// left, and a network drops anything: so every operation is kept here, sent again and again, and applied by Python
// once, by its id.
/** @import {Ack, Deed, Op} from './types.js' */
import { uuid7 } from './uuid7.js';

const PREFIX = 'qualcode.outbox.';

/** The waiting operations of one coder in one source. They survive the page being left, and reloaded in its tab. */
export class Outbox {
  /**
   * @param {string} source
   * @param {string} me
   * @param {Pick<Storage, 'getItem' | 'setItem' | 'removeItem'> | null} storage
   */
  constructor(source, me, storage) {
    this.key = `${PREFIX}${source}.${me}`;
    this.storage = storage;
    // A new client for each page load: a tab that was duplicated takes a copy of the storage with it, and two
    // clients counting from the same number would acknowledge each other's operations.
    this.client = uuid7();
    this.seq = 0;
    this.acknowledged = 0;
    /** @type {Op[]} */
    this.ops = this.#restored();
  }

  get waiting() {
    return this.ops.length;
  }

  /**
   * @param {Deed & {doc?: string}} deed
   * @returns {Op}
   */
  push(deed) {
    const op = /** @type {Op} */ ({ seq: ++this.seq, id: uuid7(), ...deed });
    this.ops.push(op);
    this.#keep();
    return op;
  }

  /**
   * Forget what Python has seen; what comes back is new and for the coder: refusals and what undo undid.
   * @param {Ack | null | undefined} ack
   * @returns {{settled: Op[], errors: {op: Op | undefined, reason: string}[], said: string[]}}
   */
  settle(ack) {
    if (!ack || ack.client !== this.client || ack.seq <= this.acknowledged) return { settled: [], errors: [], said: [] };

    const seen = this.acknowledged;
    this.acknowledged = ack.seq;
    const settled = this.ops.filter(op => op.seq <= ack.seq);
    this.ops = this.ops.filter(op => op.seq > ack.seq);
    this.#keep();
    const unheard = (/** @type {[number, string][]} */ sentences = []) => sentences.filter(([seq]) => seq > seen);
    return {
      settled,
      errors: unheard(ack.errors).map(([seq, reason]) => ({ op: settled.find(op => op.seq === seq), reason })),
      said: unheard(ack.said).map(([, sentence]) => sentence),
    };
  }

  #keep() {
    try {
      if (this.ops.length) this.storage?.setItem(this.key, JSON.stringify(this.ops));
      else this.storage?.removeItem(this.key);
    } catch {
      // Full or forbidden: the operations are still here and will be sent; only a reload would lose them.
    }
  }

  /** @returns {Op[]} */
  #restored() {
    try {
      const kept = /** @type {Op[]} */ (JSON.parse(this.storage?.getItem(this.key) ?? '[]'));
      return kept.map(op => ({ ...op, seq: ++this.seq }));
    } catch {
      return [];
    }
  }
}

/**
 * How many operations wait in storage for texts other than this one.
 * @param {Pick<Storage, 'length' | 'key' | 'getItem'> | null} storage
 * @param {string} key
 */
export function waitingElsewhere(storage, key) {
  let count = 0;
  try {
    for (let index = 0; index < (storage?.length ?? 0); index++) {
      const name = storage?.key(index) ?? '';
      if (name.startsWith(PREFIX) && name !== key) count += JSON.parse(storage?.getItem(name) ?? '[]').length;
    }
  } catch {
    // Not ours, or not readable.
  }
  return count;
}
