// @ts-check
/** @import {Stretch} from './types.js' */
/** @import {Pane} from './pane.js' */
import { button, el, float } from './dom.js';
import { lately } from './lately.js';
import { CALLED } from './units.js';

const STILL_PRESSING = 1_000;
const LONG_PRESS_ENDS = 300;
const OFFERED = 3; // of the codes given last

/** Which words a code would be given to. */
export class Selecting {
  /** @param {Pane} pane */
  constructor(pane) {
    this.pane = pane;
    /** @type {Stretch | null} what is selected, also while the focus is in a field */
    this.range = null;
    /** @type {Stretch | null} what was selected before the press that opened a popover */
    this.before = null;
    /** @type {Stretch | null} what was coded last: a second key codes it again */
    this.last = null;
    this.pressed = false;
    this.pressedBeside = -Infinity;
    this.offerBox = el('div', 'qc-float', { role: 'group', 'aria-label': pane.say('code') });
    this.offerBox.hidden = true;
  }

  close() {
    clearTimeout(this.timer);
  }

  get selected() {
    return this.pane.view.selection() ?? this.range;
  }

  get target() {
    return this.selected ?? this.last;
  }

  /** Take over what the browser has selected. */
  note() {
    const { view, scroll, root } = this.pane;
    const selection = view.selection();
    if (selection) {
      this.range = selection;
      this.forgetLast();
      view.painter.emphasise('held', []);
    } else if (this.range) {
      // The focus went into a field, or a finger touched a button, and took the browser's selection with it.
      const isBeside = document.activeElement !== scroll && root.contains(document.activeElement);
      if (isBeside || performance.now() - this.pressedBeside < STILL_PRESSING) this.hold(this.range);
      else this.letGo();
    }
  }

  /**
   * Show words as selected while the browser's selection is elsewhere.
   * @param {Stretch} stretch
   */
  hold(stretch) {
    this.range = stretch;
    this.pane.view.painter.emphasise('held', this.pane.view.ranges(stretch));
  }

  /** Give the selection back to the browser, when the focus is back in the text. */
  restore() {
    this.pane.view.painter.emphasise('held', []);
    if (this.range) this.pane.view.select(this.range);
  }

  /** Nothing is selected any more. */
  letGo() {
    const { view } = this.pane;
    this.range = this.before = null;
    this.offerBox.hidden = true;
    view.painter.emphasise('held', []);
    // The blue of the selection would hide the colour, and the next drag inside it would be a drag-and-drop.
    if (view.selection()) document.getSelection()?.removeAllRanges();
  }

  /** @param {Stretch} stretch */
  keepAsLast(stretch) {
    this.letGo();
    this.last = stretch;
    this.pane.view.painter.emphasise('last', this.pane.view.ranges(stretch));
  }

  forgetLast() {
    this.last = null;
    this.pane.view.painter.emphasise('last', []);
  }

  /** A press in the text begins a new selection. */
  press() {
    this.pressed = true;
    clearTimeout(this.timer); // no box under the drag that begins: one that ends on it would select to the end of the text
    const before = this.selected;
    this.range = null;
    this.before = before;
    this.forgetLast();
    this.offerBox.hidden = true;
    this.pane.view.painter.emphasise('held', []);
  }

  release() {
    if (!this.pressed) return;
    this.pressed = false;
    setTimeout(() => { // the browser clears a clicked selection after this event
      this.note();
      if (this.pane.deeds.resizing && this.pane.view.selection()) this.pane.deeds.endResize(true);
      else this.offer();
    });
  }

  changed() {
    this.note();
    if (this.pressed) return;
    clearTimeout(this.timer); // a long press selects and is not released
    this.timer = setTimeout(() => !this.pressed && this.pane.view.selection() && !this.pane.reading.selection && this.offer(), LONG_PRESS_ENDS);
  }

  /** Offer to code what the hand has selected. */
  offer() {
    const { view, main, say, deeds, asking, voice, desk } = this.pane;
    const selection = view.selection();
    if (!selection || asking.isOpen || deeds.resizing) {
      this.offerBox.hidden = true;
      return;
    }
    const offers = [button(say('code'), () => asking.pick(), { className: 'qc-strong', attributes: { 'aria-keyshortcuts': '/' } })];
    for (const [at, recent] of lately(this.pane).slice(0, OFFERED).entries()) {
      const again = button(recent.name, event => deeds.code(recent, event.timeStamp), {
        className: 'qc-again', name: say('codeAs', { code: recent.name }), attributes: { 'aria-keyshortcuts': at ? null : '.', title: recent.path },
      });
      again.style.setProperty('--qc-colour', recent.colour);
      offers.push(again);
    }
    offers.push(
      button('“…”', event => deeds.inVivo(event.timeStamp), { name: say('inVivo'), attributes: { title: say('inVivo'), 'aria-keyshortcuts': '"' } }),
      button('+', () => asking.nameNew(), { name: say('newCode'), attributes: { title: say('newCode'), 'aria-keyshortcuts': '+' } }),
      button('✎', () => this.pane.memoing.write(selection), { name: say('memoOnWords'), attributes: { title: say('memoOnWords'), 'aria-keyshortcuts': '-' } }));
    const { next } = this.pane.units;
    if (next) offers.push(button(`⤢ ${say(CALLED[next])}`, () => this.pane.units.widen(), { name: say('widen', { unit: say(CALLED[next]) }), attributes: { 'aria-keyshortcuts': 'F8' } }));
    this.offerBox.replaceChildren(...offers);
    this.offerBox.hidden = false;
    const lines = view.range(selection[1][0], 0, selection[1][1]).getClientRects();
    const end = lines[lines.length - 1] ?? view.rectOf(selection);
    float(this.offerBox, main, { left: end.right - 40, top: view.rectOf(selection).top, bottom: end.bottom });
    voice.announce(say('selected', { n: desk?.doc?.wordCount(selection) ?? 0 }));
  }
}
