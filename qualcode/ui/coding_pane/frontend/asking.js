// @ts-check
/** @import {Code, Mark} from './types.js' */
/** @import {Near} from './dialog.js' */
/** @import {Pane} from './pane.js' */
import { given } from './codebook.js';
import { shelf } from './desk.js';
import { Dialog } from './dialog.js';
import { button, el } from './dom.js';
import { lately } from './lately.js';
import { inVivoName, openNaming } from './naming.js';
import { openPicker } from './picker.js';
import { Popover } from './popover.js';

/** The floating boxes; one at a time. */
export class Asking {
  /** @param {Pane} pane */
  constructor(pane) {
    this.pane = pane;
    /** @type {Dialog | null} */
    this.dialog = null;
  }

  get isOpen() {
    return Boolean(this.dialog?.box.isConnected);
  }

  close() {
    this.dialog?.close(false);
  }

  /**
   * A box takes the place of what is open.
   * @param {Dialog} dialog
   */
  take(dialog) {
    this.#makeWay();
    this.dialog = dialog;
  }

  /** Something changed under what is open. */
  refresh() {
    if (this.dialog instanceof Popover && this.isOpen) this.dialog.refresh(id => this.pane.marks?.byId.get(id));
  }

  /** Ask which code to give to what is selected. */
  pick() {
    const { selecting, view, voice, say, deeds } = this.pane;
    const { target } = selecting;
    if (!target) return voice.tell(say('selectFirst'));
    selecting.hold(target);
    this.#openPicker(say('pick'), view.rectOf(target), (code, event) => deeds.code(code, event.timeStamp), { makeNew: name => this.nameNew(name) });
  }

  /**
   * Ask which code a coding is to have instead.
   * @param {Mark} mark
   * @param {Near} [near]
   */
  pickNew(mark, near = this.pane.view.rectOf([mark.a, mark.b])) {
    const { deeds, say } = this.pane;
    this.#openPicker(say('pickNew', { code: this.pane.codeOf(mark).name }), near, (code, event) => deeds.recode(mark, code, event.timeStamp), { but: mark.code });
  }

  /**
   * Ask for a new code for what is selected; its words are the name as long as none is typed.
   * @param {string} [typed]
   */
  nameNew(typed) {
    const { selecting, view, voice, say, deeds, doc } = this.pane;
    const { target } = selecting;
    if (!target) return voice.tell(say('selectFirst'));
    if (!shelf.codebook) return;
    selecting.hold(target);
    this.#makeWay();
    this.dialog = openNaming({
      container: this.pane.main, near: view.rectOf(target), say, codebook: shelf.codebook, under: shelf.newUnder,
      name: typed ?? inVivoName(doc.quote(target)), closed: () => this.pane.focusText(),
      make: (naming, event) => deeds.codeAnew(naming, event.timeStamp), give: (code, event) => deeds.code(code, event.timeStamp),
    });
  }

  /**
   * Show what is coded at a place.
   * @param {Mark[]} marks
   * @param {Near} near
   */
  show(marks, near) {
    if (!marks.length) return;
    const { selecting, view, deeds, say } = this.pane;
    this.#makeWay();
    const selected = selecting.selected ?? selecting.before;
    if (selected) selecting.hold(selected);
    const own = marks.find(mark => mark.own);
    if (own) this.#lookAt(own);
    const popover = new Popover({
      container: this.pane.main, near, marks, closed: () => this.pane.focusText(),
      facts: {
        say, face: view.margin.face, path: mark => this.pane.codeOf(mark).path, words: mark => this.pane.wordsOf(mark, 200),
        resizes: selected ? 'resizeTo' : 'resize', memoKind: mark => this.pane.memoing.kindOf(mark.id),
      },
      deeds: {
        uncode: (mark, event) => deeds.uncode(mark, event.timeStamp),
        mark: (mark, flag, event) => deeds.mark(mark, flag, event.timeStamp),
        at: mark => this.#lookAt(mark),
        memo: (mark, text, kind, was) => deeds.writeMemo(mark, text, kind, was),
        resize: mark => {
          popover.close();
          deeds.resize(mark);
        },
        change: mark => this.pickNew(mark, near),
      },
    });
    this.dialog = popover;
  }

  listKeys() {
    const { say, main } = this.pane;
    /** @type {[string[], string][]} */
    const rows = [
      [['← →', '↑ ↓'], say('keyArrows')], [['Shift ← → ↑ ↓'], say('keyShift')], [['1–9', 'a–z'], say('keyCode')], [['/'], say('keyPick')],
      [['.'], say('keyAgain')], [['"'], say('keyInVivo')], [['+'], say('keyNew')],
      [['F8', 'Shift F8'], say('keyWider')], [['Alt S', 'Alt P', 'Alt T'], say('keyUnits')],
      ...(this.pane.sets.byDigit.size ? /** @type {[string[], string][]} */ ([[['Shift 1–9'], say('keySets')], [['Shift 0'], say('keySetOff')]]) : []),
      [['Enter'], say('keyEnter')], [['[', ']'], say('keyJump')],
      [['='], say('keyChange')], [['-'], say('keyMemo')], [['<', '>'], say('keyHandles')], [[';'], say('keyImportant')], [[','], say('keyUnsure')],
      ...(this.pane.player.recording ? /** @type {[string[], string][]} */ ([[['F4'], say('keyPlay')], [['F2'], say('keyBack')]]) : []),
      [['Ctrl F', 'F3'], say('keyFind')], [['{', '}'], say('keyGoal')], [['\\'], say('keyUncoded')],
      [['Ctrl Z'], say('keyUndo')], [['Ctrl Y', 'Ctrl Shift Z'], say('keyRedo')],
      [['Esc'], say('keyEscape')], [['?'], say('keyHelp')],
    ];
    const back = document.activeElement;
    this.#makeWay();
    const { right, top } = main.getBoundingClientRect();
    const dialog = new Dialog({
      container: main, near: { left: right, top, bottom: top }, label: say('keys'), className: 'qc-keys',
      closed: () => (back instanceof HTMLElement && back.isConnected ? back.focus({ preventScroll: true }) : this.pane.focusText()),
    });
    const close = button('✕', () => dialog.close(), { className: 'qc-plain', name: say('close') });
    dialog.fill(
      el('div', 'qc-dialog-head', {}, el('span', '', {}, say('keys')), close),
      el('dl', '', {}, ...rows.map(([keys, meaning]) => el('div', '', {},
        el('dt', '', {}, ...keys.map(key => el('kbd', '', {}, key))), el('dd', '', {}, meaning)))));
    close.focus({ preventScroll: true });
    this.dialog = dialog;
  }

  /**
   * @param {string} label
   * @param {Near} near
   * @param {(code: Code, event: Event) => void} choose
   * @param {{but?: string, makeNew?: (name: string) => void}} [more]  `but`: a code that is not offered
   */
  #openPicker(label, near, choose, { but, makeNew } = {}) {
    this.#makeWay();
    this.dialog = openPicker({
      container: this.pane.main, near, label, choose, makeNew, say: this.pane.say, recent: lately(this.pane).map(({ id }) => id), keyOf: code => this.pane.sets.keyOf(code),
      codes: (shelf.codebook?.list ?? []).filter(code => given(code) && code.id !== but), closed: () => this.pane.focusText(),
    });
  }

  /**
   * Keys mean this coding from now on.
   * @param {Mark} mark
   */
  #lookAt(mark) {
    this.pane.reading.visited = mark;
    this.pane.handles.show(mark);
  }

  makeWay() {
    this.#makeWay();
  }

  #makeWay() {
    this.close();
    this.pane.selecting.offerBox.hidden = true;
    this.pane.hands.pointAt(null);
  }
}
