// @ts-check
/** @import {Code, Mark} from './types.js' */
/** @import {Near} from './dialog.js' */
/** @import {Pane} from './pane.js' */
import { given } from './codebook.js';
import { shelf } from './desk.js';
import { Dialog } from './dialog.js';
import { button, el } from './dom.js';
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
    this.#openPicker(say('pick'), view.rectOf(target), (code, event) => deeds.code(code, event.timeStamp));
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
    const popover = new Popover({
      container: this.pane.main, near, marks, closed: () => this.pane.focusText(),
      facts: {
        say, face: view.margin.face, path: mark => this.pane.codeOf(mark).path, words: mark => this.pane.wordsOf(mark, 200),
        resizes: selected ? 'resizeTo' : 'resize',
      },
      deeds: {
        uncode: (mark, event) => deeds.uncode(mark, event.timeStamp),
        memo: (mark, text) => deeds.writeMemo(mark, text),
        resize: mark => {
          popover.close();
          deeds.resize(mark);
        },
        change: mark => this.#openPicker(say('pickNew', { code: this.pane.codeOf(mark).name }), near,
          (code, event) => deeds.recode(mark, code, event.timeStamp)),
      },
    });
    this.dialog = popover;
  }

  listKeys() {
    const { say, main } = this.pane;
    /** @type {[string[], string][]} */
    const rows = [
      [['← →', '↑ ↓'], say('keyArrows')], [['Shift ← → ↑ ↓'], say('keyShift')], [['1–9', 'a–z'], say('keyCode')], [['/'], say('keyPick')],
      [['Enter'], say('keyEnter')], [['[', ']'], say('keyJump')],
      ...(this.pane.player.recording ? /** @type {[string[], string][]} */ ([[['F4'], say('keyPlay')], [['F2'], say('keyBack')]]) : []),
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
   */
  #openPicker(label, near, choose) {
    this.#makeWay();
    this.dialog = openPicker({
      container: this.pane.main, near, label, choose, say: this.pane.say, recent: shelf.recent,
      codes: (shelf.codebook?.list ?? []).filter(given), closed: () => this.pane.focusText(),
    });
  }

  #makeWay() {
    this.close();
    this.pane.selecting.offerBox.hidden = true;
    this.pane.hands.pointAt(null);
  }
}
