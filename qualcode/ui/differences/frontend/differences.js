// @ts-check
/** Two wordings side by side. Whatever the texts hold enters the page as text. */

/** @typedef {[kind: 'same' | 'removed' | 'added' | 'mark', text: string]} Piece */
/** @typedef {{label: string, old: Piece[], new: Piece[]}} Row */
/** @typedef {{old: string, new: string, removed: string, added: string, name: string}} Words */
/** @typedef {{rows: Row[], words: Words}} Data */

const TAGS = /** @type {const} */ ({ same: 'span', removed: 'del', added: 'ins', mark: 'mark' });

/**
 * @param {{data: Data, parentElement: HTMLElement | ShadowRoot}} component
 */
export default function ({ data, parentElement }) {
  const root = element('div', 'qc-differences');
  root.setAttribute('role', 'group');
  root.setAttribute('aria-label', data.words.name);
  for (const row of data.rows) root.append(pair(row, data.words));
  parentElement.querySelector('.qc-differences')?.remove();
  parentElement.append(root);
  return () => root.remove();
}

/**
 * @param {Row} row
 * @param {Words} words
 */
function pair(row, words) {
  if (!row.old.length && !row.new.length) return element('p', 'qc-gap', row.label);
  const box = element('div', 'qc-row');
  if (row.label) box.append(element('p', 'qc-label', row.label));
  box.append(side(words.old, row.old, words), side(words.new, row.new, words));
  return box;
}

/**
 * @param {string} title
 * @param {Piece[]} pieces
 * @param {Words} words
 */
function side(title, pieces, words) {
  const box = element('div', 'qc-side');
  box.append(element('p', 'qc-title', title));
  const text = element('p', 'qc-text');
  for (const [kind, piece] of pieces) {
    const part = element(TAGS[kind], '', piece);
    // deletions and insertions are not read out by every screen reader
    if (kind === 'removed' || kind === 'added') part.prepend(element('span', 'qc-said', ` [${words[kind]}: `));
    if (kind === 'removed' || kind === 'added') part.append(element('span', 'qc-said', '] '));
    text.append(part);
  }
  if (!pieces.length) text.append('–');
  box.append(text);
  return box;
}

/**
 * @param {string} tag
 * @param {string} className
 * @param {string} [text]
 */
function element(tag, className, text) {
  const made = document.createElement(tag);
  if (className) made.className = className;
  if (text !== undefined) made.textContent = text;
  return made;
}
