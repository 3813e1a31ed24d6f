// @ts-check
/** @import {Mark, PaneData, Place} from './types.js' */
/** @import {Pane} from './pane.js' */
import { isOpen, keepOpen } from './habits.js';
import { Facts } from './facts.js';
import { FindBox } from './findbox.js';
import { Jumping } from './jumping.js';
import { Minimap } from './minimap.js';

const POINTER_RESTS = 150;
const SCROLL_RESTS = 200;

/** Seeing where one is in a text and getting elsewhere: finding, jumping, the portrait, the facts at the side. */
export class Seeing {
  /** @param {Pane} pane */
  constructor(pane) {
    this.pane = pane;
    this.finding = new FindBox(pane);
    this.jumping = new Jumping(pane);
    this.map = new Minimap(pane);
    this.facts = new Facts(pane);
    this.gone = new AbortController();
    this.frame = 0;
  }

  listen() {
    const { scroll, view, root } = this.pane;
    const { signal } = this.gone;
    document.addEventListener('keydown', event => {
      const isOurs = event.target === document.body || (event.target instanceof Node && root.contains(event.target));
      if (!isOurs || !this.pane.desk || !this.finding.onKey(event)) return;
      event.preventDefault();
      event.stopPropagation();
    }, { signal, capture: true });
    scroll.addEventListener('scroll', () => this.#scrolled(), { signal, passive: true });
    scroll.addEventListener('pointermove', event => this.#pointed(event), { signal, passive: true });
    scroll.addEventListener('click', event => {
      const place = event.target instanceof Element && event.target.closest('.qc-txt') ? view.placeAt(event.clientX, event.clientY) : null;
      if (place) this.at(place);
    }, { signal });
    view.nearChanged = () => this.finding.paint();
    this.showMap();
  }

  close() {
    this.gone.abort();
    clearTimeout(this.pointer);
    clearTimeout(this.rest);
    cancelAnimationFrame(this.frame);
    this.map.close();
    this.facts.close();
  }

  /** Another text is read. @param {import('./doc.js').Doc} doc */
  open(doc) {
    this.finding.forget();
    this.map.take(doc);
    this.facts.speaker = '';
    this.facts.speaking([doc.paras.findIndex(({ speaker, role }) => speaker && role !== 'interviewer'), 0]);
  }

  /** @param {PaneData} data */
  take(data) {
    this.facts.take(data);
  }

  /** Codings look different now. */
  drawn() {
    this.map.later();
    this.facts.later();
  }

  /**
   * The coder is at a place: at a coding, where they went to one.
   * @param {Place} place
   * @param {Mark} [mark]
   */
  at(place, mark = this.pane.marks?.at(place)[0]) {
    this.facts.speaking(place);
    if (mark) this.facts.define(this.pane.codeOf(mark));
  }

  /** @param {boolean} [open] */
  toggleMap(open = !isOpen('map')) {
    keepOpen('map', open);
    this.showMap();
    if (open) this.map.draw();
  }

  showMap() {
    const open = isOpen('map');
    this.pane.root.dataset.map = open ? 'open' : 'closed';
    this.pane.bar.map.setAttribute('aria-pressed', String(open));
  }

  #scrolled() {
    this.frame ||= requestAnimationFrame(() => {
      this.frame = 0;
      this.map.follow();
    });
    clearTimeout(this.rest);
    this.rest = setTimeout(() => {
      const { reading, view } = this.pane;
      const at = reading.cursor?.at?.[0];
      if (at === undefined || !view.isSeen(at)) this.facts.speaking([view.firstSeen(), 0]);
    }, SCROLL_RESTS);
  }

  /** @param {PointerEvent} event */
  #pointed({ clientX, clientY, buttons, pointerType, target }) {
    clearTimeout(this.pointer);
    if (buttons || pointerType !== 'mouse' || !(target instanceof Element)) return;
    const { marks, view } = this.pane;
    const thing = /** @type {HTMLElement | null} */ (target.closest('.qc-gutter [data-id]'));
    if (!thing && !target.closest('.qc-txt')) return;
    this.pointer = setTimeout(() => {
      const mark = thing ? marks?.byId.get(thing.dataset.id ?? '') : view.marksAt(clientX, clientY)[0];
      if (mark) this.facts.define(this.pane.codeOf(mark));
    }, POINTER_RESTS);
  }
}
