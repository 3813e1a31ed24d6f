// @ts-check
/** @import {Code, Say} from './types.js' */
import { findCodes } from './codebook.js';
import { Dialog } from './dialog.js';
import { el, swatch } from './dom.js';

const SHOWN = 60; // more are found by typing another letter

/**
 * Ask which code: type a part of its name, arrows, Enter.
 * @param {import('./dialog.js').DialogOptions & {say: Say, codes: Code[], recent: string[], choose: (code: Code, event: Event) => void}} options
 */
export function openPicker({ say, codes, recent, choose, ...options }) {
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
    list.replaceChildren(...found.map((code, index) => option(code, index)));
    list.hidden = !found.length;
    input.setAttribute('aria-expanded', String(found.length > 0));
    status.textContent = found.length ? say('found', { n: found.length }) : say('noneFound');
    status.classList.toggle('qc-live', found.length > 0); // the number is for ears, eyes see the list
    activate(0);
  }

  /** @param {number} index */
  function activate(index) {
    active = index;
    for (const [at, item] of [...list.children].entries()) item.setAttribute('aria-selected', String(at === index));
    const item = list.children[index];
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
    if (!code) return;
    dialog.close();
    choose(code, event);
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
      code.key ? el('kbd', '', {}, code.key) : null);
    item.addEventListener('pointermove', () => index !== active && activate(index));
    item.addEventListener('click', event => take(index, event));
    return item;
  }

  input.addEventListener('input', search);
  input.addEventListener('keydown', event => {
    const step = { ArrowDown: 1, ArrowUp: -1, PageDown: 8, PageUp: -8 }[event.key];
    if (step) {
      event.preventDefault();
      const last = found.length - 1;
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
