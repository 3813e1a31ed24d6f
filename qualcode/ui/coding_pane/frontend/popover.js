// @ts-check
/** @import {Mark, Say} from './types.js' */
import { Dialog } from './dialog.js';
import { button, el, swatch } from './dom.js';
import { shelf, storage } from './desk.js';
import { linking } from './linking.js';
import { FLAGS, signs } from './marking.js';
import { kindField } from './memoing.js';
import { Unsaved } from './unsaved.js';

/**
 * What the popover may ask for.
 * @typedef {object} Deeds
 * @property {(mark: Mark, event: Event) => void} uncode
 * @property {(mark: Mark) => void} resize
 * @property {(mark: Mark) => void} change
 * @property {(mark: Mark, text: string, kind: string, was: string) => void} memo
 * @property {(mark: Mark, flag: import('./marking.js').Flag, event: Event) => void} mark
 * @property {(mark: Mark) => void} at  the focus came to it
 */
/**
 * @typedef {object} Facts
 * @property {Say} say
 * @property {import('./margin.js').Face} face
 * @property {(mark: Mark) => string} path
 * @property {(mark: Mark) => string} words
 * @property {'resize' | 'resizeTo'} resizes
 * @property {(mark: Mark) => string} memoKind
 */

/** Memos being written, by coding. @type {Unsaved<{text: string, began: string}>} */
const drafts = new Unsaved('qualcode.memos', storage);

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
    this.box.addEventListener('keydown', event => this.#onSign(event));
    this.box.addEventListener('focusin', event => this.#atItem(event.target));
    this.show(marks);
    this.#focusFirst();
  }

  /** @param {EventTarget | null} target */
  #markOf(target) {
    const item = target instanceof Element ? target.closest('.qc-item') : null;
    return this.marks[[...this.box.querySelectorAll('.qc-item')].findIndex(other => other === item)];
  }

  /** @param {EventTarget | null} target */
  #atItem(target) {
    const mark = this.#markOf(target);
    if (mark?.own) this.deeds.at(mark);
  }

  /**
   * The signs themselves mark the coding that has the focus, or the only one; “=” asks for another code.
   * @param {KeyboardEvent} event
   */
  #onSign(event) {
    const isField = event.target instanceof HTMLElement && event.target.matches('input, textarea, select');
    if (isField || event.ctrlKey || event.metaKey || event.altKey) return;
    const flag = /** @type {import('./marking.js').Flag[]} */ (Object.keys(FLAGS)).find(each => FLAGS[each].sign === event.key);
    const mark = this.#markOf(event.target) ?? this.marks.find(other => other.own);
    if (!mark?.own || !(flag || event.key === '=')) return;
    event.preventDefault();
    if (flag) this.deeds.mark(mark, flag, event);
    else this.deeds.change(mark);
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
      el('div', 'qc-item-head', {}, swatch(face.colour(mark)), el('b', '', { title: path(mark) }, name),
        mark.flags ? el('span', 'qc-signs', { title: face.flags(mark).join(', ') }, signs(mark.flags)) : null, el('span', 'qc-quiet', {}, coder)),
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
    const flags = /** @type {import('./marking.js').Flag[]} */ (Object.keys(FLAGS));
    return el('div', 'qc-deeds', {}, ...deeds.map(([action, press]) =>
      button(action, press, { name: say('actionOn', { action, code }) })),
    ...flags.map(flag => {
      const toggle = button(FLAGS[flag].sign, event => this.deeds.mark(mark, flag, event), {
        className: 'qc-sign', name: say('actionOn', { action: say(flag), code }),
        attributes: { 'aria-pressed': String(Boolean(mark.flags & FLAGS[flag].bit)), title: say(flag) },
      });
      toggle.dataset.flag = flag;
      return toggle;
    }));
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
    const { text: written, began } = drafts.get(mark.id) ?? { text: mark.memo, began: mark.memo };
    area.value = written;
    const kind = kindField(say, this.facts.memoKind(mark));
    const links = linking(area, (shelf.codebook?.list ?? []).filter(code => !code.retired), say);
    const done = () => {
      drafts.delete(mark.id);
      this.writing = null;
    };
    const save = () => {
      done();
      const text = area.value.trim();
      if (text !== began || (text && kind.value !== this.facts.memoKind(mark))) this.deeds.memo(mark, text, kind.value, began);
      this.#backTo(mark.id);
    };
    area.addEventListener('input', () => drafts.set(mark.id, { text: area.value, began }));
    area.addEventListener('keydown', event => {
      if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
      event.preventDefault();
      event.stopPropagation();
      save();
    });
    return el('div', 'qc-memo', {}, kind, area, links, el('div', 'qc-deeds', {},
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
