// @ts-check
/** @import {Code, Mark, Place, Stretch} from './types.js' */
/** @import {Pane} from './pane.js' */
import { ReadingCursor } from './cursor.js';
import { short } from './words.js';

const FLASH = 1_500;

/** Going through the text: with the reading cursor, from coding to coding, to a place another page points at. */
export class Reading {
  /** @param {Pane} pane */
  constructor(pane) {
    this.pane = pane;
    /** @type {ReadingCursor | null} */
    this.cursor = null;
    /** @type {Mark | null} */
    this.visited = null;
  }

  close() {
    clearTimeout(this.timer);
  }

  /** @param {import('./doc.js').Doc} doc */
  open(doc) {
    this.cursor = new ReadingCursor(doc);
    this.visited = null;
    this.pane.view.showCursor(null);
  }

  get selection() {
    return this.cursor?.selection ?? null;
  }

  endSelection() {
    if (this.cursor) this.cursor.anchor = null;
  }

  leave() {
    this.visited = null;
    this.pane.handles.hide();
    this.cursor?.leave();
    this.pane.view.showCursor(null);
  }

  /** @param {KeyboardEvent} event  an arrow, Home or End */
  move({ key, shiftKey, ctrlKey, metaKey }) {
    const { cursor, pane } = this;
    if (!cursor) return;
    const before = cursor.at?.[0];
    const isLost = !cursor.at || (!shiftKey && !pane.view.isSeen(cursor.at[0])); // the coder scrolled away from it
    if (isLost) cursor.put([pane.view.firstSeen(), 0]);
    if (!isLost || shiftKey) cursor.move(key, { extend: shiftKey, whole: ctrlKey || metaKey });
    this.visited = null;
    pane.handles.hide();
    pane.selecting.forgetLast();
    pane.selecting.letGo();
    this.#moved(isLost ? undefined : before);
  }

  /** @param {number | undefined} before  the paragraph it was in */
  #moved(before) {
    const { cursor } = this;
    const { view, say, voice, selecting, doc } = this.pane;
    const word = cursor?.word;
    if (!cursor || !word) return;
    view.reveal(word);
    view.showCursor(word);
    this.pane.seeing.at(word[0]);
    if (cursor.selection) {
      selecting.range = cursor.selection;
      view.select(cursor.selection);
      return voice.announce(say('selected', { n: doc.wordCount(cursor.selection) }));
    }
    if (word[0][0] === before) return voice.announce(doc.quote(word));
    const { number, speaker, text } = doc.para(word[0][0]);
    voice.announce([say('paragraph', { n: number }), speaker, short(text.slice(word[0][1]), 300)].filter(Boolean).join('. '));
  }

  /** @param {-1 | 1} direction */
  jump(direction) {
    const { marks, view, voice, say } = this.pane;
    const next = marks?.next(direction, { visited: this.#stillThere(), place: this.cursor?.word?.[0] ?? [view.firstSeen(), 0] });
    if (next) this.visit(next);
    else voice.tell(say('noMore'));
  }

  /**
   * Go to a code's next coding, from the last to the first again.
   * @param {Code} code
   */
  nextOf(code) {
    const { marks, view, voice, say } = this.pane;
    if (!marks || !code.codable) return;
    const visited = this.#stillThere();
    /** @type {Place} */
    const place = [view.firstSeen(), 0];
    const next = marks.next(1, { visited: visited?.code === code.id ? visited : null, place, code: code.id })
      ?? marks.next(1, { visited: null, place: [0, 0], code: code.id });
    if (next) this.visit(next);
    else voice.tell(say('noneOfCode', { code: code.name }));
  }

  /** @param {Mark} mark */
  visit(mark) {
    const { view, voice, say, selecting } = this.pane;
    this.visited = mark;
    selecting.forgetLast();
    this.cursor?.put(mark.a);
    if (view.isSeen(mark.a[0])) view.reveal([mark.a, mark.b]);
    else view.jump([mark.a, mark.b]);
    view.showCursor(this.cursor?.word ?? null);
    this.#flash([mark.a, mark.b], FLASH);
    this.pane.handles.show(mark);
    this.pane.seeing.at(mark.a, mark);
    voice.announce(say('atCoding', { code: [this.pane.codeOf(mark).name, ...view.margin.face.flags(mark)].join(', '), coder: this.pane.coderOf(mark), words: this.pane.wordsOf(mark, 200) }));
  }

  /** @param {{start: number, end: number}} goto */
  arrive({ start, end }) {
    const { doc, view } = this.pane;
    /** @type {Stretch} */
    const stretch = [doc.fromWire(start), doc.endFromWire(end)];
    this.cursor?.put(stretch[0]);
    view.jump(stretch);
    this.#flash(stretch, FLASH * 3);
    this.pane.seeing.at(stretch[0]);
  }

  /**
   * Go to a stretch, however long: its beginning is shown.
   * @param {Stretch} stretch
   */
  goTo([from, to]) {
    const { doc, view, selecting } = this.pane;
    this.visited = null;
    selecting.letGo();
    selecting.forgetLast();
    this.cursor?.put(from);
    /** @type {Stretch} */
    const beginning = [from, from[0] === to[0] ? to : doc.endOf(from[0])];
    view.jump(beginning);
    view.showCursor(this.cursor?.word ?? null);
    this.#flash(beginning, FLASH);
    this.pane.seeing.at(from);
  }

  /** The codings at the cursor, the one visited first. */
  here() {
    const word = this.cursor?.word;
    const marks = word ? this.pane.marks?.at(...word) ?? [] : [];
    return { word: word ?? null, marks: marks.sort((one, other) => Number(other.id === this.visited?.id) - Number(one.id === this.visited?.id)) };
  }

  #stillThere() {
    return this.pane.marks?.byId.get(this.visited?.id ?? '') ?? null;
  }

  /**
   * @param {Stretch} stretch
   * @param {number} time
   */
  #flash(stretch, time) {
    const { painter } = this.pane.view;
    clearTimeout(this.timer);
    painter.emphasise('flash', this.pane.view.ranges(stretch));
    this.timer = setTimeout(() => painter.emphasise('flash', []), time);
  }
}
