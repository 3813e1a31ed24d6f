// @ts-check
/** @import {Say} from './types.js' */
import { button, el, rove } from './dom.js';

/** @typedef {'saved' | 'saving' | 'unsaved' | 'offline'} Safety */

const ICONS = {
  undo: 'M7 4 3 8l4 4M3.5 8H12a5 5 0 0 1 0 10H8',
  redo: 'm13 4 4 4-4 4M16.5 8H8a5 5 0 0 0 0 10h4',
  keys: 'M7 7.5a3 3 0 1 1 4.3 2.7c-.9.4-1.3 1-1.3 1.8M10 15.5v.1',
  panel: 'M3 4h14v12H3zM12 4v12',
  find: 'M9 3.5a5.5 5.5 0 1 1 0 11 5.5 5.5 0 0 1 0-11M13.2 13.2 17 17',
  goTo: 'M10 2.5v11M5.5 9l4.5 4.5L14.5 9M4 17.5h12',
  map: 'M6 3h8v14H6zM8.5 6h3M8.5 9h1.5M8.5 12h3',
};

/** Above the text: whose codings are shown, undo and redo, and whether the work is safe. */
export class Bar {
  /**
   * @param {Say} say
   * @param {{show: (value: string) => void, undo: (event: Event) => void, redo: (event: Event) => void, keys: () => void, panel: () => void, find: () => void, goTo: () => void, map: () => void}} press
   */
  constructor(say, press) {
    this.say = say;
    this.whose = el('select', 'qc-whose', { 'aria-label': say('whose') });
    this.whose.addEventListener('change', () => press.show(this.whose.value));
    this.panel = labelled('panel', say('codesPanel'), press.panel);
    this.map = labelled('map', say('map'), press.map);
    this.buttons = [labelled('undo', say('undo'), press.undo), labelled('redo', say('redo'), press.redo), labelled('find', say('find'), press.find), labelled('goTo', say('goTo'), press.goTo), labelled('keys', say('keys'), press.keys)];
    this.total = el('span', 'qc-total');
    this.safety = el('span', 'qc-safety');
    this.element = el('div', 'qc-bar', { role: 'toolbar', 'aria-label': say('tools') },
      this.whose, ...this.buttons.slice(0, 2), this.total, el('span', 'qc-space'), this.safety, ...this.buttons.slice(2), this.map, this.panel);

    /** @type {HTMLElement[]} */
    this.stops = [this.whose, ...this.buttons, this.map, this.panel];
    /** @type {HTMLElement[]} */
    this.strips = [];
    rove(this.stops, this.whose);
    this.element.addEventListener('keydown', event => this.#onKey(event));
    this.element.addEventListener('focusin', event => {
      if (event.target instanceof HTMLElement) rove(this.#shown(), event.target);
    });
  }

  /**
   * A choice of another part, and a strip of buttons below.
   * @param {HTMLElement} choice
   * @param {HTMLElement} strip
   */
  add(choice, strip) {
    this.total.before(choice);
    this.element.append(strip);
    this.stops.splice(3, 0, choice);
    this.strips.push(strip);
  }

  /**
   * @param {[id: string, name: string][]} coders
   * @param {string} me
   * @param {string} show
   */
  setCoders(coders, me, show) {
    const { say } = this;
    const mine = coders.find(([id]) => id === me)?.[1] ?? '';
    const others = coders.filter(([id]) => id !== me);
    /** @type {[string, string][]} */
    const choices = [['mine', say('mine', { name: mine })]];
    if (others.length) choices.push(['all', say('all')], ...others);
    this.whose.replaceChildren(...choices.map(([value, label]) => el('option', '', { value }, label)));
    this.whose.value = choices.some(([value]) => value === show) ? show : 'mine'; // also when it is one's own id
  }

  /** @param {number} n */
  setTotal(n) {
    this.total.textContent = this.say('codings', { n });
  }

  /**
   * @param {Safety} safety
   * @param {number} n  operations that wait
   * @param {number} elsewhere  operations that wait in other texts
   */
  setSafety(safety, n, elsewhere) {
    const text = safety === 'saved' && elsewhere ? this.say('elsewhere', { n: elsewhere }) : this.say(safety, { n });
    if (this.safety.textContent === text) return;
    this.safety.textContent = text;
    this.safety.dataset.safety = safety === 'saved' && elsewhere ? 'unsaved' : safety;
  }

  /** @param {KeyboardEvent} event */
  #onKey(event) {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    const stops = this.#shown();
    const at = stops.findIndex(stop => stop === document.activeElement);
    if (!step || at < 0) return;
    event.preventDefault();
    event.stopPropagation();
    stops[(at + step + stops.length) % stops.length]?.focus();
  }

  /** @returns {HTMLElement[]} */
  #shown() {
    const below = this.strips.flatMap(strip => [...strip.querySelectorAll('button')]);
    return [...this.stops, ...below].filter(stop => stop.offsetParent);
  }
}

/**
 * @param {keyof typeof ICONS} icon
 * @param {string} label
 * @param {(event: MouseEvent) => void} press
 */
function labelled(icon, label, press) {
  const made = button('', press, { className: `qc-tool qc-${icon}-tool`, name: label, attributes: { title: label } });
  made.append(picture(ICONS[icon]), el('span', 'qc-tool-label', {}, label));
  return made;
}

/** @param {string} path */
function picture(path) {
  const NS = 'http://www.w3.org/2000/svg';
  const svg = document.createElementNS(NS, 'svg');
  svg.setAttribute('viewBox', '0 0 20 20');
  svg.setAttribute('aria-hidden', 'true');
  const line = document.createElementNS(NS, 'path');
  line.setAttribute('d', path);
  svg.append(line);
  return svg;
}
