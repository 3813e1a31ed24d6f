// @ts-check
// Painting codes with <mark> elements, for browsers without the CSS Custom Highlight API.
/** @import {Emphasis, Piece, Painter} from './highlights.js' */
import { el } from './dom.js';
import { WASHES } from './highlights.js';

/** @implements {Painter} */
export class SpanPainter {
  splits = true;

  /**
   * @param {number} _index
   * @param {HTMLElement} paragraph
   * @param {Piece[]} pieces
   */
  paint(_index, paragraph, pieces) {
    const text = paragraph.textContent ?? '';
    const parts = [];
    for (const [from, to] of cuts(pieces, text.length)) {
      const covering = pieces.filter(piece => piece.from <= from && piece.to >= to);
      const words = text.slice(from, to);
      parts.push(covering.length ? marked(words, covering) : words);
    }
    paragraph.replaceChildren(...parts);
  }

  /**
   * @param {number} _index
   * @param {HTMLElement} paragraph
   */
  clear(_index, paragraph) {
    if (paragraph.childElementCount) paragraph.textContent = paragraph.textContent;
  }

  /**
   * @param {Emphasis} _name
   * @param {Range[]} _ranges
   */
  emphasise(_name, _ranges) {} // a hint only, and not worth splitting the text for

  close() {}
}

/**
 * A text cut wherever a piece begins or ends.
 * @param {Pick<Piece, 'from' | 'to'>[]} pieces
 * @param {number} length
 * @returns {[from: number, to: number][]}
 */
export function cuts(pieces, length) {
  const at = new Set([0, length]);
  for (const { from, to } of pieces) at.add(from).add(to);
  const ordered = [...at].sort((one, other) => one - other);
  return ordered.slice(1).map((to, index) => [ordered[index] ?? 0, to]);
}

/**
 * @param {string} words
 * @param {Piece[]} pieces
 */
function marked(words, pieces) {
  const mark = el('mark', '', {}, words);
  mark.style.backgroundImage = pieces.filter(({ lane }) => lane < WASHES).map(({ colour }) => {
    const wash = `color-mix(in srgb, ${colour} 12%, transparent)`;
    return `linear-gradient(${wash}, ${wash})`;
  }).join(', ');
  const last = pieces[pieces.length - 1];
  mark.style.textDecoration = `underline ${last?.own ? 'solid' : 'dashed'} 2px ${last?.colour}`;
  return mark;
}
