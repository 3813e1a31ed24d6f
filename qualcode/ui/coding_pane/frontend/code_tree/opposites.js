// @ts-check
// The codes a code is the opposite of, and those that name it as theirs.
/** @import {Code} from '../types.js' */
/** @import {Say} from './types.js' */
/** @import {Field} from './form.js' */
import { safeColour } from '../codebook.js';
import { button, el, swatch } from '../dom.js';
import { openPicker } from '../picker.js';

/**
 * @param {Say} say
 * @param {{container: () => HTMLElement | null, codes: () => Code[], named: (id: string) => {name: string, colour: string} | undefined, self: () => string, read: () => string, wrote: (value: string) => void}} means
 * @returns {Field}
 */
export function oppositesField(say, { container, codes, named, self, read, wrote }) {
  const add = button(`+ ${say('addOpposite')}`, pick);
  const chips = el('div', 'qc-chips', {}, add);
  const chosen = () => read().split(' ').filter(Boolean);

  function pick() {
    const inside = container();
    if (!inside) return;
    openPicker({
      container: inside, near: add.getBoundingClientRect(), label: say('addOpposite'), say: /** @type {any} */ (say), recent: [],
      keyOf: code => code.key, closed: () => add.focus(),
      codes: codes().filter(code => !code.retired && code.id !== self() && !chosen().includes(code.id)),
      choose: code => wrote([...chosen(), code.id].join(' ')),
    });
  }

  /** @param {string} id */
  function chip(id) {
    const code = named(id);
    const name = code?.name ?? '?';
    return el('span', 'qc-chip', {}, swatch(safeColour(code?.colour ?? '')), el('span', '', {}, name), button('✕', () => {
      wrote(chosen().filter(other => other !== id).join(' '));
      add.focus();
    }, { className: 'qc-plain', name: say('removeOpposite', { code: name }) }));
  }

  const box = el('div', 'qc-field', { role: 'group', 'aria-label': say('opposites') },
    el('span', 'qc-label', { title: say('oppositesHelp') }, say('opposites')), chips);
  function show() {
    while (chips.firstChild !== add) chips.firstChild?.remove(); // the button stays where it is, and keeps the focus
    add.before(...chosen().map(chip));
  }
  return { box, control: { element: add, show } };
}
