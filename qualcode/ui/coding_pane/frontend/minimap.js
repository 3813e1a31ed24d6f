// @ts-check
/** @import {Place, Stretch} from './types.js' */
/** @import {Pane} from './pane.js' */
import { shelf } from './desk.js';
import { el, float } from './dom.js';
import { Scale, cellWidth, codesByRow, strip } from './portrait.js';

/** @import {Cell} from './portrait.js' */

const ROW = 2; // pixels
const VOICES = 5; // pixels, for who speaks
const REST = 400; // until what changed is drawn: hands come first
const SMALLEST_WINDOW = 14;
const NAMED = 6; // codes named at once

/** The whole text in one strip: where codes lie, who speaks, what is in view. Pressing or dragging in it moves the view. */
export class Minimap {
  /** @param {Pane} pane */
  constructor(pane) {
    this.pane = pane;
    const { say } = pane;
    this.canvas = el('canvas', '', { 'aria-hidden': 'true' });
    this.window = el('div', 'qc-map-window', { 'aria-hidden': 'true' });
    this.element = el('div', 'qc-map', { role: 'slider', tabindex: '0', 'aria-label': say('map'), 'aria-orientation': 'vertical', 'aria-valuemin': '1' },
      this.canvas, this.window);
    this.tip = el('div', 'qc-tip', { 'aria-hidden': 'true' });
    this.tip.hidden = true;
    this.scale = new Scale([]);
    /** @type {Cell[][]} */
    this.rows = [];
    /** @type {Stretch[]} */
    this.hits = [];
    /** @type {ReturnType<typeof setTimeout> | undefined} */
    this.timer = undefined;
    this.element.addEventListener('pointerdown', event => this.#press(event));
    this.element.addEventListener('pointermove', event => this.#move(event));
    this.element.addEventListener('pointerleave', () => { this.tip.hidden = true; });
    this.element.addEventListener('mousedown', event => event.preventDefault()); // the selection stays
    this.element.addEventListener('keydown', event => this.#onKey(event));
    this.resized = new ResizeObserver(() => this.draw());
    this.resized.observe(this.element);
  }

  close() {
    clearTimeout(this.timer);
    this.resized.disconnect();
  }

  /** @param {import('./doc.js').Doc} doc */
  take(doc) {
    this.scale = new Scale(doc.paras);
    this.hits = [];
    this.element.setAttribute('aria-valuemax', String(doc.paras.length || 1));
    this.later();
  }

  /** Draw soon: what was done is on screen before. */
  later() {
    this.timer ??= setTimeout(() => {
      this.timer = undefined;
      this.draw();
    }, REST);
  }

  /** @param {Stretch[]} hits */
  showHits(hits) {
    if (!hits.length && !this.hits.length) return;
    this.hits = hits;
    this.later();
  }

  get isShown() {
    return this.element.offsetParent !== null;
  }

  draw() {
    const { marks } = this.pane;
    const { clientWidth: width, clientHeight: height } = this.element;
    const context = this.canvas.getContext('2d');
    if (!marks || !context || !width || !height) return;
    const sharp = globalThis.devicePixelRatio || 1;
    this.canvas.width = Math.round(width * sharp);
    this.canvas.height = Math.round(height * sharp);
    context.scale(sharp, sharp);
    const places = new Map((shelf.codebook?.list ?? []).map(({ id }, place) => [id, place]));
    this.rows = codesByRow(this.scale, marks.byId.values(), Math.max(1, Math.floor(height / ROW)), code => places.get(code) ?? Infinity);
    this.#drawVoices(context, height);
    this.#drawCodes(context, width);
    this.#drawHits(context, width, height);
    this.follow();
  }

  /**
   * Who speaks: greys, the interviewer blank.
   * @param {CanvasRenderingContext2D} context
   * @param {number} height
   */
  #drawVoices(context, height) {
    context.fillStyle = getComputedStyle(this.element).color;
    /** @type {Map<string, number>} */
    const voices = new Map();
    for (const [index, { speaker, role }] of this.pane.doc.paras.entries()) {
      if (!speaker || role === 'interviewer') continue;
      if (!voices.has(speaker)) voices.set(speaker, voices.size);
      const voice = (voices.get(speaker) ?? 0) % 4;
      context.globalAlpha = 0.22 + 0.13 * voice;
      const from = this.scale.startOf(index) * height;
      context.fillRect(0, from, VOICES - 1, Math.max(0.5, this.scale.startOf(index + 1) * height - from));
    }
    context.globalAlpha = 1;
  }

  /**
   * @param {CanvasRenderingContext2D} context
   * @param {number} width
   */
  #drawCodes(context, width) {
    const room = width - VOICES - 6;
    const cell = cellWidth(this.rows, room);
    for (const [row, cells] of this.rows.entries()) {
      for (const [place, { code, own }] of cells.entries()) {
        if ((place + 1) * cell > room + 1) break;
        context.fillStyle = shelf.codebook?.code(code).colour ?? '#888888';
        context.globalAlpha = own ? 0.95 : 0.6;
        context.fillRect(VOICES + 1 + place * cell, row * ROW, cell - 0.5, ROW);
      }
    }
    context.globalAlpha = 1;
  }

  /**
   * @param {CanvasRenderingContext2D} context
   * @param {number} width
   * @param {number} height
   */
  #drawHits(context, width, height) {
    context.fillStyle = '#c98a00';
    for (const [from] of this.hits) context.fillRect(width - 5, Math.min(height - 2, this.scale.shareOf(from) * height - 1), 5, 2);
  }

  /** Show what is in view. */
  follow() {
    const { pane, element } = this;
    if (!pane.marks || !this.isShown) return;
    const [top, bottom] = pane.view.inView();
    const { clientHeight } = element;
    const { top: from, height } = strip(this.scale.shareOf(top), this.scale.shareOf(bottom), clientHeight, SMALLEST_WINDOW);
    this.window.style.transform = `translateY(${from.toFixed(1)}px)`;
    this.window.style.height = `${height.toFixed(1)}px`;
    const { number, speaker } = pane.doc.paras[top[0]] ?? { number: 1, speaker: '' };
    if (element.getAttribute('aria-valuenow') === String(top[0] + 1)) return;
    element.setAttribute('aria-valuenow', String(top[0] + 1));
    element.setAttribute('aria-valuetext', [pane.say('paragraph', { n: number }), speaker].filter(Boolean).join('. '));
  }

  // Moving the view ----------------------------------------------------------------------------------------------

  /** @param {PointerEvent} event */
  #press(event) {
    if (event.button !== 0) return;
    const { top, bottom } = this.window.getBoundingClientRect();
    const isOnWindow = event.clientY >= top && event.clientY <= bottom;
    this.grip = isOnWindow ? event.clientY - top : (bottom - top) / 2;
    this.element.setPointerCapture(event.pointerId);
    if (!isOnWindow) this.#dragTo(event.clientY);
  }

  /** @param {PointerEvent} event */
  #move(event) {
    if (this.element.hasPointerCapture(event.pointerId)) this.#dragTo(event.clientY);
    else this.#name(event.clientY);
  }

  /** @param {number} y */
  #dragTo(y) {
    const { top, height } = this.element.getBoundingClientRect();
    this.tip.hidden = true;
    this.pane.view.putOnTop(this.scale.placeAt((y - (this.grip ?? 0) - top) / height));
  }

  /**
   * Say which codes lie at a height.
   * @param {number} y
   */
  #name(y) {
    const { pane, element, tip } = this;
    const bounds = element.getBoundingClientRect();
    const cells = this.rows[Math.floor((y - bounds.top) / ROW)] ?? [];
    const { number, speaker } = pane.doc.paras[this.scale.placeAt((y - bounds.top) / bounds.height)[0]] ?? { number: 1, speaker: '' };
    const names = cells.slice(0, NAMED).map(({ code }) => shelf.codebook?.code(code).name ?? '?');
    tip.hidden = false;
    tip.replaceChildren(el('div', 'qc-quiet', {}, [pane.say('paragraph', { n: number }), speaker].filter(Boolean).join(' · ')),
      ...names.map(name => el('div', '', {}, name)), ...(cells.length > NAMED ? [el('div', 'qc-quiet', {}, '…')] : []));
    float(tip, pane.main, { left: bounds.left, top: y - 8, bottom: y - 8 });
  }

  /** @param {KeyboardEvent} event */
  #onKey(event) {
    const { scroll, view } = this.pane;
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const [top] = view.inView();
    const share = this.scale.shareOf(top);
    /** @type {Record<string, () => void>} */
    const keys = {
      ArrowDown: () => { scroll.scrollTop += scroll.clientHeight / 2; },
      ArrowUp: () => { scroll.scrollTop -= scroll.clientHeight / 2; },
      PageDown: () => view.putOnTop(this.scale.placeAt(share + 0.1)),
      PageUp: () => view.putOnTop(this.scale.placeAt(share - 0.1)),
      Home: () => view.putOnTop([0, 0]),
      End: () => view.putOnTop([this.pane.doc.paras.length - 1, 0]),
    };
    keys.ArrowRight = keys.ArrowDown;
    keys.ArrowLeft = keys.ArrowUp;
    const act = keys[event.key];
    if (!act) return;
    event.preventDefault();
    event.stopPropagation();
    act();
  }
}
