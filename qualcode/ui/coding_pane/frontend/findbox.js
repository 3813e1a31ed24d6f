// @ts-check
/** @import {Place, Stretch} from './types.js' */
/** @import {Pane} from './pane.js' */
import { button, el } from './dom.js';
import { Finder, nearestHit } from './finding.js';
import { markedKey } from './keys.js';

const LONGEST = 80; // characters of a selection that are taken for what is looked for

/** Finds in the text; the hit one is at is the selection, so it can be coded at once. */
export class FindBox {
  /** @param {Pane} pane */
  constructor(pane) {
    this.pane = pane;
    const { say } = pane;
    /** @type {Stretch[]} */
    this.hits = [];
    this.at = -1;
    /** @type {Place} */
    this.from = [0, 0];
    this.top = 0;
    /** @type {Element | null} */
    this.back = null;
    this.marked = '';
    /** @type {Finder | null} */
    this.finder = null;

    this.input = el('input', 'qc-input', {
      type: 'text', inputmode: 'search', enterkeyhint: 'search', 'aria-label': say('find'), placeholder: say('find'), autocomplete: 'off', spellcheck: 'false',
    });
    this.count = el('span', 'qc-find-count', { role: 'status' });
    const tool = (/** @type {string} */ sign, /** @type {string} */ name, /** @type {() => void} */ press) =>
      button(sign, press, { className: 'qc-plain', name, attributes: { title: name } });
    this.code = button(say('code'), () => this.#code(), { attributes: { title: say('codeHit') } });
    this.element = el('div', 'qc-find', { role: 'search', 'aria-label': say('find') }, this.input, this.count,
      tool('↑', say('findBefore'), () => this.step(-1)), tool('↓', say('findNext'), () => this.step(1)), this.code, tool('✕', say('close'), () => this.close()));
    this.element.hidden = true;
    this.input.addEventListener('input', () => this.#typed());
    this.element.addEventListener('keydown', event => this.#onKey(event));
  }

  get isOpen() {
    return !this.element.hidden;
  }

  open() {
    const { view, selecting, doc, reading } = this.pane;
    const { selected } = selecting;
    if (!this.isOpen) {
      this.back = document.activeElement;
      this.top = this.pane.scroll.scrollTop;
      this.from = selected?.[0] ?? reading.cursor?.word?.[0] ?? [view.firstSeen(), 0];
    }
    this.pane.asking.close();
    this.element.hidden = false;
    if (selected && selected[0][0] === selected[1][0]) {
      const words = doc.quote(selected);
      if (words.length <= LONGEST) this.input.value = words;
    }
    if (selected) selecting.hold(selected);
    this.input.focus({ preventScroll: true });
    this.input.select();
    if (this.input.value) this.#typed();
  }

  /** The focus goes back to where it was; the hit stays selected. */
  close() {
    if (!this.isOpen) return;
    const { back } = this;
    this.element.hidden = true;
    this.#mark([]);
    if (back instanceof HTMLElement && back.isConnected && back !== document.body && back !== this.pane.scroll) back.focus({ preventScroll: true });
    else this.pane.focusText();
  }

  /** Another text. */
  forget() {
    this.finder = null;
    this.hits = [];
    this.at = -1;
    this.element.hidden = true;
    this.#mark([]);
  }

  /**
   * To the next hit, or the one before; with nothing looked for yet, ask what for.
   * @param {-1 | 1} direction
   */
  step(direction) {
    if (!this.input.value.trim()) return this.open();
    if (!this.finder) this.#look();
    if (!this.hits.length) return this.#tell();
    const { view, reading } = this.pane;
    const here = this.hits[this.at];
    const isThere = here && view.isSeen(here[0][0]); // else one has scrolled away and goes on from there
    if (isThere) this.at = (this.at + direction + this.hits.length) % this.hits.length;
    else this.at = nearestHit(this.hits, reading.cursor?.word?.[0] ?? [view.firstSeen(), 0], direction);
    this.#show();
  }

  /** Mark the hits that are near what is seen. */
  paint() {
    const { view } = this.pane;
    if (!this.isOpen) return;
    const seen = this.hits.filter(([[index]]) => view.visible.has(index));
    this.#mark(seen);
  }

  /**
   * Keys that open the box or go on finding, wherever the focus is in the pane.
   * @param {KeyboardEvent} event
   * @returns {boolean}
   */
  onKey(event) {
    const { key, code, shiftKey, altKey } = event;
    const control = (event.ctrlKey || event.metaKey) && !altKey;
    const letter = /^[a-z]$/i.test(key) ? key.toLowerCase() : markedKey(code, false);
    if (key === 'F3' && !altKey && !control) this.step(shiftKey ? -1 : 1);
    else if (control && letter === 'g') this.step(shiftKey ? -1 : 1);
    else if (control && letter === 'f' && !shiftKey && event.target !== this.input) this.open(); // pressed again it is the browser's own
    else return false;
    return true;
  }

  #typed() {
    this.#look();
    this.at = nearestHit(this.hits, this.from, 1);
    if (this.at >= 0) return this.#show();
    this.pane.selecting.letGo();
    this.pane.scroll.scrollTop = this.top; // where one was before the first letters were found elsewhere
    this.#tell();
    this.paint();
  }

  #look() {
    this.finder ??= new Finder(this.pane.doc.paras);
    this.hits = this.finder.hits(this.input.value);
    this.pane.seeing.map.showHits(this.hits);
  }

  #show() {
    const hit = this.hits[this.at];
    if (!hit) return;
    const { view, selecting, reading } = this.pane;
    selecting.forgetLast();
    reading.cursor?.put(hit[0]);
    reading.visited = null;
    if (view.isSeen(hit[0][0])) view.reveal(hit);
    else view.jump(hit);
    if (this.element.contains(document.activeElement)) selecting.hold(hit);
    else {
      selecting.range = hit;
      selecting.restore();
    }
    this.pane.seeing.at(hit[0]);
    this.#tell();
    this.paint();
    requestAnimationFrame(() => this.isOpen && this.#stepAside(hit));
  }

  /**
   * The box stands at the other edge when the hit lies under it.
   * @param {Stretch} hit
   */
  #stepAside(hit) {
    const box = this.element.getBoundingClientRect();
    const { top, bottom, left, right } = this.pane.view.rectOf(hit);
    if (top < box.bottom && bottom > box.top && left < box.right && right > box.left) this.element.classList.toggle('qc-low');
  }

  #tell() {
    const { say, voice, doc } = this.pane;
    const hit = this.hits[this.at];
    this.code.disabled = !hit;
    if (!this.input.value.trim()) this.count.textContent = '';
    else if (!hit) this.count.textContent = say('findNone');
    else this.count.textContent = say('findAt', { n: this.at + 1, of: this.hits.length });
    if (!this.isOpen || !hit) voice.announce(this.count.textContent);
    else voice.announce(`${this.count.textContent}. ${doc.para(hit[0][0]).text.slice(Math.max(0, hit[0][1] - 40), hit[1][1] + 60)}`);
  }

  #code() {
    if (this.hits[this.at]) this.pane.asking.pick();
  }

  /** @param {KeyboardEvent} event */
  #onKey(event) {
    if (event.key === 'Escape') this.close();
    else if (event.key === 'Enter' && event.target === this.input) {
      if (event.ctrlKey || event.metaKey) this.#code();
      else this.step(event.shiftKey ? -1 : 1);
    } else if (event.key === 'ArrowDown' && event.target === this.input) this.step(1);
    else if (event.key === 'ArrowUp' && event.target === this.input) this.step(-1);
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  /** @param {Stretch[]} hits */
  #mark(hits) {
    const marked = JSON.stringify(hits);
    if (marked === this.marked) return;
    this.marked = marked;
    const { view } = this.pane;
    view.painter.emphasise('found', hits.flatMap(hit => view.ranges(hit)));
    if (!this.isOpen) this.pane.seeing.map.showHits([]);
  }
}
