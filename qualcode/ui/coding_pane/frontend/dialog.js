// @ts-check
import { el, float } from './dom.js';

/** @typedef {{left: number, top: number, bottom: number}} Near */
/**
 * @typedef {object} DialogOptions
 * @property {HTMLElement} container
 * @property {Near} near  where it belongs, in the window's coordinates
 * @property {string} label
 * @property {string} [className]
 * @property {() => void} closed  called once; the focus is to go back to where it was
 */

/** A floating box that is not modal: Escape and a press outside close it, Tab stays inside. */
export class Dialog {
  /** @param {DialogOptions} options */
  constructor({ container, near, label, className = '', closed }) {
    this.container = container;
    this.near = near;
    this.closed = closed;
    this.box = el('div', `qc-dialog ${className}`, { role: 'dialog', 'aria-label': label, tabindex: '-1' });
    this.box.addEventListener('keydown', event => this.#onKey(event));
    this.pressedOutside = (/** @type {PointerEvent} */ event) => {
      if (!event.composedPath().includes(this.box)) this.close(false);
    };
    container.append(this.box);
    document.addEventListener('pointerdown', this.pressedOutside, true);
  }

  /** @param {...(Node | string)} children */
  fill(...children) {
    this.box.replaceChildren(...children);
    float(this.box, this.container, this.near);
  }

  /** @param {boolean} [refocus]  not when the coder has already pressed elsewhere */
  close(refocus = true) {
    if (!this.box.isConnected) return;
    document.removeEventListener('pointerdown', this.pressedOutside, true);
    this.box.remove();
    this.box.dispatchEvent(new CustomEvent('closed'));
    if (refocus) this.closed();
  }

  /** @param {KeyboardEvent} event */
  #onKey(event) {
    if (!event.ctrlKey && !event.metaKey) event.stopPropagation(); // a letter here is not meant for the text
    if (event.key === 'Escape') {
      event.preventDefault();
      this.close();
    }
    if (event.key !== 'Tab') return;

    const stops = [...this.box.querySelectorAll('button, input, select, textarea, [tabindex="0"]')]
      .filter(stop => stop instanceof HTMLElement && stop.tabIndex >= 0 && stop.offsetParent);
    const edge = event.shiftKey ? stops[0] : stops[stops.length - 1];
    if (document.activeElement !== edge && document.activeElement !== this.box) return;
    event.preventDefault();
    const next = event.shiftKey ? stops[stops.length - 1] : stops[0];
    if (next instanceof HTMLElement) next.focus();
  }
}
