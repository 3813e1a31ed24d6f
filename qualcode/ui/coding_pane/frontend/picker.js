// @ts-check
/** @import {Code, Say} from './types.js' */
import { findCodes } from './codebook.js';
import { Dialog } from './dialog.js';
import { el, swatch } from './dom.js';
import { namesakes } from './naming.js';

const SHOWN = 60; // more are found by typing another letter

/**
 * Ask which code: type a part of its name, arrows, Enter. With `makeNew`, what no code is called can become one.
 * @param {import('./dialog.js').DialogOptions & {
 *   say: Say, codes: Code[], recent: string[], keyOf: (code: Code) => string,
 *   choose: (code: Code, event: Event) => void, makeNew?: (name: string) => void}} options
 */
export function openPicker({ say, codes, recent, keyOf, choose, makeNew, ...options }) {
  const dialog = new Dialog({ ...options, className: 'qc-picker' });
  const input = el('input', 'qc-input', {
    type: 'text', role: 'combobox', 'aria-expanded': 'true', 'aria-controls': 'qc-found', 'aria-autocomplete': 'list',
    'aria-label': options.label, placeholder: say('pickHint'), autocomplete: 'off', spellcheck: 'false',
  });
  const list = el('div', 'qc-found', { role: 'listbox', id: 'qc-found', 'aria-label': say('codes') });
  const meaning = el('div', 'qc-found-meaning');
  const status = el('div', 'qc-found-none', { role: 'status' });
  /** @type {Code[]} */
  let found = [];
  let active = 0;

  function search() {
    found = findCodes(codes, input.value, recent).slice(0, SHOWN);
    const options = found.map((code, index) => option(code, index));
    const last = input.value.trim() ? 0 : found.filter(code => recent.includes(code.id)).length;
    list.replaceChildren(...(last ? [el('div', 'qc-last', { role: 'group', 'aria-label': say('usedLast') }, ...options.splice(0, last))] : []), ...options);
    const typed = input.value.trim();
    if (makeNew && typed && !namesakes(codes, typed).length) list.append(newOption(typed, found.length));
    list.hidden = !list.childElementCount;
    input.setAttribute('aria-expanded', String(!list.hidden));
    status.textContent = found.length ? say('found', { n: found.length }) : say('noneFound');
    status.classList.toggle('qc-live', found.length > 0); // the number is for ears, eyes see the list
    activate(0);
  }

  /** @param {number} index */
  function activate(index) {
    active = index;
    const items = [...list.querySelectorAll('.qc-option')];
    for (const [at, item] of items.entries()) item.setAttribute('aria-selected', String(at === index));
    const item = items[index];
    if (item) input.setAttribute('aria-activedescendant', item.id);
    else input.removeAttribute('aria-activedescendant');
    meaning.textContent = found[index]?.definition.brief ?? '';
    if (item instanceof HTMLElement) {
      const [top, bottom] = [item.offsetTop, item.offsetTop + item.offsetHeight];
      if (top < list.scrollTop) list.scrollTop = top;
      else if (bottom > list.scrollTop + list.clientHeight) list.scrollTop = bottom - list.clientHeight;
    }
  }

  /**
   * @param {number} index
   * @param {Event} event
   */
  function take(index, event) {
    const code = found[index];
    const name = input.value.trim();
    if (!code && !list.querySelector('.qc-option-new')) return;
    dialog.close();
    if (code) choose(code, event);
    else makeNew?.(name);
  }

  /**
   * @param {string} name
   * @param {number} index
   */
  function newOption(name, index) {
    return listen(el('div', 'qc-option qc-option-new', { role: 'option', id: `qc-found-${index}`, 'aria-selected': 'false' },
      el('span', '', {}, say('newCalled', { name }))), index);
  }

  /**
   * @param {Code} code
   * @param {number} index
   */
  function option(code, index) {
    const above = code.path.endsWith(code.name) ? code.path.slice(0, -code.name.length).replace(/[\s/]+$/, '') : code.path;
    const item = el('div', 'qc-option', { role: 'option', id: `qc-found-${index}`, 'aria-selected': 'false' },
      swatch(code.colour),
      el('span', 'qc-option-name', {}, code.name),
      el('span', 'qc-option-path', {}, above),
      keyOf(code) ? el('kbd', '', {}, keyOf(code)) : null);
    return listen(item, index);
  }

  /**
   * @param {HTMLElement} item
   * @param {number} index
   */
  function listen(item, index) {
    item.addEventListener('pointermove', () => index !== active && activate(index));
    item.addEventListener('click', event => take(index, event));
    return item;
  }

  input.addEventListener('input', search);
  input.addEventListener('keydown', event => {
    const step = { ArrowDown: 1, ArrowUp: -1, PageDown: 8, PageUp: -8 }[event.key];
    if (step) {
      event.preventDefault();
      const last = list.querySelectorAll('.qc-option').length - 1;
      const next = active + step;
      activate(Math.abs(step) > 1 ? Math.max(0, Math.min(last, next)) : next > last ? 0 : next < 0 ? last : next);
    } else if (event.key === 'Enter' && !event.isComposing) {
      event.preventDefault();
      take(active, event);
    }
  });

  search();
  dialog.fill(input, list, meaning, status);
  input.focus({ preventScroll: true });
  return dialog;
}
