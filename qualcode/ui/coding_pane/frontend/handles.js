// @ts-check
// Handles at both ends of a coding: dragged with mouse or finger, moved with arrow keys; one operation when let go.
/** @import {Mark, Place, Stretch} from './types.js' */
/** @import {End} from './ends.js' */
/** @import {Pane} from './pane.js' */
import { aimed } from './aim.js';
import { compare } from './doc.js';
import { button, el } from './dom.js';
import { moved, nearest, step } from './ends.js';

/** @typedef {{end: End, stretch: Stretch, dx: number, dy: number, x: number, y: number, byLetter: boolean}} Drag */

const LINGER = 1_500; // after the pointer left a stripe: it may be on its way to a handle
const EDGE = 36; // this near to the top or bottom a drag scrolls the text
const PACE = 9;

export class Handles {
  /** @param {Pane} pane */
  constructor(pane) {
    this.pane = pane;
    /** @type {Mark | null} whose ends have handles */
    this.mark = null;
    /** @type {Drag | null} */
    this.drag = null;
    /** @type {Stretch | null} as the keys have made it so far */
    this.typed = null;
    this.handles = { start: this.#handle('start'), end: this.#handle('end') };
    // Over the rows, not in them: one that is moved in the document loses the finger that drags it.
    this.layer = el('div', 'qc-handles', {}, this.handles.start, this.handles.end);
    this.layer.hidden = true;
    pane.scroll.append(this.layer);
    this.resized = new ResizeObserver(() => this.#place());
    this.resized.observe(pane.scroll);
    pane.scroll.addEventListener('scroll', () => this.#place(), { passive: true }); // rows turn out higher than was guessed
  }

  close() {
    this.hide();
    this.resized.disconnect();
  }

  /**
   * Show a coding’s handles, if it is one’s own.
   * @param {Mark | undefined} mark
   */
  show(mark) {
    clearTimeout(this.timer);
    if (this.drag || this.typed || mark === this.mark) return;
    this.hide();
    if (!mark?.own) return;
    this.mark = mark;
    const { say } = this.pane;
    const code = this.pane.codeOf(mark).name;
    this.handles.start.setAttribute('aria-label', say('handleStart', { code }));
    this.handles.end.setAttribute('aria-label', say('handleEnd', { code }));
    for (const handle of Object.values(this.handles)) handle.style.setProperty('--qc-colour', this.pane.codeOf(mark).colour);
    this.#place();
  }

  /** The pointer left a stripe. */
  hideSoon() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      const { handles, pane } = this;
      const isWanted = Object.values(handles).some(handle => handle.matches(':hover, :focus')) || pane.asking.isOpen || pane.reading.visited?.id === this.mark?.id;
      if (!this.drag && !isWanted) this.hide();
    }, LINGER);
  }

  hide() {
    clearTimeout(this.timer);
    if (this.drag) this.#endDrag();
    this.typed = this.mark = null;
    this.layer.hidden = true;
  }

  /** The codings were drawn anew. */
  refresh() {
    if (!this.mark || this.drag) return;
    const now = this.pane.marks?.byId.get(this.mark.id);
    if (!now?.own) return this.hide();
    this.mark = now;
    this.#place();
  }

  /**
   * Take an end into the hand, for the arrow keys.
   * @param {End} end
   */
  take(end) {
    const mark = aimed(this.pane);
    if (!mark) return this.pane.voice.tell(this.pane.say('aimFirst'));
    this.show(mark);
    this.pane.view.reveal([end === 'start' ? mark.a : mark.b, mark.b]);
    this.handles[end].focus({ preventScroll: true });
    this.pane.voice.tell(this.pane.say('handleHow'));
  }

  // Drawing ------------------------------------------------------------------------------------------------------

  /** @param {End} end */
  #handle(end) {
    const handle = button('', () => {}, { className: `qc-handle qc-handle-${end}` });
    handle.addEventListener('pointerdown', event => this.#grab(end, event));
    handle.addEventListener('pointermove', event => this.#follow(event));
    handle.addEventListener('pointerup', () => this.#drop());
    handle.addEventListener('pointercancel', () => this.#giveUp());
    handle.addEventListener('keydown', event => this.#onKey(end, event));
    handle.addEventListener('blur', () => this.#settle());
    return handle;
  }

  /** @param {Stretch} [stretch] */
  #place(stretch = this.drag?.stretch ?? this.typed ?? (this.mark ? [this.mark.a, this.mark.b] : undefined)) {
    if (!stretch) return;
    this.layer.hidden = false;
    this.#put(this.handles.start, stretch[0], 'start');
    this.#put(this.handles.end, stretch[1], 'end');
  }

  /**
   * @param {HTMLElement} handle
   * @param {Place} place
   * @param {End} end
   */
  #put(handle, [index, offset], end) {
    const { view, scroll } = this.pane;
    const length = view.row(index).paragraph.textContent?.length ?? 0;
    const [from, to] = end === 'start' ? [offset, Math.min(length, offset + 1)] : [Math.max(0, offset - 1), offset];
    const rects = view.range(index, from, to).getClientRects();
    const rect = rects[end === 'start' ? 0 : rects.length - 1];
    if (!rect) return;
    const bounds = scroll.getBoundingClientRect();
    const left = (end === 'start' ? rect.left : rect.right) - bounds.left - scroll.clientLeft;
    const top = rect.top - bounds.top - scroll.clientTop + scroll.scrollTop;
    handle.style.cssText += `;left:${left}px;top:${top}px;height:${rect.height}px`;
  }

  /** @param {Stretch} stretch */
  #preview(stretch) {
    this.#place(stretch);
    this.pane.view.painter.emphasise('hot', this.pane.view.ranges(stretch));
  }

  // Dragging -----------------------------------------------------------------------------------------------------

  /**
   * @param {End} end
   * @param {PointerEvent} event
   */
  #grab(end, event) {
    const { mark, handles, pane } = this;
    if (!mark || event.button !== 0) return;
    event.preventDefault();
    event.stopPropagation();
    clearTimeout(this.timer);
    const { left, right, top, bottom } = handles[end].getBoundingClientRect();
    const [x, y] = [(left + right) / 2, (top + bottom) / 2];
    handles[end].setPointerCapture(event.pointerId);
    // The finger hides what is under it: the handle keeps its distance from where it was taken.
    this.drag = { end, stretch: [mark.a, mark.b], dx: x - event.clientX, dy: y - event.clientY, x, y, byLetter: false };
    pane.root.dataset.dragging = '';
    pane.selecting.letGo();
    pane.hands.tip.hidden = true;
    this.#preview([mark.a, mark.b]);
    this.frame = requestAnimationFrame(() => this.#scroll());
  }

  /** @param {PointerEvent} event */
  #follow(event) {
    const { drag } = this;
    if (!drag) return;
    drag.x = event.clientX + drag.dx;
    drag.y = event.clientY + drag.dy;
    drag.byLetter = event.altKey;
    this.#aimAt(drag);
  }

  /** @param {Drag} drag */
  #aimAt(drag) {
    const { view, scroll, doc } = this.pane;
    const bounds = scroll.getBoundingClientRect();
    const column = view.row(drag.stretch[0][0]).paragraph.getBoundingClientRect();
    const x = Math.max(column.left + 1, Math.min(drag.x, column.right - 2));
    const y = Math.max(bounds.top + 2, Math.min(drag.y, bounds.bottom - 3));
    const place = view.placeAt(x, y);
    if (!place) return;
    const stop = drag.byLetter ? doc.snap(place, drag.end === 'start' ? -1 : 1) : nearest(doc, place, drag.end);
    const stretch = moved(drag.stretch, drag.end, stop);
    if (!stretch || (!compare(stretch[0], drag.stretch[0]) && !compare(stretch[1], drag.stretch[1]))) return;
    drag.stretch = stretch;
    this.#preview(stretch);
  }

  /** Near an edge the text moves on under the handle. */
  #scroll() {
    const { drag, pane: { scroll } } = this;
    if (!drag) return;
    const { top, bottom } = scroll.getBoundingClientRect();
    const pace = drag.y < top + EDGE ? -PACE : drag.y > bottom - EDGE ? PACE : 0;
    if (pace) {
      scroll.scrollTop += pace;
      this.#aimAt(drag);
    }
    this.frame = requestAnimationFrame(() => this.#scroll());
  }

  #drop() {
    const stretch = this.drag?.stretch;
    this.#endDrag();
    if (stretch) this.#apply(stretch);
  }

  #giveUp() {
    this.#endDrag();
    this.#place();
  }

  #endDrag() {
    cancelAnimationFrame(this.frame ?? 0);
    this.drag = null;
    delete this.pane.root.dataset.dragging;
    this.pane.view.painter.emphasise('hot', []);
  }

  // Keys ---------------------------------------------------------------------------------------------------------

  /**
   * @param {End} end
   * @param {KeyboardEvent} event
   */
  #onKey(end, event) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const { key, shiftKey } = event;
    if (key === 'Escape') this.#leave(false);
    else if (key === 'Enter' || key === ' ') this.#leave(true);
    else if (/^Arrow/.test(key)) this.#move(end, key === 'ArrowRight' || key === 'ArrowDown' ? 1 : -1, /Up|Down/.test(key) ? 'sentence' : shiftKey ? 'letter' : 'word');
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  /**
   * @param {End} end
   * @param {-1 | 1} direction
   * @param {'letter' | 'word' | 'sentence'} by
   */
  #move(end, direction, by) {
    const { mark, pane: { doc, view, voice } } = this;
    if (!mark) return;
    /** @type {Stretch} */
    const now = this.typed ?? [mark.a, mark.b];
    const place = step(doc, now[end === 'start' ? 0 : 1], { end, direction, by });
    const stretch = place && moved(now, end, place);
    if (!stretch) return;
    this.typed = stretch;
    this.#preview(stretch);
    view.reveal(end === 'start' ? stretch : [stretch[1], stretch[1]]);
    const words = doc.quote(stretch).split(/\s+/);
    voice.announce((end === 'start' ? words.slice(0, 3) : words.slice(-3)).join(' '));
  }

  /** @param {boolean} apply */
  #leave(apply) {
    if (!apply && this.typed) this.pane.voice.tell(this.pane.say('resizeKept'));
    if (!apply) this.typed = null;
    this.#settle();
    this.#place();
    this.pane.focusText();
  }

  /** The handle is let go: what the keys made of the coding holds. */
  #settle() {
    const { typed } = this;
    this.typed = null;
    this.pane.view.painter.emphasise('hot', []);
    if (typed) this.#apply(typed);
  }

  /** @param {Stretch} stretch */
  #apply(stretch) {
    const { mark, pane } = this;
    if (mark && (compare(mark.a, stretch[0]) || compare(mark.b, stretch[1]))) pane.deeds.resizeTo(mark, stretch);
    this.refresh();
  }
}
