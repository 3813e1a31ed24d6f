// @ts-check
// What passes between Python and the pane, and what the pane's modules hand to each other.
// Offsets on the wire are Unicode code points of the whole text; inside the pane a place is a
// paragraph and a UTF-16 offset in it. `Doc` is the only bridge between the two.

/** @typedef {[para: number, offset: number]} Place */
/** @typedef {[from: Place, to: Place]} Stretch */

/**
 * Paragraph number, turn number (0: none), speaker, role, first code point, text, milliseconds.
 * @typedef {[number, number, string, string, number, string, number | null]} ParaRow
 */
/** @typedef {{brief?: string, full?: string, use?: string, avoid?: string, example?: string, near_miss?: string}} Definition */
/**
 * Id, name, colour, key, depth, codable, retired, path, definition; in the order of the tree.
 * @typedef {[string, string, string, string, number, 0 | 1, 0 | 1, string, Definition]} CodeRow
 */
/** `flags`, where there are any: marking.js. @typedef {[id: string, code: string, start: number, end: number, coder: string, memo: string, flags?: number]} SegmentRow */
/** `key`: 1–9 or none. @typedef {[id: string, name: string, key: string, codes: string[]]} CodeSetRow */
/** @typedef {{mode: 'full' | 'delta', base: number | null, rev: number, up: SegmentRow[], del: string[]}} Segments */
/** @typedef {{client: string, seq: number, errors?: [number, string][], said?: [number, string][]}} Ack */
/**
 * Where the recording is played from, and how many milliseconds of it pass before the transcript begins; or what is
 * wrong with it.
 * @typedef {{id: string, url: string, file: string, offset: number} | {wrong: string}} Recording
 */
/** `labels`: of the turns of who it is about; none for the text. @typedef {[title: string, values: [attribute: string, value: string][], labels: string[], id: string]} Card */
/**
 * `place` in code points, of a segment’s memo.
 * @typedef {[id: string, kind: string, heading: string, text: string, on: string, target: string, coder: string, day: string, place: [start: number, end: number] | null]} MemoRow
 */

/**
 * @typedef {object} PaneData
 * @property {{hash: string, source: string, paras: ParaRow[]}} doc
 * @property {string | number} codes_rev
 * @property {CodeRow[]} codes
 * @property {CodeSetRow[]} [sets]  with the codes, like the next
 * @property {boolean} [unite]  whether one coder’s overlapping codings of one code become one
 * @property {Segments} segs
 * @property {[id: string, name: string][]} coders
 * @property {string} me
 * @property {string} show
 * @property {Card[]} [cards]
 * @property {Recording | null} [recording]
 * @property {Ack | null} [ack]
 * @property {{start: number, end: number, token: string | number} | null} [goto]
 * @property {Record<string, string>} [words]
 * @property {{height?: number}} [opts]
 * @property {boolean} [alone]  whether the other coders’ codings are hidden
 * @property {MemoRow[]} [memos]
 * @property {string} [memoPage]  where memos are read and changed
 * @property {[code: string, mine: number, all: number][]} [elsewhere]  codings in other texts
 * @property {string} [people]  where a respondent is, without the id
 */

/**
 * The codings that become one by an operation, and from where to where that reaches: foreseen, Python decides.
 * @typedef {{unites?: string[], whole?: [start: number, end: number]}} Union
 */
/**
 * What a coder did, as Python is told. `seq` orders the operations of one client; `id` never repeats; `doc` is the version
 * of the text that was seen.
 * @typedef {{seq: number, id: string, op: 'add', coding: string, code: string, start: number, end: number, quote: string} & Union} AddOp
 * @typedef {{seq: number, id: string, op: 'newcode', coding: string, code: string, name: string, parent: string, colour: string, key: string, start: number, end: number, quote: string}} NewCodeOp
 * @typedef {{seq: number, id: string, op: 'del', coding: string}} DelOp
 * @typedef {{seq: number, id: string, op: 'resize', coding: string, start: number, end: number, quote: string} & Union} ResizeOp
 * @typedef {{seq: number, id: string, op: 'recode', coding: string, code: string} & Union} RecodeOp
 * @typedef {{seq: number, id: string, op: 'mark', coding: string, flags: number}} MarkOp
 * @typedef {{seq: number, id: string, op: 'memo', coding: string, text: string, kind: string, was: string}} MemoOp
 * @typedef {{seq: number, id: string, op: 'note', memo: string, kind: string, title: string, text: string, start: number, end: number, quote: string}} NoteOp
 * @typedef {{seq: number, id: string, op: 'undo' | 'redo'}} HistoryOp
 * @typedef {(AddOp | NewCodeOp | MarkOp | DelOp | ResizeOp | RecodeOp | MemoOp | NoteOp | HistoryOp) & {doc?: string}} Op
 */
/**
 * An operation before the outbox numbers it.
 * @typedef {Omit<AddOp, 'seq' | 'id'> | Omit<NewCodeOp, 'seq' | 'id'> | Omit<MarkOp, 'seq' | 'id'> | Omit<DelOp, 'seq' | 'id'> | Omit<ResizeOp, 'seq' | 'id'> | Omit<RecodeOp, 'seq' | 'id'> | Omit<MemoOp, 'seq' | 'id'> | Omit<NoteOp, 'seq' | 'id'> | Omit<HistoryOp, 'seq' | 'id'>} Deed
 */

/**
 * A coding in code points, as stored or as it will be once the outbox is empty.
 * @typedef {{id: string, code: string, start: number, end: number, coder: string, memo: string, flags: number}} Coding
 */
/**
 * A coding as it is drawn: from `a` to `b`, in a lane of the margin.
 * @typedef {Coding & {a: Place, b: Place, lane: number, own: boolean}} Mark
 */
/**
 * @typedef {object} Code
 * @property {string} id
 * @property {string} name
 * @property {string} colour
 * @property {string} key
 * @property {number} depth
 * @property {boolean} codable
 * @property {boolean} retired
 * @property {string} path
 * @property {Definition} definition
 * @property {string} folded  the path as it is searched
 * @property {string} foldedName
 * @property {number} parent  index of the heading above it in the tree, −1 at the top
 * @property {boolean} hasChildren
 */

/** @typedef {(key: keyof typeof import('./words.js').WORDS, values?: Record<string, string | number>) => string} Say */

/**
 * What Streamlit calls the pane with.
 * @typedef {object} ComponentArgs
 * @property {import('./wire.js').Message} data  made whole by `Beside`
 * @property {HTMLElement | ShadowRoot} parentElement
 * @property {(name: string, value: unknown) => void} setStateValue
 */

export {};
