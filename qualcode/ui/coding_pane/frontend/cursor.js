// @ts-check
/** @import {Place, Stretch} from './types.js' */
import { compare } from './doc.js';

/**
 * A reading cursor that moves by words, for coders who do not use a mouse. (Caret browsing is off in most browsers, and
 * an editable text is announced as a field to type in.)
 */
export class ReadingCursor {
  /** @param {import('./doc.js').Doc} doc */
  constructor(doc) {
    this.doc = doc;
    /** @type {[para: number, word: number] | null} */
    this.at = null;
    /** @type {Stretch | null} */
    this.anchor = null;
  }

  /** @returns {Stretch | null} */
  get word() {
    return this.at ? this.#words(this.at[0])[this.at[1]] ?? null : null;
  }

  /** @returns {Stretch | null} */
  get selection() {
    const { anchor, word } = this;
    if (!anchor || !word) return null;
    return compare(anchor[0], word[0]) <= 0 ? [anchor[0], word[1]] : [word[0], anchor[1]];
  }

  leave() {
    this.at = null;
    this.anchor = null;
  }

  /**
   * The word at a place or the next after it.
   * @param {Place} place
   */
  put(place) {
    this.anchor = null;
    const index = this.#paraWithWords(place[0], 1) ?? this.#paraWithWords(place[0], -1);
    if (index === null) return;
    const words = this.#words(index);
    const word = index === place[0] ? words.findIndex(([, end]) => compare(end, place) > 0) : 0;
    this.at = [index, word < 0 ? words.length - 1 : word];
  }

  /**
   * @param {string} key  an arrow, Home or End
   * @param {{extend: boolean, whole: boolean}} how  `extend` selects; `whole` is to the text's ends
   */
  move(key, { extend, whole }) {
    if (!this.at) return;
    this.anchor = extend ? this.anchor ?? this.word : null;
    const [para, word] = this.at;
    const last = this.#words(para).length - 1;
    if (key === 'Home') this.at = whole ? this.#edge(0, 1) : [para, 0];
    else if (key === 'End') this.at = whole ? this.#edge(this.doc.paras.length - 1, -1) : [para, last];
    else if (key === 'ArrowRight') this.at = word < last ? [para, word + 1] : this.#beside(para, 1, 'first');
    else if (key === 'ArrowLeft') this.at = word > 0 ? [para, word - 1] : this.#beside(para, -1, 'last');
    // Selecting by paragraphs takes whole ones; reading by paragraphs goes to their beginnings.
    else if (key === 'ArrowDown') this.at = !extend ? this.#beside(para, 1, 'first') : word < last ? [para, last] : this.#beside(para, 1, 'last');
    else if (key === 'ArrowUp') this.at = word > 0 ? [para, 0] : this.#beside(para, -1, 'first');
  }

  /**
   * @param {number} para
   * @param {1 | -1} direction
   * @param {'first' | 'last'} which
   * @returns {[number, number]}
   */
  #beside(para, direction, which) {
    const next = this.#paraWithWords(para + direction, direction);
    const index = next ?? para;
    const toEnd = next === null ? direction > 0 : which === 'last';
    return [index, toEnd ? this.#words(index).length - 1 : 0];
  }

  /**
   * @param {number} para
   * @param {1 | -1} direction
   * @returns {[number, number] | null}
   */
  #edge(para, direction) {
    const index = this.#paraWithWords(para, direction);
    return index === null ? this.at : [index, direction > 0 ? 0 : this.#words(index).length - 1];
  }

  /**
   * @param {number} index
   * @param {1 | -1} direction
   * @returns {number | null}
   */
  #paraWithWords(index, direction) {
    for (let at = index; at >= 0 && at < this.doc.paras.length; at += direction) if (this.#words(at).length) return at;
    return null;
  }

  /** @param {number} index */
  #words(index) {
    return this.doc.words(index);
  }
}
