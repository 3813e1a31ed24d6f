// @ts-check
// Writing a name in the tree itself: of a code that is there, or of one that is about to be.
/** @import {Say} from './types.js' */
import { el } from '../dom.js';

/**
 * @typedef {object} Naming
 * @property {string} label
 * @property {string} value
 * @property {(name: string) => string} wrong  what is wrong with a name, or “”
 * @property {(name: string, stamp: number) => void} done
 * @property {(refocus: boolean) => void} left  called in any case, in the end
 * @property {(sentence: string) => void} tell
 */

/**
 * Ask for a name at this place. Enter and leaving the field take it, Escape does not.
 * @param {HTMLElement} place
 * @param {Naming} naming
 */
export function askName(place, { label, value, wrong, done, left, tell }) {
  const input = el('input', 'qc-input qc-naming', { type: 'text', maxlength: '120', 'aria-label': label, autocomplete: 'off' });
  input.value = value;
  let isOver = false;

  /**
   * @param {boolean} takes
   * @param {boolean} refocus
   * @param {number} stamp
   */
  function end(takes, refocus, stamp) {
    if (isOver) return;
    const name = input.value.trim();
    const isNew = takes && name && name !== value;
    const trouble = isNew ? wrong(name) : '';
    if (trouble && refocus) return tell(trouble); // they are still writing
    isOver = true;
    input.remove();
    if (isNew && !trouble) done(name, stamp);
    else if (trouble) tell(trouble);
    left(refocus);
  }

  input.addEventListener('keydown', event => {
    event.stopPropagation();
    if (event.isComposing || (event.key !== 'Enter' && event.key !== 'Escape')) return;
    event.preventDefault();
    end(event.key === 'Enter', true, event.timeStamp);
  });
  input.addEventListener('blur', event => end(true, false, event.timeStamp));
  for (const kind of ['pointerdown', 'click', 'dblclick']) input.addEventListener(kind, event => event.stopPropagation());
  place.append(input);
  input.focus();
  input.select();
}

/**
 * A row for a code that has no name yet.
 * @param {number} depth
 * @param {Say} say
 */
export function blankRow(depth, say) {
  const name = el('span', 'qc-code-name');
  const row = el('div', 'qc-code qc-blank-code', { role: 'treeitem', 'aria-label': say('newCode'), 'aria-level': String(depth + 1) },
    el('span', 'qc-grip'), el('span', 'qc-fold'), el('span', 'qc-swatch'), name);
  row.style.setProperty('--qc-depth', String(depth));
  return { row, name };
}
