// @ts-check
// The fields of a form: each makes its element, tells what is written into it, and shows what it is given.
import { safeColour } from '../codebook.js';
import { button, el } from '../dom.js';

/** @typedef {{element: HTMLElement, show: (value: string) => void}} Control */
/** @typedef {{box: HTMLElement, control: Control}} Field */
/** @typedef {(value: string) => void} Wrote */

/**
 * One line of text, or several.
 * @param {'input' | 'textarea'} kind
 * @param {string} path
 * @param {string} label
 * @param {Wrote} wrote
 * @param {Record<string, string>} attributes
 * @returns {Field}
 */
export function textField(kind, path, label, wrote, attributes) {
  const input = el(kind, 'qc-input', { id: fieldId(path), autocomplete: 'off', ...attributes });
  input.addEventListener('input', () => wrote(input.value));
  return { box: labelled(label, input), control: { element: input, show: value => { if (input.value !== value) input.value = value; } } };
}

/**
 * One of several; `choices` are asked for anew each time it is shown.
 * @param {string} path
 * @param {string} label
 * @param {Wrote} wrote
 * @param {() => {id: string, label: string}[]} choices
 * @returns {Field}
 */
export function choiceField(path, label, wrote, choices) {
  const select = el('select', 'qc-input', { id: fieldId(path) });
  let drawn = '';
  select.addEventListener('change', () => wrote(select.value));
  const show = (/** @type {string} */ value) => {
    const now = choices();
    if (JSON.stringify(now) !== drawn) select.replaceChildren(...now.map(choice => el('option', '', { value: choice.id }, choice.label)));
    drawn = JSON.stringify(now);
    select.value = value;
  };
  return { box: labelled(label, select), control: { element: select, show } };
}

/**
 * Yes (“yes”) or no (“”).
 * @param {string} path
 * @param {string} label
 * @param {Wrote} wrote
 * @param {string} help
 * @returns {Field}
 */
export function yesField(path, label, wrote, help) {
  const tick = el('input', '', { type: 'checkbox', id: fieldId(path) });
  tick.addEventListener('change', () => wrote(tick.checked ? 'yes' : ''));
  const box = el('label', 'qc-check', { title: help }, tick, el('span', '', {}, label));
  return { box, control: { element: tick, show: value => { tick.checked = value === 'yes'; } } };
}

/**
 * One of a palette, or any other.
 * @param {import('./types.js').Say} say
 * @param {string[]} palette
 * @param {Wrote} wrote
 * @returns {Field}
 */
export function colourField(say, palette, wrote) {
  const own = el('input', 'qc-own-colour', { type: 'color', id: fieldId('colour'), 'aria-label': say('ownColour'), title: say('ownColour') });
  own.addEventListener('input', () => wrote(own.value));
  const squares = palette.map(colour => {
    const square = button('', () => wrote(colour), { className: 'qc-colour', name: say('colourIs', { colour }) });
    square.style.setProperty('--qc-colour', safeColour(colour));
    return square;
  });
  const box = el('div', 'qc-colours', { role: 'group', 'aria-label': say('colour') }, el('span', 'qc-label', {}, say('colour')), ...squares, own);
  const show = (/** @type {string} */ value) => {
    own.value = safeColour(value);
    for (const [index, square] of squares.entries()) square.setAttribute('aria-pressed', String(palette[index] === value));
  };
  return { box, control: { element: own, show } };
}

/**
 * Tabs, one shown at a time; arrows walk them.
 * @param {string} label
 * @param {[id: string, label: string, panel: HTMLElement][]} parts
 * @param {(id: string) => void} chosen
 */
export function tabs(label, parts, chosen) {
  const heads = parts.map(([id, name, panel]) => {
    const head = el('button', 'qc-tab', { type: 'button', role: 'tab', id: `qc-tab-${id}`, 'aria-controls': `qc-panel-${id}` }, name);
    for (const [attribute, value] of Object.entries({ role: 'tabpanel', id: `qc-panel-${id}`, 'aria-labelledby': head.id })) panel.setAttribute(attribute, value);
    head.addEventListener('click', () => choose(id));
    return head;
  });

  /** @param {string} wanted */
  function choose(wanted) {
    for (const [index, [id, , panel]] of parts.entries()) {
      heads[index]?.setAttribute('aria-selected', String(id === wanted));
      if (heads[index]) heads[index].tabIndex = id === wanted ? 0 : -1;
      panel.hidden = id !== wanted;
    }
    chosen(wanted);
  }

  const list = el('div', 'qc-tabs', { role: 'tablist', 'aria-label': label }, ...heads);
  list.addEventListener('keydown', event => {
    const way = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    const at = heads.findIndex(head => head === event.target);
    if (!way || at < 0) return;
    event.preventDefault();
    const next = (at + way + heads.length) % heads.length;
    choose(parts[next]?.[0] ?? '');
    heads[next]?.focus();
  });
  return { element: el('div', 'qc-definitions', {}, list, ...parts.map(([, , panel]) => panel)), heads, choose };
}

/** @param {string} path */
function fieldId(path) {
  return `qc-field-${path.replace('.', '-')}`;
}

/**
 * @param {string} label
 * @param {HTMLElement} control
 */
function labelled(label, control) {
  return el('div', 'qc-field', {}, el('label', 'qc-label', { for: control.id }, label), control);
}
