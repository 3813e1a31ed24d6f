// @ts-check
/** @import {Place, Stretch} from './types.js' */
/** @import {Painter} from './highlights.js' */
import { compare } from './doc.js';
import { afterPaint, el } from './dom.js';
import { HighlightPainter } from './highlights.js';
import { Margin } from './margin.js';
import { SpanPainter } from './spans.js';

/** @typedef {{row: HTMLElement, paragraph: HTMLElement, gutter: HTMLElement | null}} Row */

const NEAR = '400px 0px'; // rows this near to what is seen are painted
const LINE_HEIGHT = 26;
const USUAL_LINES = 3; // as high as the style sheet guesses
const FIRST = 150; // paragraphs written before the first look at a text

/** The text on screen: written once, painted where it is looked at, and asked where things stand in it. */
export class TextView {
  /**
   * @param {HTMLElement} scroll
   * @param {import('./margin.js').Face} face
   */
  constructor(scroll, face) {
    this.scroll = scroll;
    this.list = el('div', 'qc-rows');
    this.cursorBox = el('div', 'qc-cursor', { 'aria-hidden': 'true' });
    const probe = el('div', 'qc-gutter');
    scroll.append(el('div', 'qc-row qc-probe', { 'aria-hidden': 'true' }, probe), this.list);

    /** @type {Row[]} */
    this.rows = [];
    /** @type {Map<Element, number>} */
    this.indexOf = new Map();
    /** @type {Set<number>} */
    this.visible = new Set();
    /** @type {Painter} */
    this.painter = HighlightPainter.supported ? new HighlightPainter() : new SpanPainter();
    this.margin = new Margin(this, probe, face);
    /** @type {Stretch | null} */
    this.cursor = null;
    /** @type {((time: string) => string) | null} what a turn’s time is called where it can be played from */
    this.timeLabel = null;
    /** Other paragraphs are near what is seen. */
    this.nearChanged = () => {};
    /** @type {number | null} the paragraph that begins the turn one hears */
    this.now = null;

    this.near = new IntersectionObserver(seen => this.#seen(seen), { root: scroll, rootMargin: NEAR });
    this.resized = new ResizeObserver(() => this.redraw());
    this.resized.observe(scroll);
    this.resized.observe(probe);
    this.fontsLoaded = () => this.redraw();
    document.fonts.addEventListener('loadingdone', this.fontsLoaded);
  }

  close() {
    this.near.disconnect();
    this.resized.disconnect();
    document.fonts.removeEventListener('loadingdone', this.fontsLoaded);
    this.painter.close();
  }

  /**
   * Write a text: what is seen first at once, the rest when that is on screen. Nothing of it changes later but its painting.
   * @param {import('./doc.js').Doc} doc
   * @param {import('./marks.js').Marks} marks
   */
  show(doc, marks) {
    for (const index of this.visible) this.#unpaint(index);
    this.near.disconnect();
    this.visible.clear();
    this.indexOf.clear();
    this.doc = doc;
    this.marks = marks;

    this.rows = [];
    this.now = null;
    this.list.replaceChildren();
    this.#write(FIRST);
    afterPaint(() => this.doc === doc && this.#write(doc.paras.length));
  }

  /**
   * Write the paragraphs up to this one that are not written yet.
   * @param {number} end
   */
  #write(end) {
    const { doc, rows } = this;
    const inLine = globalThis.innerWidth < 700 ? 38 : 76;
    const fresh = document.createDocumentFragment();
    while (doc && rows.length < Math.min(end, doc.paras.length)) {
      const para = doc.para(rows.length);
      const before = doc.paras[rows.length - 1];
      const opens = (para.turn !== before?.turn || para.turn === 0) && (para.speaker !== '' || para.time !== null);
      const made = newRow(para, opens, this.timeLabel);
      const lines = Math.ceil(para.text.length / inLine);
      // A guess, so that the scroll bar is right from the start; `auto` then remembers what it turned out to be.
      if (lines > USUAL_LINES) made.row.style.containIntrinsicBlockSize = `auto ${lines * LINE_HEIGHT}px`;
      this.indexOf.set(made.row, rows.length);
      this.near.observe(made.row);
      rows.push(made);
      fresh.append(made.row);
    }
    this.list.append(fresh);
  }

  /**
   * Draw these paragraphs again, as far as they are near.
   * @param {Iterable<number>} paras
   */
  repaint(paras) {
    const near = [...paras].filter(index => this.visible.has(index));
    for (const index of near) this.#paint(index);
    this.margin.draw(near);
  }

  /** Everything may stand elsewhere now. */
  redraw() {
    if (!this.doc) return;
    this.margin.measure();
    this.margin.draw([...this.visible]);
    this.showCursor(this.cursor);
  }

  /**
   * @param {number} index
   * @returns {Row}
   */
  row(index) {
    if (index >= this.rows.length) this.#write(Infinity);
    const row = this.rows[index];
    if (!row) throw new RangeError(`no row ${index}`);
    return row;
  }

  /**
   * Make the turns’ times buttons, or words again.
   * @param {((time: string) => string) | null} label
   */
  makeTimes(label) {
    const isOther = Boolean(label) !== Boolean(this.timeLabel);
    this.timeLabel = label;
    if (!isOther) return;
    for (const time of this.list.querySelectorAll('.qc-time')) time.replaceWith(newTime(time.textContent ?? '', label));
  }

  /**
   * The time written in a row, in milliseconds.
   * @param {Element} element  in that row
   */
  timeAt(element) {
    const row = element.closest('.qc-row');
    const index = row ? this.indexOf.get(row) : undefined;
    return index === undefined ? null : this.doc?.para(index).time ?? null;
  }

  /**
   * Show which turn is heard.
   * @param {number | null} index
   */
  markNow(index) {
    if (index === this.now) return;
    if (this.now !== null) this.row(this.now).row.classList.remove('qc-now');
    this.now = index;
    if (index !== null) this.row(index).row.classList.add('qc-now');
  }

  // Where things stand -------------------------------------------------------------------------------------------

  /**
   * What the browser has selected in the text, without blanks at its ends; null if that is nothing.
   * @returns {Stretch | null}
   */
  selection() {
    const selection = document.getSelection();
    if (!this.doc || !selection?.rangeCount || selection.isCollapsed) return null;
    const { startContainer, startOffset, endContainer, endOffset } = selection.getRangeAt(0);
    const from = this.place(startContainer, startOffset, 1);
    const to = this.place(endContainer, endOffset, -1);
    return from && to && compare(from, to) < 0 ? this.doc.tidy([from, to]) : null;
  }

  /** @param {Stretch} stretch */
  select([from, to]) {
    const [start, end] = [this.#node(from, false), this.#node(to, true)];
    document.getSelection()?.setBaseAndExtent(...start, ...end);
  }

  /**
   * The place of a point of the DOM. A point outside the words (on a name, in the margin, beyond the text) moves to the
   * nearest words after (+1) or before (−1) it.
   * @param {Node} node
   * @param {number} offset
   * @param {-1 | 1} direction
   * @returns {Place | null}
   */
  place(node, offset, direction) {
    const element = node instanceof Element ? node : node.parentElement;
    const row = element?.closest('.qc-row');
    const index = row ? this.indexOf.get(row) : undefined;
    if (index !== undefined && this.row(index).paragraph.contains(node)) return [index, this.#offset(index, node, offset)];

    const point = new Range();
    point.setStart(node, offset);
    const next = this.#firstAfter(point);
    if (direction > 0) return next < (this.doc?.paras.length ?? 0) ? [next, 0] : null;
    return next > 0 ? this.doc?.endOf(next - 1) ?? null : null;
  }

  /**
   * @param {number} x
   * @param {number} y
   * @returns {Place | null}
   */
  placeAt(x, y) {
    if (document.caretPositionFromPoint) {
      const caret = document.caretPositionFromPoint(x, y);
      return caret && this.place(caret.offsetNode, caret.offset, 1);
    }
    const range = document.caretRangeFromPoint(x, y);
    return range && this.place(range.startContainer, range.startOffset, 1);
  }

  /**
   * @param {number} index
   * @param {number} from
   * @param {number} to
   */
  range(index, from, to) {
    const range = new Range();
    range.setStart(...this.#node([index, from], false));
    range.setEnd(...this.#node([index, to], true));
    return range;
  }

  /**
   * The DOM ranges of a stretch, one a paragraph.
   * @param {Stretch} stretch
   */
  ranges([from, to]) {
    const ranges = [];
    for (let index = from[0]; index <= to[0]; index++) {
      const end = index === to[0] ? to[1] : this.row(index).paragraph.textContent?.length ?? 0;
      ranges.push(this.range(index, index === from[0] ? from[1] : 0, end));
    }
    return ranges;
  }

  /**
   * The marks whose words lie under a point of the window: not those whose line merely ends to the left of it.
   * @param {number} x
   * @param {number} y
   */
  marksAt(x, y) {
    const place = this.placeAt(x, y);
    if (!place || !this.marks) return [];
    return this.marks.at(place).filter(mark => {
      const [from, to] = this.marks?.part(mark, place[0]) ?? [0, 0];
      return [...this.range(place[0], from, to).getClientRects()].some(rect =>
        rect.left - 2 <= x && x <= rect.right + 2 && rect.top - 3 <= y && y <= rect.bottom + 6);
    });
  }

  /** The first paragraph that is seen. */
  firstSeen() {
    const { top } = this.scroll.getBoundingClientRect();
    const seen = [...this.visible].sort((one, other) => one - other);
    return seen.find(index => this.row(index).paragraph.getBoundingClientRect().bottom > top + 8) ?? 0;
  }

  /**
   * The places at the upper and the lower edge of what is seen, about.
   * @returns {[Place, Place]}
   */
  inView() {
    const { scrollTop, clientHeight } = this.scroll;
    return [this.#placeAtHeight(scrollTop), this.#placeAtHeight(scrollTop + clientHeight)];
  }

  /**
   * Scroll a place to the upper edge. Where that is turns out when the rows there are drawn.
   * @param {Place} place
   */
  putOnTop([index, offset]) {
    const { row } = this.row(index);
    const share = offset / (this.doc?.para(index).text.length || 1);
    let corrections = 2;
    const put = () => {
      if (this.putting !== put) return; // somewhere else since
      this.scroll.scrollTop = row.offsetTop + share * row.offsetHeight;
      if (corrections--) requestAnimationFrame(put);
    };
    this.putting = put;
    put();
  }

  /** @param {number} index */
  isSeen(index) {
    const bounds = this.scroll.getBoundingClientRect();
    const { top, bottom } = this.row(index).row.getBoundingClientRect();
    return bottom > bounds.top && top < bounds.bottom;
  }

  /**
   * Scroll a stretch into sight.
   * @param {Stretch} stretch
   * @param {'nearest' | 'middle'} [where]
   */
  reveal(stretch, where = 'nearest') {
    const bounds = this.scroll.getBoundingClientRect();
    const { top, bottom } = this.rectOf(stretch);
    const edge = 12;
    const tooHigh = top < bounds.top + edge;
    const tooLow = bottom > bounds.bottom - edge;
    if (where === 'middle') this.scroll.scrollTop += top - bounds.top - bounds.height * 0.35;
    else if (tooHigh) this.scroll.scrollTop += top - bounds.top - edge * 3;
    else if (tooLow) this.scroll.scrollTop += bottom - bounds.bottom + edge * 3;
  }

  /**
   * The same after a long jump: the rows that come into sight turn out higher or lower than was guessed.
   * @param {Stretch} stretch
   */
  jump(stretch) {
    this.reveal(stretch, 'middle');
    let corrections = 3;
    const correct = () => {
      const { top } = this.scroll.getBoundingClientRect();
      if (Math.abs(this.rectOf(stretch).top - top - this.scroll.clientHeight * 0.35) > 2) this.reveal(stretch, 'middle');
      if (--corrections) requestAnimationFrame(correct);
    };
    requestAnimationFrame(correct);
  }

  /**
   * The box around a stretch's first paragraph.
   * @param {Stretch} stretch
   */
  rectOf([from, to]) {
    const end = to[0] === from[0] ? to[1] : this.row(from[0]).paragraph.textContent?.length ?? 0;
    return this.range(from[0], from[1], end).getBoundingClientRect();
  }

  /**
   * Draw the reading cursor around a word.
   * @param {Stretch | null} word
   */
  showCursor(word) {
    this.cursor = word;
    if (!word) return this.cursorBox.remove();
    const { row } = this.row(word[0][0]);
    const [bounds, rect] = [row.getBoundingClientRect(), this.rectOf(word)];
    row.append(this.cursorBox);
    this.cursorBox.style.cssText = `left:${rect.left - bounds.left - 3}px;top:${rect.top - bounds.top - 1}px;`
      + `width:${rect.width + 6}px;height:${rect.height + 2}px`;
  }

  /**
   * @param {number} height  in pixels from the text's beginning
   * @returns {Place}
   */
  #placeAtHeight(height) {
    const { rows } = this;
    let [low, high] = [0, Math.max(0, rows.length - 1)];
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((rows[middle]?.row.offsetTop ?? 0) <= height) low = middle;
      else high = middle - 1;
    }
    const row = rows[low]?.row;
    const share = row ? Math.max(0, Math.min(1, (height - row.offsetTop) / (row.offsetHeight || 1))) : 0;
    return [low, Math.round(share * (this.doc?.paras[low]?.text.length ?? 0))];
  }

  // Painting -----------------------------------------------------------------------------------------------------

  /** @param {IntersectionObserverEntry[]} entries */
  #seen(entries) {
    const near = [];
    for (const { target, isIntersecting } of entries) {
      const index = this.indexOf.get(target);
      if (index === undefined) continue;
      if (isIntersecting) {
        this.visible.add(index);
        near.push(index);
      } else if (this.visible.delete(index)) this.#unpaint(index);
    }
    this.repaint(near);
    this.nearChanged();
  }

  /** @param {number} index */
  #paint(index) {
    const { paragraph } = this.row(index);
    const pieces = (this.marks?.touching(index) ?? []).map(mark => {
      const [from, to] = this.marks?.part(mark, index) ?? [0, 0];
      return { from, to, colour: this.margin.face.colour(mark), lane: mark.lane, own: mark.own };
    });
    const kept = this.painter.splits ? this.selection() : null;
    this.painter.paint(index, paragraph, pieces);
    if (kept && kept[0][0] <= index && index <= kept[1][0]) this.select(kept);
  }

  /** @param {number} index */
  #unpaint(index) {
    const { paragraph } = this.row(index);
    this.painter.clear(index, paragraph);
    this.margin.clear(index);
  }

  // The DOM's points and ours ------------------------------------------------------------------------------------

  /**
   * @param {Place} place
   * @param {boolean} isEnd  at the border of two nodes an end belongs to the first, a start to the second
   * @returns {[Node, number]}
   */
  #node([index, offset], isEnd) {
    const { paragraph } = this.row(index);
    let [node, left] = [paragraph.firstChild, offset];
    while (node) {
      const { length } = node.textContent ?? '';
      if (left < length || !node.nextSibling || (isEnd && left === length)) break;
      left -= length;
      node = node.nextSibling;
    }
    if (!node) return [paragraph, 0];
    return node instanceof Text ? [node, left] : [node.firstChild ?? node, left];
  }

  /**
   * @param {number} index
   * @param {Node} node
   * @param {number} offset
   */
  #offset(index, node, offset) {
    const { paragraph } = this.row(index);
    if (node instanceof Text && node.parentNode === paragraph && !node.previousSibling) return offset;
    const before = new Range();
    before.setStart(paragraph, 0);
    before.setEnd(node, offset);
    return before.toString().length;
  }

  /**
   * The first paragraph whose words begin after a point.
   * @param {Range} point
   */
  #firstAfter(point) {
    let [low, high] = [0, this.doc?.paras.length ?? 0];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (point.comparePoint(this.row(middle).paragraph, 0) > 0) high = middle;
      else low = middle + 1;
    }
    return low;
  }
}

/**
 * An empty row. A text has thousands: they are cloned, and their text nodes written to.
 * @param {boolean} opens  whether the speaker's name stands above it
 * @param {boolean} asks
 */
function blankRow(opens, asks) {
  const who = opens ? el('div', 'qc-who', {}, el('span', '', {}, ' '), el('span', 'qc-time', {}, ' ')) : null;
  return el('div', `qc-row${opens ? ' qc-opens' : ''}${asks ? ' qc-asks' : ''}`, {}, who, el('p', 'qc-txt', {}, ' '));
}
const BLANKS = { plain: blankRow(false, false), opens: blankRow(true, false), asks: blankRow(false, true), both: blankRow(true, true) };

/**
 * @param {import('./doc.js').Para} para
 * @param {boolean} opens
 * @param {((time: string) => string) | null} timeLabel
 * @returns {Row}
 */
function newRow({ number, text, speaker, role, time }, opens, timeLabel) {
  const asks = role === 'interviewer';
  const blank = opens ? (asks ? BLANKS.both : BLANKS.opens) : asks ? BLANKS.asks : BLANKS.plain;
  const row = /** @type {HTMLElement} */ (blank.cloneNode(true));
  const paragraph = /** @type {HTMLElement} */ (row.lastChild);
  write(paragraph, text);
  if (opens) {
    write(row.firstChild?.firstChild, speaker);
    if (time !== null && timeLabel) row.firstChild?.lastChild?.replaceWith(newTime(clock(time), timeLabel));
    else write(row.firstChild?.lastChild, time === null ? '' : clock(time));
  }
  if (text) row.setAttribute('data-n', String(number));
  else row.classList.add('qc-blank');
  return { row, paragraph, gutter: null };
}

/**
 * A turn’s time. There may be thousands: Tab passes them by, and Shift+F4 does the same from the reading cursor.
 * @param {string} time
 * @param {((time: string) => string) | null} label
 */
function newTime(time, label) {
  if (!label || !time) return el('span', 'qc-time', {}, time);
  return el('button', 'qc-time qc-play', { type: 'button', tabindex: '-1', 'aria-label': label(time) }, time);
}

/**
 * @param {Node | null | undefined} element  that holds one text node
 * @param {string} text
 */
function write(element, text) {
  const node = element?.firstChild;
  if (node) node.nodeValue = text;
}

/**
 * Milliseconds as 1:02:03.
 * @param {number} time
 */
export function clock(time) {
  const seconds = Math.floor(Math.abs(time) / 1000);
  const hours = Math.floor(seconds / 3600);
  const minute = Math.floor(seconds / 60) % 60;
  const second = seconds % 60;
  return `${time < 0 ? '−' : ''}${hours ? `${hours}:` : ''}${minute < 10 ? '0' : ''}${minute}:${second < 10 ? '0' : ''}${second}`;
}
