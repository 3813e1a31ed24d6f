// @ts-check
/** @import {Code, Mark, Stretch} from './types.js' */
/** @import {Pane} from './pane.js' */
import { newColour, PALETTE } from './code_tree/colours.js';
import { given } from './codebook.js';
import { shelf } from './desk.js';
import { noteGiven } from './lately.js';
import { FLAGS } from './marking.js';
import { inVivoName, namesakes } from './naming.js';
import { uuid7 } from './uuid7.js';

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
    noteGiven(this.pane, code.id);
    this.pane.act({ op: 'add', coding: uuid7(), code: code.id, ...place }, stamp);
    voice.tell([say('coded', { code: code.name }), ...(isUnseen ? [say('shownAgain')] : [])].join('. '));
  }

  /**
   * Code what is selected with its own words; with the code that is called so, where there is one.
   * @param {number} stamp
   */
  inVivo(stamp) {
    const { say, voice, selecting, doc } = this.pane;
    const { target } = selecting;
    if (!target) return voice.tell(say('selectFirst'));
    const name = inVivoName(doc.quote(target));
    if (!name) return voice.tell(say('noWords'));
    const there = namesakes(shelf.codebook?.list ?? [], name).find(given);
    if (there) this.code(there, stamp);
    else this.codeAnew({ name, parent: shelf.codebook?.byId.get(shelf.newUnder)?.retired === false ? shelf.newUnder : '', key: '' }, stamp);
  }

  /**
   * Make a code and give it to what is selected.
   * @param {import('./naming.js').Naming} naming
   * @param {number} stamp
   */
  codeAnew({ name, parent, key }, stamp) {
    const { say, voice, selecting } = this.pane;
    const { target } = selecting;
    if (!target || !shelf.codebook) return voice.tell(say('selectFirst'));
    const above = shelf.codebook.byId.get(parent);
    const isTaken = namesakes(shelf.codebook.list, name).find(code => (shelf.codebook?.list[code.parent]?.id ?? '') === parent);
    if (isTaken) return voice.tell(say(isTaken.retired ? 'nameRetired' : 'nameTaken', { code: isTaken.name }));
    if (!this.pane.isShown({ coder: this.pane.me })) this.pane.showWhose('all');

    const place = this.#wire(target);
    const code = uuid7();
    const colour = newColour(PALETTE, shelf.codebook.list.map(each => each.colour), above?.colour);
    selecting.keepAsLast(target);
    this.pane.reading.endSelection();
    shelf.newUnder = parent;
    noteGiven(this.pane, code);
    this.pane.act({ op: 'newcode', coding: uuid7(), code, name, parent, colour, key, ...place }, stamp);
    voice.tell(say(above ? 'codedAnewUnder' : 'codedAnew', { code: name, parent: above?.name ?? '' }));
  }

  /**
   * Note that a coding is important or unsure, or no longer.
   * @param {Mark} mark
   * @param {import('./marking.js').Flag} flag
   * @param {number} stamp
   */
  mark(mark, flag, stamp) {
    const flags = mark.flags ^ FLAGS[flag].bit;
    this.pane.act({ op: 'mark', coding: mark.id, flags }, stamp);
    this.pane.voice.tell(this.pane.say(flags & FLAGS[flag].bit ? `${flag}On` : `${flag}Off`, { code: this.pane.codeOf(mark).name }));
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
    this.pane.seeing.facts.define(code);
  }

  /**
   * @param {Mark} mark
   * @param {string} text
   * @param {string} kind
   * @param {string} was  the text it was begun from
   */
  writeMemo(mark, text, kind, was) {
    this.pane.act({ op: 'memo', coding: mark.id, text, kind, was }, performance.now());
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
    if (selecting.selected) return this.resizeTo(mark, selecting.selected);

    this.pane.handles.show(mark);
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
    if (apply && mark && selecting.selected) this.resizeTo(mark, selecting.selected);
    else voice.tell(say('resizeKept'));
  }

  /**
   * @param {Mark} mark
   * @param {Stretch} target
   */
  resizeTo(mark, target) {
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
