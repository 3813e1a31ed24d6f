// @ts-check
// Code sets on the keys 1–9: Shift and a digit chooses the set, the digits then give its codes.
/** @import {Code, CodeSetRow} from './types.js' */
/** @import {Pane} from './pane.js' */
import { given } from './codebook.js';
import { shelf } from './desk.js';
import { button, el, swatch } from './dom.js';
import { shiftedDigit } from './keys.js';

const DIGITS = '123456789';

/**
 * Which digit chooses which set: its key, or for those without one the digits that are left.
 * @param {CodeSetRow[]} sets
 * @returns {Map<string, CodeSetRow>}
 */
export function numbered(sets) {
  /** @type {Map<string, CodeSetRow>} */
  const byDigit = new Map();
  for (const set of sets) if (DIGITS.includes(set[2] || '-') && !byDigit.has(set[2])) byDigit.set(set[2], set);
  const placed = new Set(byDigit.values());
  const free = [...DIGITS].filter(digit => !byDigit.has(digit));
  for (const set of sets) {
    const digit = placed.has(set) ? undefined : free.shift();
    if (digit) byDigit.set(digit, set);
  }
  return new Map([...byDigit].sort());
}

export class Sets {
  /** @param {Pane} pane */
  constructor(pane) {
    this.pane = pane;
    const { say } = pane;
    /** @type {Map<string, CodeSetRow>} */
    this.byDigit = new Map();
    /** @type {Code[]} the codes of the set that is on, at their keys */
    this.codes = [];
    this.drawn = '';
    this.choice = el('select', 'qc-sets', { 'aria-label': say('sets'), title: say('sets') });
    this.choice.hidden = true;
    this.choice.addEventListener('change', () => this.choose(this.choice.value || null));
    this.strip = el('div', 'qc-strip', { role: 'group', 'aria-label': say('setCodes') });
    this.strip.hidden = true;
  }

  /** The set that is on. */
  get on() {
    return [...this.byDigit.values()].find(([id]) => id === shelf.set) ?? null;
  }

  /** Python sent codes or sets. */
  take() {
    const drawn = JSON.stringify([shelf.sets, shelf.codebook?.rev]);
    if (drawn === this.drawn) return;
    this.drawn = drawn;
    this.byDigit = numbered(shelf.sets);
    const { say } = this.pane;
    this.choice.hidden = !this.byDigit.size;
    this.choice.replaceChildren(el('option', '', { value: '' }, say('ownKeys')),
      ...[...this.byDigit].map(([digit, [, name]]) => el('option', '', { value: digit }, `⇧${digit} ${name}`)));
    this.#draw();
  }

  /**
   * The code on a key, as things stand.
   * @param {string} key
   */
  code(key) {
    return this.on && DIGITS.includes(key) ? this.codes[Number(key) - 1] : shelf.codebook?.byKey.get(key);
  }

  /**
   * The key a code is on, as things stand; empty for none.
   * @param {Code} code
   */
  keyOf(code) {
    if (!this.on) return code.key;
    const at = this.codes.findIndex(({ id }) => id === code.id);
    if (at >= 0 && at < 9) return String(at + 1);
    return DIGITS.includes(code.key || '-') ? '' : code.key;
  }

  /**
   * @param {KeyboardEvent} event
   * @returns {boolean} whether it was for us
   */
  onKey(event) {
    const digit = this.byDigit.size ? shiftedDigit(event) : null;
    if (digit === null) return false;
    if (digit === '0' || this.byDigit.has(digit)) this.choose(digit === '0' ? null : digit);
    else this.pane.voice.tell(this.pane.say('noSet', { key: digit }));
    return true;
  }

  /**
   * Put a set on the digits; null puts back the codes’ own keys.
   * @param {string | null} digit
   * @returns {boolean} whether that is something else than before
   */
  choose(digit) {
    const before = this.on;
    const set = this.byDigit.get(digit ?? '');
    shelf.set = set?.[0] ?? null;
    this.#draw();
    const { voice, say } = this.pane;
    voice.tell(set ? say('setOn', { name: set[1], codes: this.codes.slice(0, 9).map((code, at) => `${at + 1} ${code.name}`).join(', ') }) : say('setOff'));
    return before !== (set ?? null);
  }

  #draw() {
    const { on } = this;
    this.codes = (on?.[3] ?? []).map(id => shelf.codebook?.byId.get(id)).filter(code => code !== undefined).filter(given);
    this.choice.value = [...this.byDigit].find(([, set]) => set === on)?.[0] ?? '';
    this.choice.classList.toggle('qc-set-on', Boolean(on));
    this.strip.hidden = !on;
    this.strip.replaceChildren(...this.codes.slice(0, 9).map((code, at) => this.#button(code, String(at + 1))));
    this.pane.panel.setKeys(code => this.keyOf(code));
  }

  /**
   * @param {Code} code
   * @param {string} digit
   */
  #button(code, digit) {
    const made = button('', event => this.pane.deeds.code(code, event.timeStamp), {
      className: 'qc-set-code', name: this.pane.say('codeAs', { code: code.name }), attributes: { tabindex: '-1', title: code.path },
    });
    made.append(el('kbd', '', {}, digit), swatch(code.colour), el('span', 'qc-set-name', {}, code.name));
    return made;
  }
}
