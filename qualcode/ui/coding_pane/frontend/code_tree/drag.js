// @ts-check
// Dragging a code: with the mouse from anywhere on its row, with a finger by its grip.
/** @import {Place} from './types.js' */
/** @import {Rows} from './rows.js' */
import { el } from '../dom.js';
import { dropped, zoneAt } from './tree.js';

const FAR_ENOUGH = 5; // pixels before a press becomes a drag
const EDGE = 36; // near the upper and lower edge the tree scrolls by itself
const MARKS = ['qc-drop-before', 'qc-drop-after', 'qc-drop-into'];

export class Drag {
  /**
   * @param {Rows} rows
   * @param {HTMLElement} scroller
   * @param {{begin: (id: string) => void, drop: (id: string, place: Place, stamp: number) => void, refuse: (id: string) => void}} deeds
   */
  constructor(rows, scroller, deeds) {
    this.rows = rows;
    this.scroller = scroller;
    this.deeds = deeds;
    /** @type {{id: string, x: number, y: number, pointer: number} | null} */
    this.press = null;
    /** @type {HTMLElement | null} what follows the pointer */
    this.ghost = null;
    /** @type {Place | null} */
    this.place = null;
    this.wasOver = false;
    this.y = 0;
    /** @type {ReturnType<typeof setInterval> | undefined} */
    this.rolling = undefined;
    scroller.addEventListener('pointerdown', event => this.#down(event));
    scroller.addEventListener('pointermove', event => this.#move(event));
    scroller.addEventListener('pointerup', event => this.#up(event));
    scroller.addEventListener('pointercancel', () => this.cancel());
    scroller.addEventListener('click', event => this.#swallow(event), true);
    this.onKey = (/** @type {KeyboardEvent} */ event) => this.#escape(event);
    document.addEventListener('keydown', this.onKey, true);
  }

  close() {
    this.cancel();
    document.removeEventListener('keydown', this.onKey, true);
  }

  cancel() {
    this.#unmark();
    this.ghost?.remove();
    clearInterval(this.rolling);
    this.press = this.ghost = this.place = null;
    delete this.scroller.dataset.dragging;
  }

  /** @param {PointerEvent} event */
  #down(event) {
    this.wasOver = false;
    const id = this.rows.idOf(/** @type {Element} */ (event.target));
    const on = event.target instanceof Element ? event.target : null;
    if (!id || event.button !== 0 || on?.closest('input, .qc-fold')) return;
    if (event.pointerType !== 'mouse' && !on?.closest('.qc-grip')) return; // a finger on the row scrolls
    this.press = { id, x: event.clientX, y: event.clientY, pointer: event.pointerId };
  }

  /** @param {PointerEvent} event */
  #move({ clientX, clientY }) {
    if (!this.press) return;
    const { id, x, y, pointer } = this.press;
    if (!this.ghost) {
      if (Math.hypot(clientX - x, clientY - y) < FAR_ENOUGH) return;
      this.scroller.setPointerCapture(pointer);
      this.scroller.dataset.dragging = id;
      this.ghost = el('div', 'qc-ghost', { 'aria-hidden': 'true' }, this.rows.tree.byId.get(id)?.name ?? '');
      this.scroller.append(this.ghost);
      this.rolling = setInterval(() => this.#roll(), 30);
      this.deeds.begin(id);
    }
    this.y = clientY;
    const { left, top } = this.scroller.getBoundingClientRect();
    this.ghost.style.translate = `${clientX - left + 14}px ${clientY - top + this.scroller.scrollTop + 6}px`;
    this.#aim(clientX, clientY);
  }

  /** @param {PointerEvent} event */
  #up(event) {
    const { press, ghost, place } = this;
    this.cancel();
    if (!press || !ghost) return;
    this.wasOver = true; // the click that follows is not one
    if (place) this.deeds.drop(press.id, place, event.timeStamp);
    else if (this.rows.idOf(document.elementFromPoint(event.clientX, event.clientY)) !== press.id) this.deeds.refuse(press.id);
  }

  /**
   * @param {number} x
   * @param {number} y
   */
  #aim(x, y) {
    this.#unmark();
    this.place = null;
    const target = this.rows.idOf(document.elementFromPoint(x, y));
    const row = this.rows.byId.get(target ?? '')?.row;
    if (!target || !row || !this.press) return;
    const { top, height } = row.getBoundingClientRect();
    const isOpen = row.getAttribute('aria-expanded') === 'true';
    const zone = zoneAt((y - top) / height, isOpen);
    this.place = dropped(this.rows.tree, this.press.id, target, zone);
    if (this.place) row.classList.add(zone === 'before' ? 'qc-drop-before' : zone === 'into' ? 'qc-drop-into' : 'qc-drop-after');
  }

  #unmark() {
    for (const { row } of this.rows.byId.values()) row.classList.remove(...MARKS);
  }

  #roll() {
    const { top, bottom } = this.scroller.getBoundingClientRect();
    const way = this.y < top + EDGE ? -1 : this.y > bottom - EDGE ? 1 : 0;
    this.scroller.scrollTop += way * 8;
  }

  /** @param {MouseEvent} event */
  #swallow(event) {
    if (!this.wasOver) return;
    this.wasOver = false;
    event.stopPropagation();
    event.preventDefault();
  }

  /** @param {KeyboardEvent} event */
  #escape(event) {
    if (event.key !== 'Escape' || !this.ghost) return;
    event.preventDefault();
    event.stopPropagation();
    this.cancel();
    this.wasOver = true;
  }
}
