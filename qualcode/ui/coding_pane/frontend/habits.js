// @ts-check
// How a coder likes the pane: which parts are open. Kept in this browser, also when the program is started again.

const KEY = 'qualcode.pane';

/** @typedef {'panel' | 'map' | 'codes' | 'definition' | 'respondents' | 'memos' | 'counts'} Part */

/** @type {Record<Part, boolean>} */
const USUAL = { panel: true, map: true, codes: true, definition: true, respondents: true, memos: false, counts: false };

/** @type {Partial<Record<Part, boolean>> | null} */
let habits = null;

/** @param {Part} part */
export function isOpen(part) {
  habits ??= read();
  const open = habits[part];
  return typeof open === 'boolean' ? open : USUAL[part];
}

/**
 * @param {Part} part
 * @param {boolean} open
 */
export function keepOpen(part, open) {
  habits = { ...habits ?? read(), [part]: open };
  try {
    globalThis.localStorage.setItem(KEY, JSON.stringify(habits));
  } catch {
    // Forbidden by the browser's settings: kept as long as the page is.
  }
}

/** @returns {Partial<Record<Part, boolean>>} */
function read() {
  try {
    return JSON.parse(globalThis.localStorage.getItem(KEY) ?? '{}') ?? {};
  } catch {
    return {};
  }
}
