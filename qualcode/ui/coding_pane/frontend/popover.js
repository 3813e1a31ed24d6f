// @ts-check
/** @import {Mark, Say} from './types.js' */
import { Dialog } from './dialog.js';
import { button, el, swatch } from './dom.js';

/**
 * What the popover may ask for.
 * @typedef {object} Deeds
 * @property {(mark: Mark, event: Event) => void} uncode
 * @property {(mark: Mark) => void} resize
 * @property {(mark: Mark) => void} change
 * @property {(mark: Mark, text: string) => void} memo
 */
/**
 * @typedef {object} Facts
 * @property {Say} say
 * @property {import('./margin.js').Face} face
 * @property {(mark: Mark) => string} path
 * @property {(mark: Mark) => string} words
 * @property {'resize' | 'resizeTo'} resizes
 */

/** Memos being written, by coding: closing the popover by a slip loses nothing. @type {Map<string, string>} */
const drafts = new Map();

/** What is coded at a place: one's own can be changed, others' read. */
export class Popover extends Dialog {
  /**
   * @param {Omit<import('./dialog.js').DialogOptions, 'label'> & {marks: Mark[], facts: Facts, deeds: Deeds}} options
   */
  constructor({ marks, facts, deeds, ...options }) {
    super({ ...options, label: facts.say('here'), className: 'qc-popover' });
    this.facts = facts;
    this.deeds = deeds;
    /** @type {Mark[]} */
    this.marks = [];
    /** @type {string | null} */
    this.writing = null;
    this.show(marks);
    this.#focusFirst();
  }

  /**
   * The codings changed under it.
   * @param {(id: string) => Mark | undefined} markOf
   */
  refresh(markOf) {
    const marks = this.marks.map(mark => markOf(mark.id)).filter(mark => mark !== undefined);
    if (!marks.length) return this.close(this.box.contains(document.activeElement));
    const unchanged = marks.length === this.marks.length && marks.every((mark, index) => mark === this.marks[index]);
    if (unchanged || marks.some(mark => this.#isWriting(mark))) return;

    const hadFocus = this.box.contains(document.activeElement);
    this.show(marks);
    if (hadFocus) this.#focusFirst();
  }

  /** @param {Mark[]} marks */
  show(marks) {
    this.marks = marks;
    const { say } = this.facts;
    const head = el('div', 'qc-dialog-head', {}, el('span', '', {}, say('here')),
      button('✕', () => this.close(), { className: 'qc-plain', name: say('close') }));
    const items = el('div', 'qc-items', {}, ...marks.map(mark => this.#item(mark)));
    this.fill(head, items);
  }

  /**
   * Also when the popover was closed by a slip before the memo was saved.
   * @param {Mark} mark
   */
  #isWriting(mark) {
    return mark.own && (this.writing === mark.id || drafts.has(mark.id));
  }

  /** @param {Element} [within] */
  #focusFirst(within = this.box.querySelector('.qc-items') ?? this.box) {
    (within.querySelector('button') ?? this.box).focus({ preventScroll: true });
  }

  /** @param {Mark} mark */
  #item(mark) {
    const { say, face, path, words } = this.facts;
    const name = face.name(mark);
    const coder = mark.own ? say('you') : say('by', { coder: face.coder(mark) });
    const item = el('section', 'qc-item', { 'aria-label': name },
      el('div', 'qc-item-head', {}, swatch(face.colour(mark)), el('b', '', { title: path(mark) }, name), el('span', 'qc-quiet', {}, coder)),
      el('div', 'qc-item-words', {}, words(mark)));
    if (this.#isWriting(mark)) item.append(this.#memoForm(mark));
    else {
      if (mark.memo) item.append(el('div', 'qc-item-memo', {}, mark.memo));
      if (mark.own) item.append(this.#deeds(mark, name));
    }
    return item;
  }

  /**
   * @param {Mark} mark
   * @param {string} code
   */
  #deeds(mark, code) {
    const { say } = this.facts;
    /** @type {[string, (event: MouseEvent) => void][]} */
    const deeds = [
      [say('memo'), () => this.#write(mark)], // first, and so the one that has the focus: Enter twice harms nothing
      [say('change'), () => this.deeds.change(mark)],
      [say(this.facts.resizes), () => this.deeds.resize(mark)],
      [say('uncode'), event => this.deeds.uncode(mark, event)],
    ];
    return el('div', 'qc-deeds', {}, ...deeds.map(([action, press]) =>
      button(action, press, { name: say('actionOn', { action, code }) })));
  }

  /** @param {Mark} mark */
  #write(mark) {
    this.writing = mark.id;
    this.show(this.marks);
    const item = this.box.querySelectorAll('.qc-item')[this.marks.indexOf(mark)];
    const area = item?.querySelector('textarea');
    area?.focus({ preventScroll: true });
    area?.setSelectionRange(area.value.length, area.value.length);
  }

  /** @param {Mark} mark */
  #memoForm(mark) {
    const { say, face } = this.facts;
    const area = el('textarea', 'qc-input', { rows: '4', 'aria-label': say('memoOf', { code: face.name(mark) }) });
    area.value = drafts.get(mark.id) ?? mark.memo;
    const done = () => {
      drafts.delete(mark.id);
      this.writing = null;
    };
    const save = () => {
      done();
      const text = area.value.trim();
      if (text !== mark.memo) this.deeds.memo(mark, text);
      this.#backTo(mark.id);
    };
    area.addEventListener('input', () => drafts.set(mark.id, area.value));
    area.addEventListener('keydown', event => {
      if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
      event.preventDefault();
      event.stopPropagation();
      save();
    });
    return el('div', 'qc-memo', {}, area, el('div', 'qc-deeds', {},
      button(say('saveMemo'), save, { className: 'qc-strong' }),
      button(say('cancel'), () => {
        done();
        this.#backTo(mark.id);
      })));
  }

  /** @param {string} id */
  #backTo(id) {
    const index = this.marks.findIndex(mark => mark.id === id);
    this.show(this.marks);
    this.#focusFirst(this.box.querySelectorAll('.qc-item')[index]);
  }
}
