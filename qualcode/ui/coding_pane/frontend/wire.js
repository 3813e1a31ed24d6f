// @ts-check
// Messages are small: what stands beside the codings comes once, and each part again only when it has changed. Here
// they become whole again. `wire.py` is the other end.
/** @import {Ack, CodeRow, PaneData, SegmentRow} from './types.js' */

/**
 * @typedef {[id: string, code: string | number, start: number, end: number, coder: string | number, memo?: string, flags?: number]} PackedRow
 */
/**
 * `beside`: the mark of the state one is in after it; where that is news, the state it starts from (null: from nothing)
 * and the parts that differ. `segs`: as in `Segments`, `base` null where all come. `heard`: what it answers.
 * @typedef {object} Message
 * @property {[mark: string, base?: string | null, news?: Record<string, unknown>]} beside
 * @property {[base: number | null, rev: number, up?: PackedRow[], del?: string[]]} segs
 * @property {[client: string | null, sent: number | null]} heard
 * @property {[seq: number, errors?: [number, string][], said?: [number, string][]]} [ack]
 * @property {PaneData['goto']} [goto]
 */

/** What a page has been told of what stands beside the codings. */
export class Beside {
  constructor() {
    /** @type {string | null} */
    this.mark = null;
    /** @type {Record<string, unknown>} */
    this.parts = {};
  }

  /**
   * A message made whole; null when it starts from a state we never saw.
   * @param {Message} message
   * @returns {PaneData | null}
   */
  unpacked({ beside, segs, heard, ack, goto }) {
    if (!this.#take(beside)) return null;
    const parts = /** @type {Omit<PaneData, 'segs' | 'ack' | 'goto'>} */ (this.parts);
    const [base, rev, up = [], del = []] = segs;
    return {
      ...parts,
      segs: { mode: base === null ? 'full' : 'delta', base, rev, up: up.map(row => unpackedRow(row, parts)), del },
      ack: ack ? acknowledged(heard[0] ?? '', ack) : null,
      goto: goto ?? null,
    };
  }

  /** @param {Message['beside']} beside */
  #take([mark, base, news]) {
    if (mark === this.mark) return true; // the same message again: Streamlit repeats the last when the theme changes
    if (!news || (base != null && base !== this.mark)) return false;
    this.parts = base == null ? { ...news } : { ...this.parts, ...news };
    this.mark = mark;
    return true;
  }
}

/**
 * @param {PackedRow} row
 * @param {Pick<PaneData, 'codes' | 'coders'>} parts
 * @returns {SegmentRow}
 */
function unpackedRow([id, code, start, end, coder, memo = '', flags = 0], { codes, coders }) {
  return [id, named(code, codes), start, end, named(coder, coders), memo, flags];
}

/**
 * @param {string | number} place  in the list, or the id of what the list does not have yet
 * @param {(CodeRow | [id: string, name: string])[]} [list]
 */
function named(place, list = []) {
  return typeof place === 'string' ? place : list[place]?.[0] ?? '';
}

/**
 * @param {string} client
 * @param {NonNullable<Message['ack']>} ack
 * @returns {Ack}
 */
function acknowledged(client, [seq, errors = [], said = []]) {
  return { client, seq, errors, said };
}

/** The page's own: it outlives the pane's element. */
export const beside = new Beside();
