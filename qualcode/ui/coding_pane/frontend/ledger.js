// @ts-check
// What Python has, plus what the outbox will make of it: the screen is always drawn from both, so a refused
// operation is taken back by forgetting it.
/** @import {Ack, Coding, Op, Segments} from './types.js' */

/** The codings of one text. */
export class Ledger {
  /**
   * @param {import('./outbox.js').Outbox} outbox
   * @param {string} me
   */
  constructor(outbox, me) {
    this.outbox = outbox;
    this.me = me;
    this.rev = -1;
    /** @type {Map<string, Coding>} */
    this.stored = new Map();
    /** @type {Map<string, Op[]>} */
    this.pending = pendingBy(outbox.ops);
  }

  /**
   * Take what Python sent.
   * @param {Segments} segs
   * @param {Ack | null | undefined} ack
   * @returns {{touched: Set<string>, settled: Op[], errors: {op: Op | undefined, reason: string}[], said: string[]} | null}
   *   `touched`: the codings that may look different now. Null: it starts from a state we never saw; ask for everything.
   */
  take(segs, ack) {
    if (segs.mode === 'delta' && (segs.base ?? Infinity) > this.rev) return null;

    const touched = new Set(this.pending.keys());
    if (segs.mode === 'full') {
      for (const id of this.stored.keys()) touched.add(id);
      this.stored.clear();
    }
    for (const id of segs.del) {
      this.stored.delete(id);
      touched.add(id);
    }
    for (const [id, code, start, end, coder, memo] of segs.up) {
      this.stored.set(id, { id, code, start, end, coder, memo: memo ?? '' });
      touched.add(id);
    }
    this.rev = segs.mode === 'full' ? segs.rev : Math.max(this.rev, segs.rev);

    const heard = this.outbox.settle(ack);
    this.pending = pendingBy(this.outbox.ops);
    for (const id of this.pending.keys()) touched.add(id);
    return { touched, ...heard };
  }

  /**
   * Do something now, and tell Python as soon as it listens.
   * @param {import('./types.js').Deed} deed
   * @returns {{op: Op, touched: Set<string>}}
   */
  act(deed) {
    const touched = new Set(this.pending.keys());
    const op = this.outbox.push(deed);
    this.pending = pendingBy(this.outbox.ops);
    if ('coding' in deed) return { op, touched: new Set([deed.coding]) };
    for (const id of this.pending.keys()) touched.add(id);
    return { op, touched };
  }

  /**
   * A coding as it stands, or null.
   * @param {string} id
   * @returns {Coding | null}
   */
  coding(id) {
    let coding = this.stored.get(id) ?? null;
    for (const op of this.pending.get(id) ?? []) coding = after(op, coding, this.me);
    return coding;
  }

  /** @returns {Iterable<Coding>} */
  *codings() {
    for (const id of new Set([...this.stored.keys(), ...this.pending.keys()])) {
      const coding = this.coding(id);
      if (coding) yield coding;
    }
  }

  /**
   * Whether I already gave this code to exactly these words, in another coding than `except`.
   * @param {string} code
   * @param {number} start
   * @param {number} end
   * @param {string} [except]
   */
  hasTwin(code, start, end, except) {
    for (const other of this.codings()) {
      if (other.start === start && other.end === end && other.code === code && other.coder === this.me && other.id !== except) {
        return true;
      }
    }
    return false;
  }
}

/**
 * The waiting operations that stand, by coding. Undo takes back the one before it, as Python will; with none
 * before it Python knows what it means and we wait.
 * @param {Op[]} ops
 */
function pendingBy(ops) {
  /** @type {Op[]} */
  const done = [];
  /** @type {Op[]} */
  let undone = [];
  for (const op of ops) {
    const moved = op.op === 'undo' ? done.pop() : op.op === 'redo' ? undone.pop() : null;
    if (moved === null) {
      done.push(op);
      undone = [];
    } else if (moved) (op.op === 'undo' ? undone : done).push(moved);
  }

  /** @type {Map<string, Op[]>} */
  const byCoding = new Map();
  for (const op of [...done, ...undone]) if ('coding' in op) byCoding.set(op.coding, []);
  for (const op of done) if ('coding' in op) byCoding.get(op.coding)?.push(op);
  return byCoding;
}

/**
 * @param {Op} op
 * @param {Coding | null} coding
 * @param {string} me
 * @returns {Coding | null}
 */
function after(op, coding, me) {
  if (op.op === 'add') {
    return coding ?? { id: op.coding, code: op.code, start: op.start, end: op.end, coder: me, memo: '' };
  }
  if (op.op === 'del' || !coding) return null;
  if (op.op === 'resize') return { ...coding, start: op.start, end: op.end };
  if (op.op === 'recode') return { ...coding, code: op.code };
  if (op.op === 'memo') return { ...coding, memo: op.text };
  return coding;
}
