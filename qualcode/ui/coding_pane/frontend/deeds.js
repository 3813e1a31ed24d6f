// @ts-check
/** @import {Code, Mark, Stretch} from './types.js' */
/** @import {Pane} from './pane.js' */
import { given } from './codebook.js';
import { shelf } from './desk.js';
import { uuid7 } from './uuid7.js';

const REMEMBERED = 8;

/** What a coder does to the codings: each is checked here, done on screen at once, and told Python. */
export class Deeds {
  /** @param {Pane} pane */
  constructor(pane) {
    this.pane = pane;
    /** @type {Mark | null} the coding whose new words are being selected */
    this.resizing = null;
  }

  /**
   * Give a code to what is selected, or to what was coded last.
   * @param {Code} code
   * @param {number} stamp  when the hand moved
   */
  code(code, stamp) {
    const { say, voice, desk, selecting } = this.pane;
    const { target } = selecting;
    if (!desk?.doc) return;
    if (!given(code)) return voice.tell(say(code.retired ? 'retired' : 'notCodable', { code: code.name }));
    if (!target) return voice.tell(say('selectFirst'));

    const place = this.#wire(target);
    if (desk.ledger.hasTwin(code.id, place.start, place.end)) return voice.tell(say('twin', { code: code.name }));
    const isUnseen = !this.pane.isShown({ coder: this.pane.me });
    if (isUnseen) this.pane.showWhose('all');

    selecting.keepAsLast(target);
    this.pane.reading.endSelection();
    shelf.recent = [code.id, ...shelf.recent.filter(id => id !== code.id)].slice(0, REMEMBERED);
    this.pane.act({ op: 'add', coding: uuid7(), code: code.id, ...place }, stamp);
    voice.tell([say('coded', { code: code.name }), ...(isUnseen ? [say('shownAgain')] : [])].join('. '));
  }

  /**
   * @param {Mark} mark
   * @param {number} stamp
   */
  uncode(mark, stamp) {
    this.pane.act({ op: 'del', coding: mark.id }, stamp);
    this.pane.voice.tell(this.pane.say('uncoded', { code: this.pane.codeOf(mark).name }));
  }

  /**
   * @param {Mark} mark
   * @param {Code} code
   * @param {number} stamp
   */
  recode(mark, code, stamp) {
    const { say, voice, desk } = this.pane;
    if (code.id === mark.code) return;
    if (desk?.ledger.hasTwin(code.id, mark.start, mark.end, mark.id)) return voice.tell(say('twin', { code: code.name }));
    this.pane.act({ op: 'recode', coding: mark.id, code: code.id }, stamp);
    voice.tell(say('recoded', { code: code.name }));
  }

  /**
   * @param {Mark} mark
   * @param {string} text
   */
  writeMemo(mark, text) {
    this.pane.act({ op: 'memo', coding: mark.id, text }, performance.now());
    this.pane.voice.tell(this.pane.say('memoSaved'));
  }

  /**
   * @param {'undo' | 'redo'} op
   * @param {number} stamp
   */
  travel(op, stamp) {
    this.pane.voice.tell(this.pane.say(op === 'undo' ? 'undoing' : 'redoing'));
    this.pane.act({ op }, stamp);
  }

  /**
   * Give a coding the words that are selected; with none selected, ask for them.
   * @param {Mark} mark
   */
  resize(mark) {
    const { selecting, view, voice, say, root, scroll } = this.pane;
    if (selecting.selected) return this.#resizeTo(mark, selecting.selected);

    this.resizing = mark;
    root.dataset.resizing = '';
    view.painter.emphasise('hot', view.ranges([mark.a, mark.b]));
    voice.tell(say('resizeHow', { code: this.pane.codeOf(mark).name }), true);
    scroll.focus({ preventScroll: true });
  }

  /** @param {boolean} apply */
  endResize(apply) {
    const { selecting, marks, view, voice, say, root } = this.pane;
    const mark = marks?.byId.get(this.resizing?.id ?? '');
    this.resizing = null;
    delete root.dataset.resizing;
    view.painter.emphasise('hot', []);
    if (apply && mark && selecting.selected) this.#resizeTo(mark, selecting.selected);
    else voice.tell(say('resizeKept'));
  }

  /**
   * @param {Mark} mark
   * @param {Stretch} target
   */
  #resizeTo(mark, target) {
    const { say, voice, desk, selecting } = this.pane;
    const code = this.pane.codeOf(mark).name;
    const place = this.#wire(target);
    if (desk?.ledger.hasTwin(mark.code, place.start, place.end, mark.id)) return voice.tell(say('twin', { code }));
    selecting.letGo();
    this.pane.act({ op: 'resize', coding: mark.id, ...place }, performance.now());
    voice.tell(say('resized', { code }));
  }

  /** @param {Stretch} stretch */
  #wire(stretch) {
    const { doc } = this.pane;
    return { start: doc.toWire(stretch[0]), end: doc.toWire(stretch[1]), quote: doc.quote(stretch) };
  }
}
