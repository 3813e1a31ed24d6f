// @ts-check
/** @import {Mark} from './types.js' */
/** @import {Pane} from './pane.js' */
import { aimed } from './aim.js';
import { el, float, keepSelection } from './dom.js';
import { historyKey, meantKey } from './keys.js';
import { lately } from './lately.js';
import { flagWords } from './marking.js';
import { short } from './words.js';

const SCROLL_RESTS = 150;

/** What mouse, fingers and keys do. */
export class Hands {
  /** @param {Pane} pane */
  constructor(pane) {
    this.pane = pane;
    this.tip = el('div', 'qc-tip', { 'aria-hidden': 'true' });
    this.tip.hidden = true;
    /** @type {Mark | undefined} */
    this.pointed = undefined;
    this.signs = this.#signs();
    this.gone = new AbortController();
  }

  close() {
    this.gone.abort();
    clearTimeout(this.timer);
  }

  listen() {
    const { root, scroll, selecting, line } = this.pane;
    const { signal } = this.gone;
    root.addEventListener('keydown', event => this.#onKey(event), { signal });
    root.addEventListener('pointerdown', event => {
      if (event.target instanceof Node && !scroll.contains(event.target)) selecting.pressedBeside = performance.now();
    }, { signal });
    scroll.addEventListener('pointerdown', event => {
      if (event.button !== 0 || marginThing(event.target) || timeButton(event.target)) return;
      selecting.press();
      this.pane.reading.leave();
    }, { signal });
    scroll.addEventListener('mousedown', event => {
      if (marginThing(event.target) || timeButton(event.target)) keepSelection(event);
    }, { signal });
    scroll.addEventListener('click', event => this.#onClick(event), { signal });
    scroll.addEventListener('dragstart', keepSelection, { signal });
    scroll.addEventListener('scroll', () => this.#onScroll(), { signal, passive: true });
    scroll.addEventListener('pointerover', event => this.pointAt(event.target), { signal });
    scroll.addEventListener('pointerout', () => this.pointAt(null), { signal });
    scroll.addEventListener('focusin', event => this.pointAt(event.target), { signal });

    document.addEventListener('pointerup', () => selecting.release(), { signal });
    document.addEventListener('pointercancel', () => { selecting.pressed = false; }, { signal });
    document.addEventListener('selectionchange', () => selecting.changed(), { signal });
    globalThis.addEventListener('online', () => line.sendAgain(), { signal });
  }

  /**
   * Show which words a stripe or name in the margin belongs to, and what it is in full.
   * @param {EventTarget | null} target
   */
  pointAt(target) {
    const { marks, view, scroll, main, deeds, say } = this.pane;
    const mark = marks?.byId.get(marginThing(target)?.dataset.id ?? '');
    if (mark === this.pointed) return;
    // not under a drag: one that ends on a handle would select to the end of the text
    if (mark && !this.pane.selecting.pressed) this.pane.handles.show(mark);
    else this.pane.handles.hideSoon();
    this.pointed = mark;
    this.tip.hidden = !mark || this.pane.asking.isOpen;
    for (const thing of scroll.querySelectorAll('.qc-hot')) thing.classList.remove('qc-hot');
    if (!deeds.resizing) view.painter.emphasise('hot', mark ? view.ranges([mark.a, mark.b]) : []);
    if (!mark || !(target instanceof Element)) return;

    for (const thing of scroll.querySelectorAll(`[data-id="${CSS.escape(mark.id)}"]`)) thing.classList.add('qc-hot');
    this.tip.replaceChildren(el('b', '', {}, this.pane.codeOf(mark).path),
      ...(mark.own ? [] : [el('div', '', {}, say('by', { coder: this.pane.coderOf(mark) }))]),
      ...flagWords(mark.flags, say).map(words => el('div', '', {}, words)),
      ...(mark.memo ? [el('div', 'qc-tip-memo', {}, short(mark.memo, 160))] : []));
    const { left, right, top } = target.getBoundingClientRect();
    float(this.tip, main, { left: (left + right) / 2, top, bottom: Math.max(top, scroll.getBoundingClientRect().top) + 20 });
  }

  /** @param {MouseEvent} event */
  #onClick({ target, clientX: x, clientY: y }) {
    const { view, marks, asking, player } = this.pane;
    const time = timeButton(target);
    if (time) return player.playFrom(view.timeAt(time) ?? 0);
    const thing = marginThing(target);
    if (!(target instanceof Element) || (!thing && view.selection())) return; // the end of a drag is a click, too
    if (target.closest('.qc-txt')) return asking.show(view.marksAt(x, y), { left: x, top: y - 12, bottom: y + 10 });

    const gutter = target.closest('.qc-row')?.querySelector('.qc-gutter');
    if (gutter && x >= gutter.getBoundingClientRect().left) { // also beside a stripe: a finger is wider
      const clicked = marks?.byId.get(thing?.dataset.id ?? '');
      const beside = view.margin.marksAt(gutter, y).filter(mark => mark !== clicked);
      asking.show(clicked ? [clicked, ...beside] : beside, { left: x, top: y - 8, bottom: y + 8 });
    }
  }

  #onScroll() {
    const { selecting, view, scroll, thumb } = this.pane;
    if (!thumb.contains(selecting.offerBox)) selecting.offerBox.hidden = true; // at the thumb it is in nobody's way
    this.pointAt(null);
    clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      const { desk } = this.pane;
      if (desk) desk.place = scroll.scrollTop > 0 ? view.firstSeen() : null;
      if (selecting.last && !view.isSeen(selecting.last[0][0])) selecting.forgetLast(); // never code what is out of sight
    }, SCROLL_RESTS);
  }

  /** @param {KeyboardEvent} event */
  #onKey(event) {
    const isField = event.target instanceof HTMLInputElement || event.target instanceof HTMLTextAreaElement;
    const history = isField ? null : historyKey(event);
    if (history) {
      event.preventDefault();
      event.stopPropagation();
      return this.pane.deeds.travel(history, event.timeStamp);
    }
    if ((event.ctrlKey || event.metaKey) && !/^(Home|End|Arrow)/.test(event.key)) return;
    event.stopPropagation(); // Streamlit has shortcuts of its own on plain keys
    if (isField || event.target instanceof HTMLSelectElement || event.defaultPrevented) return;
    if (this.pane.units.onKey(event)) return event.preventDefault();
    if (event.altKey && !event.getModifierState('AltGraph')) return;
    if (this.#onPlainKey(event) || (event.target === this.pane.scroll && this.#onTextKey(event))) event.preventDefault();
  }

  /**
   * Keys that mean the same wherever the focus is.
   * @param {KeyboardEvent} event
   * @returns {boolean}
   */
  #onPlainKey(event) {
    const { selecting, voice, say, deeds } = this.pane;
    if (event.key === 'Escape') {
      this.#escape();
      return true;
    }
    if (this.pane.sets.onKey(event)) return true;
    const { sets } = this.pane;
    const code = (/** @type {string} */ key) => sets.code(key);
    const key = meantKey(event, typed => typed in this.signs || Boolean(code(typed)));
    if (key === null) {
      if (/^[0-9]$/.test(event.key) && selecting.target) voice.tell(say(sets.on ? 'noKeyInSet' : 'noKey', { key: event.key, name: sets.on?.[1] ?? '' }));
      return false;
    }
    const chosen = code(key);
    if (chosen) deeds.code(chosen, event.timeStamp);
    else this.signs[key]?.(event.timeStamp);
    return true;
  }

  /**
   * What keys that are no letters do, wherever the focus is.
   * @returns {Record<string, (stamp: number) => void>}
   */
  #signs() {
    const { pane } = this;
    const { asking, reading, deeds, handles, voice, say } = pane;
    /** @param {(mark: Mark) => void} act */
    const onAimed = act => {
      const mark = aimed(pane);
      if (mark) act(mark);
      else voice.tell(say('aimFirst'));
    };
    const inVivo = (/** @type {number} */ stamp) => deeds.inVivo(stamp);
    return {
      '/': () => asking.pick(),
      '?': () => asking.listKeys(),
      '[': () => reading.jump(-1),
      ']': () => reading.jump(1),
      '{': () => pane.seeing.jumping.step(-1),
      '}': () => pane.seeing.jumping.step(1),
      '|': () => pane.seeing.jumping.uncoded(-1),
      '\\': () => pane.seeing.jumping.uncoded(1),
      '.': stamp => {
        const [code] = lately(pane);
        if (code) deeds.code(code, stamp);
        else voice.tell(say('noneLast'));
      },
      '"': inVivo,
      "'": inVivo,
      '+': () => asking.nameNew(),
      '-': () => pane.memoing.begin(),
      '=': () => onAimed(mark => asking.pickNew(mark)),
      '<': () => handles.take('start'),
      '>': () => handles.take('end'),
      ';': stamp => onAimed(mark => deeds.mark(mark, 'important', stamp)),
      ',': stamp => onAimed(mark => deeds.mark(mark, 'unsure', stamp)),
    };
  }

  /**
   * Keys of the text.
   * @param {KeyboardEvent} event
   * @returns {boolean}
   */
  #onTextKey(event) {
    const { reading, deeds, selecting, asking, voice, view, say } = this.pane;
    if (/^(Arrow|Home$|End$)/.test(event.key)) {
      reading.move(event);
      return true;
    }
    if (event.key !== 'Enter') return false;

    const { word, marks } = reading.here();
    if (deeds.resizing) deeds.endResize(true);
    else if (selecting.selected || (!word && selecting.last)) asking.pick();
    else if (word && marks.length) asking.show(marks, view.rectOf(word));
    else voice.tell(say('noneHere'));
    return true;
  }

  #escape() {
    const { deeds, selecting, reading } = this.pane;
    if (deeds.resizing) deeds.endResize(false);
    else if (this.pane.closeSheet()) return;
    else if (!selecting.target && !reading.cursor?.at && this.pane.sets.on) this.pane.sets.choose(null);
    selecting.letGo();
    selecting.forgetLast();
    reading.leave();
  }
}

/**
 * The stripe or name an event came from.
 * @param {EventTarget | null} target
 * @returns {HTMLElement | null}
 */
function marginThing(target) {
  return target instanceof Element ? target.closest('.qc-gutter [data-id]') : null;
}

/**
 * The time of a turn an event came from, where it can be played from.
 * @param {EventTarget | null} target
 */
function timeButton(target) {
  return target instanceof Element ? target.closest('.qc-play') : null;
}
