// @ts-check
// `[[` in a memo begins a link: the codes that fit are offered under the field, and the one taken is written out.
/** @import {Code, Say} from './types.js' */
import { findCodes } from './codebook.js';
import { el, swatch } from './dom.js';

const OFFERED = 6;
const BEGUN = /\[\[([^[\]\n]*)$/;
const QUOTED = 40;

/**
 * A link to words of a text: by their place, and with how they begin, should the place change.
 * @param {string} source
 * @param {number} start
 * @param {number} end
 * @param {string} quote
 */
export function placeLink(source, start, end, quote) {
  const words = [...quote.replace(/[[\]|\s]+/g, ' ').trim()]; // by characters: half an emoji cannot be stored
  return `[[${source.replace(/[[\]\s]+/g, ' ').trim()}@${start}-${end} “${words.length > QUOTED ? `${words.slice(0, QUOTED).join('').trimEnd()}…` : words.join('')}”]]`;
}

/**
 * The code by its name where no other is called so, else by its path.
 * @param {Code} code
 * @param {Code[]} codes
 */
export function codeLink(code, codes) {
  const twins = codes.filter(other => other.foldedName === code.foldedName);
  return `[[${twins.length > 1 ? code.path : code.name}]]`;
}

/**
 * Offer links while a memo is written: arrows choose, Enter or Tab takes, Escape goes on without.
 * @param {HTMLTextAreaElement} area
 * @param {Code[]} codes
 * @param {Say} say
 * @returns {HTMLElement}  what stands under the field
 */
export function linking(area, codes, say) {
  const list = el('div', 'qc-found qc-links', { role: 'listbox', id: 'qc-links', 'aria-label': say('linkTo') });
  list.hidden = true;
  /** @type {Code[]} */
  let found = [];
  let active = 0;

  function offer() {
    const begun = BEGUN.exec(area.value.slice(0, area.selectionStart));
    found = begun ? findCodes(codes, begun[1] ?? '').slice(0, OFFERED) : [];
    list.hidden = !found.length;
    list.replaceChildren(...found.map(option));
    activate(0);
  }

  /** @param {number} index */
  function activate(index) {
    active = index;
    for (const [at, item] of [...list.children].entries()) item.setAttribute('aria-selected', String(at === index));
    if (found.length) area.setAttribute('aria-activedescendant', `qc-link-${index}`);
    else area.removeAttribute('aria-activedescendant');
  }

  /**
   * @param {Code} code
   * @param {number} index
   */
  function option(code, index) {
    const item = el('div', 'qc-option', { role: 'option', id: `qc-link-${index}`, 'aria-selected': 'false' },
      swatch(code.colour), el('span', 'qc-option-name', {}, code.name));
    item.addEventListener('mousedown', event => event.preventDefault()); // the focus stays in the field
    item.addEventListener('click', () => take(index));
    return item;
  }

  /** @param {number} index */
  function take(index) {
    const code = found[index];
    const begun = BEGUN.exec(area.value.slice(0, area.selectionStart));
    if (!code || !begun) return;
    area.setRangeText(codeLink(code, codes), begun.index, area.selectionStart, 'end');
    area.dispatchEvent(new Event('input'));
  }

  area.addEventListener('input', offer);
  area.addEventListener('keydown', event => {
    if (!found.length || event.ctrlKey || event.metaKey || event.altKey) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) activate((active + step + found.length) % found.length);
    else if (event.key === 'Enter' || event.key === 'Tab') take(active);
    else if (event.key === 'Escape') {
      found = [];
      list.hidden = true;
    } else return;
    event.preventDefault();
    event.stopPropagation();
  });
  return list;
}
