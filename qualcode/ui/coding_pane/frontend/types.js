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
/** @typedef {[id: string, code: string, start: number, end: number, coder: string, memo: string]} SegmentRow */
/** @typedef {{mode: 'full' | 'delta', base: number | null, rev: number, up: SegmentRow[], del: string[]}} Segments */
/** @typedef {{client: string, seq: number, errors?: [number, string][], said?: [number, string][]}} Ack */
/**
 * Where the recording is played from, and how many milliseconds of it pass before the transcript begins; or what is
 * wrong with it.
 * @typedef {{id: string, url: string, file: string, offset: number} | {wrong: string}} Recording
 */
/** @typedef {[title: string, values: [attribute: string, value: string][]]} Card */

/**
 * @typedef {object} PaneData
 * @property {{hash: string, paras?: ParaRow[]}} doc
 * @property {string | number} codes_rev
 * @property {CodeRow[]} [codes]
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
 */

/**
 * What a coder did, as Python is told. `seq` orders the operations of one client; `id` never repeats.
 * @typedef {{seq: number, id: string, op: 'add', coding: string, code: string, start: number, end: number, quote: string}} AddOp
 * @typedef {{seq: number, id: string, op: 'del', coding: string}} DelOp
 * @typedef {{seq: number, id: string, op: 'resize', coding: string, start: number, end: number, quote: string}} ResizeOp
 * @typedef {{seq: number, id: string, op: 'recode', coding: string, code: string}} RecodeOp
 * @typedef {{seq: number, id: string, op: 'memo', coding: string, text: string}} MemoOp
 * @typedef {{seq: number, id: string, op: 'undo' | 'redo'}} HistoryOp
 * @typedef {AddOp | DelOp | ResizeOp | RecodeOp | MemoOp | HistoryOp} Op
 */
/**
 * An operation before the outbox numbers it.
 * @typedef {Omit<AddOp, 'seq' | 'id'> | Omit<DelOp, 'seq' | 'id'> | Omit<ResizeOp, 'seq' | 'id'> | Omit<RecodeOp, 'seq' | 'id'> | Omit<MemoOp, 'seq' | 'id'> | Omit<HistoryOp, 'seq' | 'id'>} Deed
 */

/**
 * A coding in code points, as stored or as it will be once the outbox is empty.
 * @typedef {{id: string, code: string, start: number, end: number, coder: string, memo: string}} Coding
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
 * @property {PaneData} data
 * @property {HTMLElement | ShadowRoot} parentElement
 * @property {(name: string, value: unknown) => void} setStateValue
 */

export {};
