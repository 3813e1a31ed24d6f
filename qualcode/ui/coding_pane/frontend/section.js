// @ts-check
/** @import {Part} from './habits.js' */
import { el } from './dom.js';
import { isOpen, keepOpen } from './habits.js';

let sections = 0;

/** A part of the side panel that can be shut to leave room for the others; how it was left is remembered. */
export class Section {
  /**
   * @param {Part} part
   * @param {string} title
   * @param {HTMLElement} content
   * @param {() => void} [opened]
   */
  constructor(part, title, content, opened = () => {}) {
    this.part = part;
    this.opened = opened;
    this.content = content;
    content.id ||= `qc-section-${++sections}`;
    this.note = el('span', 'qc-section-note');
    this.button = el('button', 'qc-section-head', { type: 'button', 'aria-controls': content.id }, el('span', '', {}, title), this.note);
    this.element = el('section', `qc-section qc-section-${part}`, {}, this.button, content);
    this.button.addEventListener('click', () => this.#show(!this.isOpen));
    this.button.addEventListener('mousedown', event => event.preventDefault()); // the selection stays
    this.#draw(isOpen(part));
  }

  get isOpen() {
    return !this.content.hidden;
  }

  /** @param {boolean} open */
  #show(open) {
    keepOpen(this.part, open);
    this.#draw(open);
    if (open) this.opened();
  }

  /** @param {boolean} open */
  #draw(open) {
    this.content.hidden = !open;
    this.button.setAttribute('aria-expanded', String(open));
    this.element.classList.toggle('qc-shut', !open);
  }
}
