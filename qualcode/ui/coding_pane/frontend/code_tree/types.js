// @ts-check
// What passes between Python and the tree of codes, and what its modules hand to each other.

/** Name, brief, full, use, avoid, example, near_miss. @typedef {Record<string, string>} Words */
/**
 * A code as it is stored. Positions order siblings; `n` those of one position.
 * @typedef {object} Entry
 * @property {string} id
 * @property {string | null} parent
 * @property {string} name
 * @property {string} colour
 * @property {string} key
 * @property {boolean} codable
 * @property {boolean} retired
 * @property {string | null} merged  the code that took its place
 * @property {number} position
 * @property {number} n
 * @property {Record<string, Words>} words  by language
 * @property {string[]} contradicts
 * @property {Record<string, string[]>} terms  by language
 */
/** Which code it lies under (null: at the top), and which sibling it stands before (null: it is the last). */
/** @typedef {{under: string | null, before: string | null}} Place */
/** @typedef {'before' | 'after' | 'into' | 'first'} Zone */

/**
 * What a coder did. `fields` are values by path, all of them text: “name”, “colour”, “key”, “codable”, “parent”,
 * “contradicts”, “ru.brief”, “kk.terms”.
 * @typedef {Place & {op: 'add', code: string, name: string, colour: string}} AddDeed
 * @typedef {Place & {op: 'move', code: string}} MoveDeed
 * @typedef {{op: 'change', code: string, fields: Fields, was: Fields, new_rule: boolean}} ChangeDeed
 * @typedef {{op: 'retire' | 'back', code: string}} RetireDeed
 * @typedef {{op: 'undo' | 'redo'}} HistoryDeed
 * @typedef {AddDeed | MoveDeed | ChangeDeed | RetireDeed | HistoryDeed} Deed
 * @typedef {Deed & {seq: number, id: string}} Op
 */
/** @typedef {Record<string, string>} Fields */

/** @typedef {{client: string, seq: number, errors?: [number, string][], said?: [number, string][]}} Ack */
/**
 * @typedef {object} TreeData
 * @property {string} book  the project's id
 * @property {string} me
 * @property {{mode: 'full' | 'delta', base: number | null, rev: number, up: Entry[], del: string[]}} codes
 * @property {string} counts_rev
 * @property {Record<string, number>} [counts]  codings of each code itself
 * @property {[code: string, label: string][]} languages
 * @property {string} main  the language the codebook is written in
 * @property {string[]} palette
 * @property {{code: string, token: string} | null} goto
 * @property {Ack | null} ack
 * @property {Record<string, string>} words
 */
/** @typedef {(key: keyof typeof import('./words.js').WORDS, values?: Record<string, string | number>) => string} Say */
/**
 * What Streamlit calls the component with.
 * @typedef {object} ComponentArgs
 * @property {TreeData} data
 * @property {HTMLElement | ShadowRoot} parentElement
 * @property {(name: string, value: unknown) => void} setStateValue
 */

export {};
