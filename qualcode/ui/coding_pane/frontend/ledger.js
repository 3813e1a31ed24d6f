// @ts-check
// What Python has, plus what the outbox will make of it: the screen is always drawn from both, so a refused
// operation is taken back by forgetting it.
/** @import {Ack, Coding, Op, Segments} from './types.js' */
import { touching, whole } from './uniting.js';

/** The codings of one text. */
export class Ledger {
  /**
   * @param {import('./outbox.js').Outbox} outbox
   * @param {string} me
   * @param {string} [version]  of the text these codings count in
   */
  constructor(outbox, me, version = '') {
    this.outbox = outbox;
    this.me = me;
    this.version = version;
    this.rev = -1;
    /** Whether my overlapping codings of one code become one. */
    this.unites = false;
    /** @type {Map<string, Coding>} */
    this.stored = new Map();
    /** @type {Map<string, Op[]>} */
    this.pending = this.#waiting();
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
    for (const [id, code, start, end, coder, memo, flags] of segs.up) {
      this.stored.set(id, { id, code, start, end, coder, memo: memo ?? '', flags: flags ?? 0 });
      touched.add(id);
    }
    this.rev = segs.mode === 'full' ? segs.rev : Math.max(this.rev, segs.rev);

    const heard = this.outbox.settle(ack);
    this.pending = this.#waiting();
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
    const op = this.outbox.push({ ...deed, ...this.#union(deed), doc: this.version });
    this.pending = this.#waiting();
    if ('coding' in op) return { op, touched: new Set(concerned(op)) };
    for (const id of this.pending.keys()) touched.add(id);
    return { op, touched };
  }

  /** What waits and counts in this version; what counts in an older one Python places first. */
  #waiting() {
    return pendingBy(this.outbox.ops.filter(({ doc = this.version }) => doc === this.version));
  }

  /**
   * A coding as it stands, or null.
   * @param {string} id
   * @returns {Coding | null}
   */
  coding(id) {
    let coding = this.stored.get(id) ?? null;
    for (const op of this.pending.get(id) ?? []) coding = after(op, id, coding, this.me);
    return coding;
  }

  /**
   * What an operation makes one, where codings are united: the pieces there are, and the whole.
   * @param {import('./types.js').Deed} deed
   * @returns {import('./types.js').Union}
   */
  #union(deed) {
    if (!this.unites || (deed.op !== 'add' && deed.op !== 'resize' && deed.op !== 'recode')) return {};
    const now = this.coding(deed.coding);
    const code = deed.op === 'resize' ? now?.code : deed.code;
    const stretch = deed.op === 'recode' ? now : deed;
    if (!stretch) return {};
    const alike = [...this.codings()].filter(other => other.code === code && other.coder === this.me && other.id !== deed.coding);
    const pieces = touching(stretch, alike);
    return pieces.length ? { unites: pieces.map(({ id }) => id), whole: whole(stretch, pieces) } : {};
  }

  /** @returns {Iterable<Coding>} */
  *codings() {
    for (const [id, stored] of this.stored) {
      const coding = this.pending.has(id) ? this.coding(id) : stored;
      if (coding) yield coding;
    }
    for (const id of this.pending.keys()) {
      const coding = this.stored.has(id) ? null : this.coding(id);
      if (coding) yield coding;
    }
  }

  /**
   * Whether I already gave this code to exactly these words, in another coding than `except`; where codings are united,
   * to these words among others.
   * @param {string} code
   * @param {number} start
   * @param {number} end
   * @param {string} [except]
   */
  hasTwin(code, start, end, except) {
    for (const other of this.codings()) {
      if (other.code !== code || other.coder !== this.me || other.id === except) continue;
      if (other.start === start && other.end === end && !(this.unites && except)) return true;
      if (this.unites && !except && other.start <= start && end <= other.end) return true;
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
  for (const op of [...done, ...undone]) for (const id of concerned(op)) byCoding.set(id, []);
  for (const op of done) for (const id of concerned(op)) byCoding.get(id)?.push(op);
  return byCoding;
}

/**
 * The codings an operation changes.
 * @param {Op} op
 * @returns {string[]}
 */
function concerned(op) {
  if (!('coding' in op)) return [];
  return 'unites' in op && op.unites ? [op.coding, ...op.unites] : [op.coding];
}

/**
 * @param {Op} op
 * @param {string} id
 * @param {Coding | null} coding
 * @param {string} me
 * @returns {Coding | null}
 */
function after(op, id, coding, me) {
  if ('whole' in op && op.unites && op.whole) {
    const kept = op.op === 'add' ? op.unites[0] : op.coding;
    if (id !== kept || !coding) return null;
    return { ...coding, code: op.op === 'recode' ? op.code : coding.code, start: op.whole[0], end: op.whole[1] };
  }
  if (op.op === 'add' || op.op === 'newcode') {
    return coding ?? { id: op.coding, code: op.code, start: op.start, end: op.end, coder: me, memo: '', flags: 0 };
  }
  if (op.op === 'del' || !coding) return null;
  if (op.op === 'resize') return { ...coding, start: op.start, end: op.end };
  if (op.op === 'recode') return { ...coding, code: op.code };
  if (op.op === 'mark') return { ...coding, flags: op.flags };
  if (op.op === 'memo') return { ...coding, memo: op.text };
  return coding;
}
