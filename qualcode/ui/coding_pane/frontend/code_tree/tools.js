// @ts-check
// What stands above the tree: finding a code, the retired ones, and a button for each thing the keys do.
/** @import {Say} from './types.js' */
/** @import {Safety} from './line.js' */
import { button, el } from '../dom.js';

/**
 * @typedef {object} Does
 * @property {(typed: string) => void} filter
 * @property {(event: KeyboardEvent) => void} filterKey
 * @property {() => void} showRetired
 * @property {() => void} foldAll
 * @property {(under: boolean) => void} add
 * @property {() => void} rename
 * @property {(way: 'up' | 'down' | 'in' | 'out', stamp: number) => void} move
 * @property {(stamp: number) => void} retire
 * @property {(op: 'undo' | 'redo', stamp: number) => void} travel
 * @property {(near: HTMLElement) => void} keys
 */

export class Tools {
  /**
   * @param {Say} say
   * @param {Does} does
   */
  constructor(say, does) {
    this.say = say;
    this.filter = el('input', 'qc-input qc-filter', { type: 'search', placeholder: say('filter'), 'aria-label': say('filter'), autocomplete: 'off', spellcheck: 'false' });
    this.filter.addEventListener('input', () => does.filter(this.filter.value));
    this.filter.addEventListener('keydown', does.filterKey);
    this.retired = button('', () => does.showRetired(), { attributes: { 'aria-pressed': 'false' } });
    this.safety = el('span', 'qc-safety');
    const keys = button('?', () => does.keys(keys), { name: say('keys'), attributes: { title: say('keys') } });
    this.finding = el('div', 'qc-tools', {}, this.filter, this.retired,
      button('▸', () => does.foldAll(), { className: 'qc-way', name: say('foldAll'), attributes: { title: say('foldAll') } }),
      button('↶', event => does.travel('undo', event.timeStamp), { className: 'qc-way', name: say('undo'), attributes: { title: `${say('undo')} (Ctrl Z)` } }),
      button('↷', event => does.travel('redo', event.timeStamp), { className: 'qc-way', name: say('redo'), attributes: { title: `${say('redo')} (Ctrl Y)` } }),
      keys, this.safety);

    const way = (/** @type {string} */ sign, /** @type {'up' | 'down' | 'in' | 'out'} */ where) =>
      button(sign, event => does.move(where, event.timeStamp), { className: 'qc-way', name: say(where), attributes: { title: `${say(where)} (Alt ${sign})` } });
    this.retire = button(say('retire'), event => does.retire(event.timeStamp), { attributes: { title: 'Delete' } });
    /** Those that need a code to act on. */
    const [under, rename] = [
      button(`+ ${say('under')}`, () => does.add(true), { name: say('newUnder'), attributes: { title: 'Shift N' } }),
      button(say('rename'), () => does.rename(), { attributes: { title: 'F2' } }),
    ];
    const ways = [way('↑', 'up'), way('↓', 'down'), way('→', 'in'), way('←', 'out')];
    this.ofCode = [under, rename, this.retire, ...ways];
    this.doing = el('div', 'qc-tools', {},
      button(`+ ${say('newCode')}`, () => does.add(false), { className: 'qc-strong', attributes: { title: 'N' } }), under, rename, this.retire,
      el('span', 'qc-ways', {}, ...ways));
    this.waiting = el('div', 'qc-waiting');
  }

  /**
   * @param {{retired: number, showRetired: boolean, current: {retired: boolean} | undefined}} now
   */
  draw({ retired, showRetired, current }) {
    this.retired.hidden = !retired;
    this.retired.textContent = this.say('retired', { n: retired });
    this.retired.setAttribute('aria-label', this.say('showRetired', { n: retired }));
    this.retired.setAttribute('aria-pressed', String(showRetired));
    this.retire.textContent = this.say(current?.retired ? 'back' : 'retire');
    for (const tool of this.ofCode) tool.disabled = !current;
  }

  /**
   * @param {Safety} safety
   * @param {number} n
   */
  setSafety(safety, n) {
    this.safety.dataset.safety = safety;
    this.safety.textContent = this.say(safety, { n });
  }
}
