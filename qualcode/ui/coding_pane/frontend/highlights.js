// @ts-check
// Codes are painted with the CSS Custom Highlight API: the text stays one node per paragraph, whatever is coded in it,
// so painting is cheap and a selection survives it. `spans.js` is for browsers without it.

/**
 * A coded part of a paragraph, in UTF-16 offsets. `lane` chooses among the underlines, so that overlapping ones are seen apart.
 * @typedef {{from: number, to: number, colour: string, lane: number, own: boolean}} Piece
 */
/**
 * @typedef {object} Painter
 * @property {(index: number, paragraph: HTMLElement, pieces: Piece[]) => void} paint
 * @property {(index: number, paragraph: HTMLElement) => void} clear
 * @property {(name: Emphasis, ranges: Range[]) => void} emphasise
 * @property {() => void} close
 * @property {boolean} splits  whether painting splits a paragraph's text into several nodes
 */
/** @typedef {'found' | 'last' | 'hot' | 'flash' | 'held'} Emphasis  found · coded last · pointed at · just arrived at · selected while the focus is elsewhere */

export const UNDERLINES = 3;
export const WASHES = 4; // more, one over the other, would leave the words unreadable
let panes = 0;

/** @implements {Painter} */
export class HighlightPainter {
  static get supported() {
    return typeof Highlight === 'function' && 'highlights' in CSS;
  }

  splits = false;

  constructor() {
    this.prefix = `qc${++panes}`; // the registry is the page's, and a page may hold several panes
    this.sheet = new CSSStyleSheet();
    document.adoptedStyleSheets.push(this.sheet);
    /** @type {Map<string, Highlight>} */
    this.highlights = new Map();
    /** @type {Map<number, [Highlight, Range][]>} */
    this.painted = new Map();
    for (const [name, rule, priority] of EMPHASES) {
      this.sheet.insertRule(`.qc-pane .qc-txt::highlight(${this.prefix}-${name}) {${rule}}`);
      this.#register(name).priority = priority;
    }
  }

  /**
   * @param {number} index
   * @param {HTMLElement} paragraph
   * @param {Piece[]} pieces
   */
  paint(index, paragraph, pieces) {
    this.clear(index);
    const text = paragraph.firstChild;
    if (!text || !pieces.length) return;
    this.painted.set(index, pieces.map(piece => {
      const range = new Range();
      range.setStart(text, piece.from);
      range.setEnd(text, piece.to);
      const highlight = this.#highlightOf(piece);
      highlight.add(range);
      return [highlight, range];
    }));
  }

  /** @param {number} index */
  clear(index) {
    for (const [highlight, range] of this.painted.get(index) ?? []) highlight.delete(range);
    this.painted.delete(index);
  }

  /**
   * @param {Emphasis} name
   * @param {Range[]} ranges
   */
  emphasise(name, ranges) {
    const highlight = this.highlights.get(name);
    highlight?.clear();
    for (const range of ranges) highlight?.add(range);
  }

  close() {
    for (const name of this.highlights.keys()) CSS.highlights.delete(`${this.prefix}-${name}`);
    document.adoptedStyleSheets = document.adoptedStyleSheets.filter(sheet => sheet !== this.sheet);
  }

  /** @param {Piece} piece */
  #highlightOf({ colour, lane, own }) {
    // By colour, not by code: a codebook of 300 codes has a dozen colours, and each rule costs every paragraph a little.
    const isWashed = lane < WASHES;
    const level = lane % UNDERLINES;
    const name = `${colour.slice(1)}-${level}${isWashed ? '' : '-plain'}${own ? '' : '-other'}`;
    const known = this.highlights.get(name);
    if (known) return known;

    this.sheet.insertRule(`.qc-pane .qc-txt::highlight(${this.prefix}-${name}) {${paintOf(colour, level, isWashed, own)}}`);
    return this.#register(name);
  }

  /** @param {string} name */
  #register(name) {
    const highlight = new Highlight();
    this.highlights.set(name, highlight);
    CSS.highlights.set(`${this.prefix}-${name}`, highlight);
    return highlight;
  }
}

/** @type {[Emphasis, string, number][]} */
const EMPHASES = [
  ['found', 'background-color: color-mix(in srgb, #f0b400 42%, transparent); color: var(--st-text-color)', 3],
  ['last', 'text-decoration: overline dotted 2px color-mix(in srgb, var(--st-text-color) 55%, transparent)', 4],
  ['hot', 'text-decoration: underline overline 2px var(--st-text-color)', 5],
  ['flash', 'background-color: color-mix(in srgb, var(--st-primary-color) 25%, transparent)', 6],
  ['held', 'background-color: Highlight; color: HighlightText', 7],
];

/**
 * 12 % of the colour keeps words readable under four codes (contrast 5.7, an interviewer's quiet words too, which are
 * therefore not quiet where they are coded); the underline says which code it is.
 * @param {string} colour
 * @param {number} level
 * @param {boolean} isWashed
 * @param {boolean} own
 */
function paintOf(colour, level, isWashed, own) {
  return `color: var(--st-text-color); background-color: color-mix(in srgb, ${colour} ${isWashed ? 12 : 0}%, transparent);
    text-decoration: underline ${own ? 'solid' : 'dashed'} 2px color-mix(in srgb, ${colour} 70%, var(--st-text-color));
    text-underline-offset: ${2 + 3 * level}px; text-decoration-skip-ink: none;`;
}
