// @ts-check
// Whole sentences, paragraphs and turns, selected by a key.
/** @import {Place, Stretch} from './types.js' */
/** @import {Doc} from './doc.js' */
/** @import {Pane} from './pane.js' */
import { compare } from './doc.js';
import { markedKey } from './keys.js';

/** @typedef {'sentence' | 'paragraph' | 'turn'} Unit */

/** @type {Unit[]} */
export const UNITS = ['sentence', 'paragraph', 'turn'];
export const CALLED = /** @type {const} */ ({ sentence: 'sentence', paragraph: 'wholeParagraph', turn: 'turn' });

/** What is written short before a name or a number; not “no.”, “им.”, “т. д.”, which end sentences in speech. */
const SHORT = /(?:^|[\s(«“"'.])(?:mrs?|ms|dr|prof|vs|e\.g|i\.e|cf|fig|гг?|ул|см|ср|стр|обл|пос|ауд|т\.\s?е|т\.\s?к|т\.\s?н|жж?|қ)\.\s*$/iu;
const INITIAL = /(?:^|[\s(«“"'.])\p{Lu}\.\s*$/u;
/** What was said, then who said it: «Куда?» — спросил он. */
const SAID = /[»”"']\s*$/u;
const WHO_SAID = /^\s*[—–-]\s*\p{Ll}/u;
const LOWER = /^\s*\p{Ll}/u;

/** @type {Intl.Segmenter | undefined} */
let breaks;

/**
 * Where the sentences of a text begin and end, without the blanks between them.
 * @param {string} text
 * @returns {[from: number, to: number][]}
 */
export function sentences(text) {
  breaks ??= new Intl.Segmenter('ru', { granularity: 'sentence' });
  /** @type {string[]} */
  const found = [];
  for (const { segment } of breaks.segment(text)) {
    const before = found[found.length - 1];
    if (before !== undefined && goesOn(before, segment)) found[found.length - 1] = before + segment;
    else found.push(segment);
  }
  let at = 0;
  return found.map(sentence => {
    const from = at + sentence.length - sentence.trimStart().length;
    at += sentence.length;
    return /** @type {[number, number]} */ ([from, Math.max(from, at - sentence.length + sentence.trimEnd().length)]);
  }).filter(([from, to]) => from < to);
}

/**
 * Whether a sentence is not over where a rule of Unicode ends it.
 * @param {string} before
 * @param {string} after
 */
function goesOn(before, after) {
  if (INITIAL.test(before) || SHORT.test(before)) return true;
  return WHO_SAID.test(after) || (SAID.test(before) && LOWER.test(after));
}

/**
 * The whole sentences, paragraphs or turns a stretch lies in.
 * @param {Doc} doc
 * @param {Stretch} stretch
 * @param {Unit} unit
 * @returns {Stretch | null}  null where there are no words
 */
export function whole(doc, [from, to], unit) {
  if (unit === 'sentence') return doc.tidy([sentenceAt(doc, from, 'first'), sentenceAt(doc, to, 'last')]);
  const [first, last] = unit === 'paragraph' ? [from[0], to[0]] : [turnEdge(doc, from[0], -1), turnEdge(doc, to[0], 1)];
  return doc.tidy([[first, 0], doc.endOf(last)]);
}

/**
 * The next larger unit around a stretch, and which it is.
 * @param {Doc} doc
 * @param {Stretch} stretch
 * @returns {{unit: Unit, stretch: Stretch} | null}
 */
export function wider(doc, stretch) {
  for (const unit of UNITS) {
    const found = whole(doc, stretch, unit);
    if (found && (compare(found[0], stretch[0]) < 0 || compare(found[1], stretch[1]) > 0)) return { unit, stretch: found };
  }
  return null;
}

/**
 * @param {Doc} doc
 * @param {Place} place
 * @param {'first' | 'last'} which  at the border of two: a beginning belongs to the second, an end to the first
 * @returns {Place}
 */
function sentenceAt(doc, [index, offset], which) {
  const all = sentences(doc.para(index).text);
  const at = which === 'first'
    ? all.findLast(([from]) => from <= offset) ?? all[0]
    : all.find(([, to]) => to >= offset) ?? all[all.length - 1];
  return [index, at?.[which === 'first' ? 0 : 1] ?? 0];
}

/**
 * The first or last paragraph of a turn; where nobody is marked, the paragraph itself.
 * @param {Doc} doc
 * @param {number} index
 * @param {-1 | 1} direction
 */
function turnEdge(doc, index, direction) {
  const { turn } = doc.para(index);
  if (!turn) return index;
  let edge = index;
  while (doc.paras[edge + direction]?.turn === turn) edge += direction;
  return edge;
}

/**
 * Which unit a key selects; “wider” goes from the sentence to the paragraph to the turn, “narrower” back.
 * @param {Pick<KeyboardEvent, 'key' | 'code' | 'shiftKey' | 'ctrlKey' | 'metaKey' | 'altKey'>} event
 * @returns {Unit | 'wider' | 'narrower' | null}
 */
export function unitKey({ key, code, shiftKey, ctrlKey, metaKey, altKey }) {
  if (ctrlKey || metaKey) return null;
  if (key === 'F8' && !altKey) return shiftKey ? 'narrower' : 'wider';
  if (!altKey || shiftKey) return null;
  const typed = key.toLowerCase();
  const letter = /^[a-z]$/.test(typed) ? typed : markedKey(code, false);
  return UNITS.find(unit => unit[0] === letter) ?? null;
}

/** Selecting by units, from what is selected, coded last, read, or clicked. */
export class Units {
  /** @param {Pane} pane */
  constructor(pane) {
    this.pane = pane;
    /** @type {Stretch[]} what was selected before each step, the last of all what is selected now */
    this.steps = [];
  }

  /**
   * @param {KeyboardEvent} event
   * @returns {boolean} whether it was for us
   */
  onKey(event) {
    const asked = unitKey(event);
    if (!asked || !this.pane.desk?.doc) return false;
    if (asked === 'wider') this.widen();
    else if (asked === 'narrower') this.#narrow();
    else this.#take(asked);
    return true;
  }

  /** Select the next larger unit. */
  widen() {
    const here = this.#here();
    const next = wider(this.pane.doc, here);
    if (!next) return this.pane.voice.tell(this.pane.say('widest'));
    this.#remember(here, next.stretch);
    this.#select(next.stretch, next.unit);
  }

  /** What a press of the button would select. */
  get next() {
    const { selected } = this.pane.selecting;
    return selected && wider(this.pane.doc, selected)?.unit;
  }

  #narrow() {
    this.#isCurrent(this.#here());
    this.steps.pop();
    const before = this.steps[this.steps.length - 1];
    if (before && compare(...before) < 0) this.#select(before, null);
    else {
      this.steps = [];
      this.pane.selecting.letGo();
    }
  }

  /** @param {Unit} unit */
  #take(unit) {
    const here = this.#here();
    const stretch = whole(this.pane.doc, here, unit);
    if (!stretch) return this.pane.voice.tell(this.pane.say('selectFirst'));
    this.#remember(here, stretch);
    this.#select(stretch, unit);
  }

  /** @returns {Stretch} */
  #here() {
    const { selecting, reading, view } = this.pane;
    const known = selecting.selected ?? selecting.last ?? reading.cursor?.word;
    if (known) return known;
    const caret = document.getSelection();
    const clicked = caret?.anchorNode && view.scroll.contains(caret.anchorNode) ? view.place(caret.anchorNode, caret.anchorOffset, 1) : null;
    /** @type {Place} */
    const place = clicked && view.isSeen(clicked[0]) ? clicked : [view.firstSeen(), 0];
    return [place, place];
  }

  /**
   * @param {Stretch} before
   * @param {Stretch} now
   */
  #remember(before, now) {
    if (!this.#isCurrent(before)) this.steps = [before];
    this.steps.push(now);
  }

  /**
   * Whether the last step is what is selected still; if not, the way back is forgotten.
   * @param {Stretch} here
   */
  #isCurrent(here) {
    const last = this.steps[this.steps.length - 1];
    const isCurrent = Boolean(last && !compare(last[0], here[0]) && !compare(last[1], here[1]));
    if (!isCurrent) this.steps = [];
    return isCurrent;
  }

  /**
   * @param {Stretch} stretch
   * @param {Unit | null} unit
   */
  #select(stretch, unit) {
    const { selecting, reading, view, voice, say, doc, scroll } = this.pane;
    selecting.forgetLast();
    reading.cursor?.put(stretch[0]);
    view.showCursor(null);
    if (document.activeElement !== scroll) scroll.focus({ preventScroll: true });
    selecting.range = stretch;
    view.select(stretch);
    view.reveal(stretch);
    const words = say('selected', { n: doc.wordCount(stretch) });
    if (unit) voice.tell([say(CALLED[unit]), words].join('. '));
    else voice.announce(words);
  }
}
