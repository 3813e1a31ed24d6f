// @ts-check
/** @import {Mark} from './types.js' */
import { el, swatch } from './dom.js';
import { tagPlaces } from './lanes.js';
import { signs } from './marking.js';

/**
 * How a mark looks and what it is called.
 * @typedef {object} Face
 * @property {(mark: Mark) => string} colour
 * @property {(mark: Mark) => string} name
 * @property {(mark: Mark) => string} coder  empty for one's own
 * @property {(mark: Mark) => string} label  for a screen reader
 * @property {(mark: Mark) => string[]} flags  what is noted of it, in words
 */
/** @typedef {{mark: Mark, lane: number, top: number, height: number}} Stripe */
/** @typedef {{index: number, height: number, stripes: Stripe[]}} Drawing */

const PITCH = 11;
const NARROWEST = 4;
const ROOM_FOR_NAMES = 104;
const PADDING = 3; // of a row, below its words

/** The margin: a stripe for each coding in its lane, and its name where there is room. */
export class Margin {
  /**
   * @param {import('./text.js').TextView} view
   * @param {HTMLElement} probe  an empty margin, to be measured
   * @param {Face} face
   */
  constructor(view, probe, face) {
    this.view = view;
    this.probe = probe;
    this.face = face;
    this.width = 0;
    this.pitch = PITCH;
  }

  measure() {
    this.width = this.probe.clientWidth;
    this.pitch = this.#fit();
  }

  /**
   * Draw the margins of these paragraphs. All is measured before anything is changed: one layout, not one a paragraph.
   * @param {number[]} paras
   */
  draw(paras) {
    if (!paras.length) return; // nothing is near yet: do not make the browser lay the text out
    if (!this.width) this.measure();
    if (this.#fit() !== this.pitch) {
      this.pitch = this.#fit();
      paras = [...this.view.visible]; // a new lane made all of them narrower
    }
    const drawings = paras.map(index => this.#drawing(index));
    for (const drawing of drawings) this.#write(drawing);
  }

  /** @param {number} index */
  clear(index) {
    const row = this.view.row(index);
    row.gutter?.remove();
    row.gutter = null;
  }

  /**
   * The marks whose stripes stand at a height of the window, in one paragraph's margin.
   * @param {Element} gutter
   * @param {number} y
   */
  marksAt(gutter, y) {
    const ids = [...gutter.querySelectorAll('.qc-stripe')].filter(stripe => {
      const { top, bottom } = stripe.getBoundingClientRect();
      return top - 2 <= y && y <= bottom + 2;
    });
    return ids.map(stripe => this.view.marks?.byId.get(/** @type {HTMLElement} */ (stripe).dataset.id ?? ''))
      .filter(mark => mark !== undefined);
  }

  #fit() {
    const lanes = Math.max(1, this.view.marks?.lanes ?? 1);
    const room = this.width > ROOM_FOR_NAMES + 40 ? this.width - ROOM_FOR_NAMES : this.width;
    return Math.max(NARROWEST, Math.min(PITCH, Math.floor(room / lanes)));
  }

  /**
   * @param {number} index
   * @returns {Drawing}
   */
  #drawing(index) {
    const marks = this.view.marks?.touching(index) ?? [];
    if (!marks.length) return { index, height: 0, stripes: [] };

    const { row, paragraph } = this.view.row(index);
    const above = row.getBoundingClientRect().top;
    // Not the row's own height: as long as it is out of sight that is a guess.
    const height = paragraph.getBoundingClientRect().bottom - above + PADDING;
    const stripes = marks.map(mark => {
      const [from, to] = this.view.marks?.part(mark, index) ?? [0, 0];
      const rect = this.view.range(index, from, to).getBoundingClientRect();
      const top = index > mark.a[0] ? 0 : rect.top - above + 2;
      const bottom = index < mark.b[0] ? height : rect.bottom - above - 1;
      return { mark, lane: mark.lane, top, height: Math.max(12, bottom - top) };
    });
    return { index, height, stripes };
  }

  /** @param {Drawing} drawing */
  #write({ index, height, stripes }) {
    if (!stripes.length) return this.clear(index);

    const row = this.view.row(index);
    row.gutter ??= row.row.appendChild(el('div', 'qc-gutter'));
    const beginning = stripes.filter(({ mark }) => mark.a[0] === index);
    row.gutter.replaceChildren(
      ...stripes.map(stripe => this.#stripe(stripe, index)),
      ...tagPlaces(beginning, stripes, height).map(place => this.#tags(place)),
    );
  }

  /**
   * @param {Stripe} stripe
   * @param {number} index
   */
  #stripe({ mark, lane, top, height }, index) {
    const shape = `${mark.own ? '' : ' qc-other'}${index > mark.a[0] ? ' qc-goes-up' : ''}${index < mark.b[0] ? ' qc-goes-down' : ''}`;
    const stripe = el('button', `qc-stripe${shape}`, {
      type: 'button', tabindex: '-1', 'aria-label': [...this.face.flags(mark), this.face.label(mark)].join(', '),
      'data-id': mark.id, 'data-signs': signs(mark.flags) || null,
    });
    const extent = index < mark.b[0] ? 'bottom:0' : `height:${height}px`;
    stripe.style.cssText = `left:${lane * this.pitch}px;top:${top}px;${extent};width:${this.pitch}px`;
    stripe.style.setProperty('--qc-colour', this.face.colour(mark));
    return stripe;
  }

  /** @param {{top: number, lanes: number, pieces: Stripe[]}} place */
  #tags({ top, lanes, pieces }) {
    const left = lanes * this.pitch + 3;
    const box = el('div', 'qc-tags', { 'aria-hidden': 'true' });
    box.style.cssText = `left:${left}px;top:${top}px`;
    if (this.width - left < 48) return box;
    for (const { mark } of pieces) {
      const coder = this.face.coder(mark);
      const name = el('span', 'qc-tag-name', {}, coder ? `${this.face.name(mark)} · ${coder}` : this.face.name(mark));
      box.append(el('span', `qc-tag${mark.own ? '' : ' qc-other'}`, { 'data-id': mark.id }, swatch(this.face.colour(mark)),
        mark.flags ? el('span', 'qc-signs', {}, signs(mark.flags)) : null, name));
    }
    return box;
  }
}
