// @ts-check
// The coding pane: what Streamlit calls, and where the parts meet. Drawing is in text.js and margin.js, what the
// screen is drawn from in ledger.js, the wire in types.js.
/** @import {Code, ComponentArgs, Coding, Deed, Mark, PaneData, Place, Say, Stretch} from './types.js' */
import { Bar } from './bar.js';
import { Codebook, given } from './codebook.js';
import { ReadingCursor } from './cursor.js';
import { deskOf, isNewArrival, perf, shelf, storage } from './desk.js';
import { Dialog } from './dialog.js';
import { Doc } from './doc.js';
import { afterPaint, button, el, float, keepSelection } from './dom.js';
import { historyKey, meantKey } from './keys.js';
import { Marks } from './marks.js';
import { waitingElsewhere } from './outbox.js';
import { Panel } from './panel.js';
import { openPicker } from './picker.js';
import { Popover } from './popover.js';
import { TextView } from './text.js';
import { uuid7 } from './uuid7.js';
import { wording } from './words.js';

const WIDE = 900; // below, the side panel becomes a sheet
const PATIENCE = 4_000; // milliseconds without an answer before it is said, and everything is sent again
const LONGEST_WAIT = 30_000;
const WORDS_IN_LABEL = 80;

/** @type {WeakMap<object, Pane>} */
const panes = new WeakMap();

/** @param {ComponentArgs} args */
export default function codingPane({ data, parentElement, setStateValue }) {
  let pane = panes.get(parentElement);
  const words = JSON.stringify(data?.words ?? {});
  if (pane && pane.words !== words) {
    pane.close(); // another language
    pane = undefined;
  }
  pane ??= new Pane(parentElement, words);
  panes.set(parentElement, pane);
  pane.receive(data, setStateValue);

  // Only the cleanup returned last is called, once, when the element goes: so it is returned every time.
  return () => {
    panes.get(parentElement)?.close();
    panes.delete(parentElement);
  };
}

class Pane {
  /**
   * @param {HTMLElement | ShadowRoot} parent
   * @param {string} words
   */
  constructor(parent, words) {
    this.words = words;
    /** @type {Say} */
    this.say = wording(JSON.parse(words));
    const { say } = this;

    /** @type {import('./desk.js').Desk | null} */
    this.desk = null;
    /** @type {Marks | null} */
    this.marks = null;
    /** @type {Map<string, string>} */
    this.coders = new Map();
    this.me = '';
    this.show = 'mine';
    /** @type {string | null} */
    this.shownByPython = null;
    /** @type {Stretch | null} what is selected, also while the focus is in a field */
    this.range = null;
    /** @type {Stretch | null} what was coded last: a second key codes it again */
    this.last = null;
    /** @type {Mark | null} */
    this.visited = null;
    /** @type {Mark | null} */
    this.resizing = null;
    /** @type {Dialog | null} */
    this.dialog = null;
    /** @type {Codebook | null} */
    this.drawnCodebook = null;
    this.chips = '';
    /** @type {ReturnType<typeof setTimeout> | undefined} */
    this.resendTimer = undefined;
    /** @type {Mark | undefined} */
    this.pointed = undefined;
    /** @type {boolean | undefined} */
    this.isWide = undefined;

    this.scroll = el('div', 'qc-scroll', { tabindex: '0', role: 'region', 'aria-label': say('text'), 'aria-description': say('textHelp') });
    this.message = el('div', 'qc-message', { 'aria-hidden': 'true' });
    this.refusals = el('div', 'qc-refusals');
    this.live = el('div', 'qc-live', { role: 'status', 'aria-live': 'polite' });
    this.tip = el('div', 'qc-tip', { 'aria-hidden': 'true' });
    this.float = el('div', 'qc-float', { role: 'group', 'aria-label': say('code') });
    this.float.hidden = this.tip.hidden = this.message.hidden = true;
    this.main = el('div', 'qc-main', {}, this.scroll, this.float, this.refusals, this.message, this.tip);

    this.bar = new Bar(say, {
      show: value => this.showWhose(value),
      undo: event => this.travel('undo', event.timeStamp),
      redo: event => this.travel('redo', event.timeStamp),
      keys: () => this.listKeys(),
      panel: () => this.togglePanel(),
    });
    this.panel = new Panel(say, (code, event) => this.chosen(code, event));
    this.root = el('div', 'qc-pane', {}, this.bar.element, el('div', 'qc-body', {}, this.main, this.panel.element), this.live);
    this.view = new TextView(this.scroll, {
      colour: mark => this.codeOf(mark).colour,
      name: mark => this.codeOf(mark).name,
      coder: mark => (mark.own ? '' : this.coders.get(mark.coder) ?? '?'),
      label: mark => say('stripe', { code: this.codeOf(mark).name, coder: this.coderOf(mark), words: this.wordsOf(mark) }),
    });

    this.gone = new AbortController();
    this.listen();
    this.ready = this.appear(parent);
  }

  close() {
    this.gone.abort();
    this.dialog?.close(false);
    clearTimeout(this.resendTimer);
    clearTimeout(this.messageTimer);
    clearTimeout(this.flashTimer);
    clearTimeout(this.offerTimer);
    clearTimeout(this.scrollTimer);
    this.narrow?.disconnect();
    this.view.close();
    this.root.remove();
  }

  /**
   * Enter the page once the style sheet is there: without it every paragraph would count as seen and be painted.
   * @param {HTMLElement | ShadowRoot} parent
   */
  async appear(parent) {
    this.root.style.visibility = 'hidden';
    this.root.style.height = '0';
    this.root.style.overflow = 'hidden';
    parent.append(this.root);
    const styled = () => getComputedStyle(this.root).getPropertyValue('--qc-styled') !== '';
    for (let frames = 0; !styled() && frames < 300 && !this.gone.signal.aborted; frames++) {
      await new Promise(resolve => setTimeout(resolve, 10));
    }
    this.root.removeAttribute('style');
    this.narrow = new ResizeObserver(() => this.fitPanel());
    this.narrow.observe(this.root);
  }

  // What Python sends -------------------------------------------------------------------------------------------

  /**
   * @param {PaneData} data
   * @param {ComponentArgs['setStateValue']} setStateValue
   */
  async receive(data, setStateValue) {
    this.setStateValue = setStateValue;
    if (!this.styled) await this.ready;
    this.styled = true;
    if (!this.gone.signal.aborted && data) this.take(data);
  }

  /** @param {PaneData} data */
  take(data) {
    const start = performance.now();
    const desk = deskOf(data.doc.hash, data.me);
    if (data.doc.paras) desk.doc ??= new Doc({ hash: data.doc.hash, paras: data.doc.paras });
    if (data.codes) shelf.codebook = new Codebook(data.codes_rev, data.codes);
    if (!desk.doc || shelf.codebook?.rev !== data.codes_rev) return this.askForAll(desk);

    this.root.style.setProperty('--qc-height', `${data.opts?.height ?? 720}px`);
    const news = desk.ledger.take(data.segs, data.ack);
    if (!news) return this.askForAll(desk);

    const isNewDesk = this.desk !== desk;
    if (isNewDesk) this.sitDownAt(desk, data.me);
    const redrawn = [this.takeCodes(), this.takeShow(data), isNewDesk].includes(true);
    this.draw(redrawn ? this.everything(desk) : news.touched);

    this.timeAcks(news.settled);
    for (const sentence of news.said) this.tell(sentence);
    for (const sentence of news.errors) this.refuse(sentence);
    this.panel.setCards(data.cards ?? []);
    this.showSafety(news.settled.length > 0);

    const js = performance.now() - start;
    const isLoad = Boolean(data.doc.paras || data.segs.mode === 'full');
    if (isLoad) afterPaint(painted => perf().loads.push({ start, js, painted }));
    if (isLoad || (isNewDesk && desk.outbox.waiting)) this.send();
    if (isNewDesk) this.returnToPlace(desk);
    if (data.goto && isNewArrival(data.goto.token)) this.arrive(data.goto);
  }

  /**
   * @param {import('./desk.js').Desk} desk
   * @param {string} me
   */
  sitDownAt(desk, me) {
    this.dialog?.close(false);
    this.desk = desk;
    this.me = me;
    const doc = /** @type {Doc} */ (desk.doc);
    this.marks = new Marks(doc, me);
    this.cursor = new ReadingCursor(doc);
    this.range = this.visited = this.resizing = null;
    this.forgetLast();
    this.scroll.scrollTop = 0;
    this.view.show(doc, this.marks);
    this.view.showCursor(null);
    this.drawnCodebook = null;
  }

  /** @returns {boolean} whether everything is to be drawn again */
  takeCodes() {
    const { codebook } = shelf;
    if (!codebook || codebook === this.drawnCodebook) return false;
    const hadCodes = Boolean(this.drawnCodebook);
    this.drawnCodebook = codebook;
    this.panel.setCodes(codebook, this.marks?.counts ?? new Map());
    if (hadCodes) this.marks?.set([...this.marks.byId.keys()].map(id => [id, null])); // colours and names changed
    return hadCodes;
  }

  /**
   * @param {PaneData} data
   * @returns {boolean} whether other coders' codings are shown now
   */
  takeShow({ coders, me, show }) {
    this.coders = new Map(coders);
    // A run that began before the coder chose brings the old choice again: only a change counts.
    const isChange = show !== this.shownByPython && show !== this.show;
    if (show !== this.shownByPython) this.show = show;
    this.shownByPython = show;
    const chips = JSON.stringify([coders, me, this.show]);
    if (chips !== this.chips) this.bar.setCoders(coders, me, this.show);
    this.chips = chips;
    return isChange;
  }

  /** @param {import('./desk.js').Desk} desk */
  *everything(desk) {
    yield* new Set([...desk.ledger.stored.keys(), ...desk.ledger.pending.keys(), ...(this.marks?.byId.keys() ?? [])]);
  }

  /**
   * Bring the screen up to date with these codings.
   * @param {Iterable<string>} ids
   */
  draw(ids) {
    const { desk, marks } = this;
    if (!desk || !marks) return;
    /** @type {[string, Coding | null][]} */
    const codings = [];
    for (const id of ids) {
      const coding = desk.ledger.coding(id);
      codings.push([id, coding && this.isShown(coding) ? coding : null]);
    }
    const { paras, codes } = marks.set(codings);
    this.bar.setTotal(marks.byId.size);
    if (!paras.size) return;
    this.view.repaint(paras);
    this.panel.setCounts(marks.counts, codes);
    if (this.dialog instanceof Popover) this.dialog.refresh(id => marks.byId.get(id));
  }

  /** @param {Coding} coding */
  isShown({ coder }) {
    return this.show === 'all' || coder === (this.show === 'mine' ? this.me : this.show);
  }

  // What Python is told -----------------------------------------------------------------------------------------

  send() {
    const { desk } = this;
    if (!desk) return;
    const have = { doc: desk.hash, rev: desk.ledger.rev, codes: shelf.codebook?.rev ?? null };
    this.setStateValue?.('out', { client: desk.outbox.client, doc: desk.hash, have, ops: desk.outbox.ops });
  }

  /**
   * We lack something. Asked once in a while only: should the answer never fit, the two would talk forever.
   * @param {import('./desk.js').Desk} desk
   */
  askForAll(desk) {
    if (performance.now() - (this.asked ?? -Infinity) < PATIENCE) return;
    this.asked = performance.now();
    this.setStateValue?.('out', { client: desk.outbox.client, doc: desk.hash, have: null, ops: desk.outbox.ops });
  }

  /**
   * Do it on screen now; Python hears of it until it answers.
   * @param {Deed} deed
   * @param {number} stamp  when the hand moved
   */
  act(deed, stamp) {
    const { desk } = this;
    if (!desk) return;
    const { op, touched } = desk.ledger.act(deed);
    this.draw(touched);
    this.send();
    this.showSafety(false);

    /** @type {import('./desk.js').OpTimes} */
    const times = { op: op.op, seq: op.seq, client: desk.outbox.client, t: stamp };
    perf().ops.push(times);
    afterPaint(time => { times.paint = time; });
  }

  /** @param {import('./types.js').Op[]} settled */
  timeAcks(settled) {
    const client = this.desk?.outbox.client;
    const now = performance.now();
    for (const { seq } of settled) {
      const times = perf().ops.find(op => op.seq === seq && op.client === client);
      if (times) times.ack = now;
    }
  }

  /** @param {boolean} heard  Python has just answered */
  showSafety(heard) {
    const waiting = this.desk?.outbox.waiting ?? 0;
    if (heard || !waiting) {
      clearTimeout(this.resendTimer);
      this.resendTimer = undefined;
      this.silence = 0;
    }
    if (waiting) this.resendTimer ??= setTimeout(() => this.sendAgain(), PATIENCE * 2 ** Math.min(this.silence ?? 0, 3));
    const safety = !waiting ? 'saved' : !navigator.onLine ? 'offline' : this.silence ? 'unsaved' : 'saving';
    this.bar.setSafety(safety, waiting, waitingElsewhere(storage(), this.desk?.outbox.key ?? ''));
  }

  sendAgain() {
    this.resendTimer = undefined;
    if (!this.desk?.outbox.waiting) return;
    this.silence = (this.silence ?? 0) + 1;
    if (this.silence === 1) this.announce(this.say(navigator.onLine ? 'unsaved' : 'offline', { n: this.desk.outbox.waiting }));
    this.send();
    this.showSafety(false);
  }

  // Coding ------------------------------------------------------------------------------------------------------

  /** The words to be coded now. */
  get target() {
    return this.view.selection() ?? this.range ?? this.last;
  }

  /**
   * A code was chosen in the side panel.
   * @param {Code} code
   * @param {Event} event
   */
  chosen(code, event) {
    if (this.resizing) this.endResize(false);
    if (!this.target) return this.nextOf(code);
    if (this.root.dataset.panel === 'sheet') this.togglePanel(false);
    this.apply(code, event.timeStamp);
  }

  /**
   * Give a code to what is selected, or to what was coded last.
   * @param {Code} code
   * @param {number} stamp
   */
  apply(code, stamp) {
    const { desk, say, target } = this;
    const doc = desk?.doc;
    if (!doc) return;
    if (!given(code)) return this.tell(say(code.retired ? 'retired' : 'notCodable', { code: code.name }));
    if (!target) return this.tell(say('selectFirst'));

    const [start, end] = [doc.toWire(target[0]), doc.toWire(target[1])];
    if (desk.ledger.hasTwin(code.id, start, end)) return this.tell(say('twin', { code: code.name }));
    if (this.show !== 'all' && this.show !== 'mine' && this.show !== this.me) {
      this.showWhose('all');
      this.announce(say('shownAgain'));
    }

    this.letGo();
    this.last = target;
    this.view.painter.emphasise('last', this.view.ranges(target));
    shelf.recent = [code.id, ...shelf.recent.filter(id => id !== code.id)].slice(0, 8);
    this.act({ op: 'add', coding: uuid7(), code: code.id, start, end, quote: doc.quote(target) }, stamp);
    this.tell(say('coded', { code: code.name }));
  }

  /**
   * @param {Mark} mark
   * @param {number} stamp
   */
  uncode(mark, stamp) {
    this.act({ op: 'del', coding: mark.id }, stamp);
    this.tell(this.say('uncoded', { code: this.codeOf(mark).name }));
  }

  /**
   * @param {Mark} mark
   * @param {Code} code
   * @param {number} stamp
   */
  recode(mark, code, stamp) {
    if (code.id === mark.code) return;
    if (this.desk?.ledger.hasTwin(code.id, mark.start, mark.end, mark.id)) return this.tell(this.say('twin', { code: code.name }));
    this.act({ op: 'recode', coding: mark.id, code: code.id }, stamp);
    this.tell(this.say('recoded', { code: code.name }));
  }

  /**
   * Give a coding the words that are selected; with none selected, ask for them.
   * @param {Mark} mark
   */
  resize(mark) {
    const target = this.view.selection() ?? this.range;
    if (target) return this.resizeTo(mark, target);

    this.resizing = mark;
    this.root.dataset.resizing = '';
    this.view.painter.emphasise('hot', this.view.ranges([mark.a, mark.b]));
    this.tell(this.say('resizeHow', { code: this.codeOf(mark).name }), true);
    this.scroll.focus({ preventScroll: true });
  }

  /**
   * @param {Mark} mark
   * @param {Stretch} target
   */
  resizeTo(mark, target) {
    const doc = this.desk?.doc;
    if (!doc) return;
    const [start, end] = [doc.toWire(target[0]), doc.toWire(target[1])];
    const name = this.codeOf(mark).name;
    if (this.desk?.ledger.hasTwin(mark.code, start, end, mark.id)) return this.tell(this.say('twin', { code: name }));
    this.letGo();
    this.act({ op: 'resize', coding: mark.id, start, end, quote: doc.quote(target) }, performance.now());
    this.tell(this.say('resized', { code: name }));
  }

  /** @param {boolean} apply */
  endResize(apply) {
    const { resizing, target } = this;
    const mark = resizing && this.marks?.byId.get(resizing.id);
    this.resizing = null;
    delete this.root.dataset.resizing;
    this.view.painter.emphasise('hot', []);
    if (apply && mark && target) this.resizeTo(mark, target);
    else this.tell(this.say('resizeKept'));
  }

  /**
   * @param {'undo' | 'redo'} op
   * @param {number} stamp
   */
  travel(op, stamp) {
    this.tell(this.say(op === 'undo' ? 'undoing' : 'redoing'));
    this.act({ op }, stamp);
  }

  /** @param {string} show */
  showWhose(show) {
    if (!this.desk) return;
    this.show = show;
    this.bar.whose.value = show;
    this.chips = '';
    this.marks?.set([...this.marks.byId.keys()].map(id => [id, null])); // lanes are taken anew
    this.draw(this.everything(this.desk));
    this.view.redraw();
    this.setStateValue?.('show', show);
  }

  // Choosing a code, seeing what is coded -----------------------------------------------------------------------

  /** @param {DOMRect | null} [near] */
  pick(near = null) {
    const { target } = this;
    if (!target) return this.tell(this.say('selectFirst'));
    this.hold(target);
    this.openPicker(this.say('pick'), near ?? this.view.rectOf(target), (code, event) => this.apply(code, event.timeStamp));
  }

  /**
   * @param {string} label
   * @param {import('./dialog.js').Near} near
   * @param {(code: Code, event: Event) => void} choose
   */
  openPicker(label, near, choose) {
    this.dialog?.close(false);
    this.float.hidden = true;
    const codes = (shelf.codebook?.list ?? []).filter(given);
    this.dialog = openPicker({
      container: this.main, near, label, say: this.say, codes, recent: shelf.recent, choose, closed: () => this.focusText(),
    });
  }

  /**
   * @param {Mark[]} marks
   * @param {import('./dialog.js').Near} near
   */
  openPopover(marks, near) {
    if (!marks.length) return;
    this.dialog?.close(false);
    this.float.hidden = true;
    const selected = this.view.selection() ?? this.range ?? this.rangeBefore;
    if (selected) this.hold(selected);
    const popover = new Popover({
      container: this.main, near, marks, closed: () => this.focusText(),
      facts: {
        say: this.say, face: this.view.margin.face, path: mark => this.codeOf(mark).path, words: mark => this.wordsOf(mark, 200),
        resizes: selected ? 'resizeTo' : 'resize',
      },
      deeds: {
        uncode: (mark, event) => this.uncode(mark, event.timeStamp),
        memo: (mark, text) => {
          this.act({ op: 'memo', coding: mark.id, text }, performance.now());
          this.tell(this.say('memoSaved'));
        },
        resize: mark => {
          popover.close(false);
          this.focusText();
          this.resize(mark);
        },
        change: mark => this.openPicker(this.say('pickNew', { code: this.codeOf(mark).name }), near,
          (code, event) => this.recode(mark, code, event.timeStamp)),
      },
    });
    this.dialog = popover;
  }

  listKeys() {
    const { say } = this;
    /** @type {[string, string][]} */
    const rows = [
      ['← → ↑ ↓', say('keyArrows')], ['Shift + ← → ↑ ↓', say('keyShift')], ['1–9, a–z', say('keyCode')], ['/', say('keyPick')],
      ['Enter', say('keyEnter')], ['[  ]', say('keyJump')], ['Ctrl + Z', say('keyUndo')], ['Ctrl + Shift + Z, Ctrl + Y', say('keyRedo')],
      ['Esc', say('keyEscape')], ['?', say('keyHelp')],
    ];
    const back = document.activeElement;
    this.dialog?.close(false);
    const bounds = this.main.getBoundingClientRect();
    const dialog = new Dialog({
      container: this.main, near: { left: bounds.right, top: bounds.top, bottom: bounds.top }, label: say('keys'), className: 'qc-keys',
      closed: () => (back instanceof HTMLElement && back.isConnected ? back.focus({ preventScroll: true }) : this.focusText()),
    });
    this.dialog = dialog;
    dialog.fill(
      el('div', 'qc-dialog-head', {}, el('span', '', {}, say('keys')), button('✕', () => dialog.close(), { className: 'qc-plain', name: say('close') })),
      el('dl', '', {}, ...rows.map(([key, meaning]) => el('div', '', {}, el('dt', '', {}, el('kbd', '', {}, key)), el('dd', '', {}, meaning)))));
    dialog.box.focus({ preventScroll: true });
  }

  // Selecting ---------------------------------------------------------------------------------------------------

  /** Take over what the browser has selected. */
  noteSelection() {
    const selection = this.view.selection();
    if (selection) {
      this.range = selection;
      this.forgetLast();
      this.view.painter.emphasise('held', []);
    } else if (this.range) {
      // The focus went into a field, or a finger touched a button, and took the browser's selection with it.
      const focus = document.activeElement;
      const isElsewhere = focus !== this.scroll && this.root.contains(focus);
      if (isElsewhere || performance.now() - (this.pressedBeside ?? -Infinity) < 1_000) this.hold(this.range);
      else this.letGo();
    }
  }

  forgetLast() {
    this.last = null;
    this.view.painter.emphasise('last', []);
  }

  /**
   * Show words as selected while the browser's selection is elsewhere.
   * @param {Stretch} stretch
   */
  hold(stretch) {
    this.range = stretch;
    this.view.painter.emphasise('held', this.view.ranges(stretch));
  }

  /** Nothing is selected any more. */
  letGo() {
    this.range = this.rangeBefore = null;
    this.float.hidden = true;
    this.view.painter.emphasise('held', []);
    // The blue of the selection would hide the colour, and the next drag inside it would be a drag-and-drop.
    if (this.view.selection()) document.getSelection()?.removeAllRanges();
  }

  /** Offer to code what the hand has selected. */
  offer() {
    const selection = this.view.selection();
    if (!selection || this.dialog?.box.isConnected || this.resizing) {
      this.float.hidden = true;
      return;
    }
    const { say } = this;
    const recent = shelf.codebook?.byId.get(shelf.recent[0] ?? '');
    const pick = button(say('code'), () => this.pick(), { className: 'qc-strong', attributes: { 'aria-keyshortcuts': '/' } });
    const again = recent && given(recent)
      ? button(recent.name, event => this.apply(recent, event.timeStamp), { className: 'qc-again', name: say('codeAs', { code: recent.name }) })
      : null;
    again?.style.setProperty('--qc-colour', recent?.colour ?? '');
    this.float.replaceChildren(pick, ...(again ? [again] : []));
    this.float.hidden = false;
    const rects = [...this.view.range(selection[1][0], 0, selection[1][1]).getClientRects()];
    const end = rects[rects.length - 1] ?? this.view.rectOf(selection);
    float(this.float, this.main, { left: end.right - 40, top: this.view.rectOf(selection).top, bottom: end.bottom });
    this.announce(say('selected', { n: this.desk?.doc?.quote(selection).split(/\s+/).length ?? 0 }));
  }

  // Reading with keys -------------------------------------------------------------------------------------------

  /** @param {KeyboardEvent} event */
  moveCursor({ key, shiftKey, ctrlKey, metaKey }) {
    const { cursor, view } = this;
    if (!cursor) return;
    const before = cursor.at?.[0];
    const fresh = !cursor.at || (!shiftKey && !view.isSeen(cursor.at[0]));
    if (fresh) cursor.put([view.firstSeen(), 0]);
    if (!fresh || shiftKey) cursor.move(key, { extend: shiftKey, whole: ctrlKey || metaKey });
    this.visited = null;
    this.forgetLast();
    this.letGo();
    this.cursorMoved(before);
  }

  /** @param {number | undefined} before  the paragraph it was in */
  cursorMoved(before) {
    const { cursor, view, say } = this;
    const doc = this.desk?.doc;
    const word = cursor?.word;
    if (!cursor || !doc || !word) return;
    view.reveal(word);
    view.showCursor(word);
    if (cursor.selection) {
      this.range = cursor.selection;
      view.select(cursor.selection);
      return this.announce(say('selected', { n: doc.quote(cursor.selection).split(/\s+/).length }));
    }
    const para = doc.para(word[0][0]);
    if (word[0][0] === before) return this.announce(doc.quote(word));
    this.announce([say('paragraph', { n: para.number }), para.speaker, short(para.text.slice(word[0][1]), 300)].filter(Boolean).join('. '));
  }

  /** @param {-1 | 1} direction */
  jump(direction) {
    const { marks } = this;
    if (!marks) return;
    const visited = this.visited && marks.byId.get(this.visited.id);
    /** @type {Place} */
    const place = this.cursor?.word?.[0] ?? [this.view.firstSeen(), 0];
    const next = marks.next(direction, { visited: visited ?? null, place });
    if (!next) return this.tell(this.say('noMore'));
    this.visit(next);
  }

  /** @param {Code} code */
  nextOf(code) {
    const { marks } = this;
    if (!marks) return;
    if (!code.codable) return;
    const visited = this.visited?.code === code.id ? marks.byId.get(this.visited.id) ?? null : null;
    const next = marks.next(1, { visited, place: [this.view.firstSeen(), 0], code: code.id })
      ?? marks.next(1, { visited: null, place: [0, 0], code: code.id }); // from the start again
    if (!next) return this.tell(this.say('noneOfCode', { code: code.name }));
    if (this.root.dataset.panel === 'sheet') this.togglePanel(false);
    this.visit(next);
  }

  /** @param {Mark} mark */
  visit(mark) {
    this.visited = mark;
    this.forgetLast();
    this.cursor?.put(mark.a);
    if (this.view.isSeen(mark.a[0])) this.view.reveal([mark.a, mark.b]);
    else this.view.jump([mark.a, mark.b]);
    this.view.showCursor(this.cursor?.word ?? null);
    this.flash([mark.a, mark.b]);
    this.announce(this.say('atCoding', { code: this.codeOf(mark).name, coder: this.coderOf(mark), words: this.wordsOf(mark, 200) }));
  }

  /** @param {{start: number, end: number}} place */
  arrive({ start, end }) {
    const doc = this.desk?.doc;
    if (!doc) return;
    /** @type {Stretch} */
    const stretch = [doc.fromWire(start), doc.endFromWire(end)];
    this.cursor?.put(stretch[0]);
    this.view.jump(stretch);
    this.flash(stretch, 4_000);
  }

  /**
   * @param {Stretch} stretch
   * @param {number} [time]
   */
  flash(stretch, time = 1_500) {
    clearTimeout(this.flashTimer);
    this.view.painter.emphasise('flash', this.view.ranges(stretch));
    this.flashTimer = setTimeout(() => this.view.painter.emphasise('flash', []), time);
  }

  /** @param {import('./desk.js').Desk} desk */
  returnToPlace(desk) {
    if (desk.place) this.scroll.scrollTop = this.view.row(desk.place[0]).row.offsetTop;
  }

  // Hands -------------------------------------------------------------------------------------------------------

  listen() {
    const { signal } = this.gone;
    const { root, scroll } = this;
    root.addEventListener('keydown', event => this.onKey(event), { signal });
    scroll.addEventListener('pointerdown', event => this.onPress(event), { signal });
    scroll.addEventListener('mousedown', event => {
      if (marginThing(event.target)) keepSelection(event);
    }, { signal });
    scroll.addEventListener('click', event => this.onClick(event), { signal });
    scroll.addEventListener('dragstart', keepSelection, { signal });
    scroll.addEventListener('scroll', () => this.onScroll(), { signal, passive: true });
    root.addEventListener('pointerdown', event => {
      if (event.target instanceof Node && !scroll.contains(event.target)) this.pressedBeside = performance.now();
    }, { signal });
    for (const type of /** @type {const} */ (['pointerover', 'focusin'])) scroll.addEventListener(type, event => this.pointAt(event.target), { signal });
    for (const type of /** @type {const} */ (['pointerout', 'focusout'])) scroll.addEventListener(type, () => this.pointAt(null), { signal });

    document.addEventListener('pointerup', () => this.pressing && this.onRelease(), { signal });
    document.addEventListener('pointercancel', () => { this.pressing = false; }, { signal });
    document.addEventListener('selectionchange', () => this.onSelectionChange(), { signal });
    globalThis.addEventListener('online', () => this.sendAgain(), { signal });
    globalThis.addEventListener('offline', () => this.showSafety(false), { signal });
  }

  /** @param {PointerEvent} event */
  onPress(event) {
    if (event.button !== 0 || marginThing(event.target)) return;
    this.pressing = true;
    this.rangeBefore = this.view.selection() ?? this.range;
    this.range = this.visited = null;
    this.forgetLast();
    this.float.hidden = true;
    this.view.painter.emphasise('held', []);
    this.cursor?.leave();
    this.view.showCursor(null);
  }

  onRelease() {
    this.pressing = false;
    setTimeout(() => { // the browser clears a clicked selection after this event
      this.noteSelection();
      if (this.resizing && this.view.selection()) this.endResize(true);
      else this.offer();
    });
  }

  onScroll() {
    this.float.hidden = this.tip.hidden = true;
    clearTimeout(this.scrollTimer);
    this.scrollTimer = setTimeout(() => {
      if (!this.desk) return;
      this.desk.place = this.scroll.scrollTop > 0 ? [this.view.firstSeen(), 0] : null;
      if (this.last && !this.view.isSeen(this.last[0][0])) this.forgetLast(); // never code what is out of sight
    }, 150);
  }

  onSelectionChange() {
    this.noteSelection();
    if (this.pressing) return;
    clearTimeout(this.offerTimer); // a long press selects without a release of ours
    this.offerTimer = setTimeout(() => this.view.selection() && !this.cursor?.anchor && this.offer(), 300);
  }

  /** @param {MouseEvent} event */
  onClick(event) {
    const { target, clientX: x, clientY: y } = event;
    if (!(target instanceof Element)) return;
    const gutter = target.closest('.qc-gutter');
    if (gutter) {
      const id = marginThing(target)?.dataset.id;
      const clicked = id ? this.marks?.byId.get(id) : undefined;
      const beside = this.view.margin.marksAt(gutter, y).filter(mark => mark !== clicked);
      return this.openPopover(clicked ? [clicked, ...beside] : beside, { left: x, top: y - 8, bottom: y + 8 });
    }
    if (this.view.selection() || !target.closest('.qc-txt')) return;
    this.openPopover(this.view.marksAt(x, y), { left: x, top: y - 12, bottom: y + 10 });
  }

  /** @param {EventTarget | null} target */
  pointAt(target) {
    const id = marginThing(target)?.dataset.id;
    const mark = id ? this.marks?.byId.get(id) : undefined;
    if (mark === this.pointed) return;
    this.pointed = mark;
    this.tip.hidden = !mark;
    for (const thing of this.scroll.querySelectorAll('.qc-hot')) thing.classList.remove('qc-hot');
    if (!this.resizing) this.view.painter.emphasise('hot', mark ? this.view.ranges([mark.a, mark.b]) : []);
    if (!mark || !(target instanceof Element)) return;

    for (const thing of this.scroll.querySelectorAll(`[data-id="${CSS.escape(mark.id)}"]`)) thing.classList.add('qc-hot');
    this.tip.replaceChildren(el('b', '', {}, this.codeOf(mark).path),
      ...(mark.own ? [] : [el('div', '', {}, this.say('by', { coder: this.coderOf(mark) }))]),
      ...(mark.memo ? [el('div', 'qc-tip-memo', {}, short(mark.memo, 160))] : []));
    const { left, right, top } = target.getBoundingClientRect();
    float(this.tip, this.main, { left: (left + right) / 2, top, bottom: Math.max(top, this.scroll.getBoundingClientRect().top) + 20 });
  }

  /** @param {KeyboardEvent} event */
  onKey(event) {
    const history = historyKey(event);
    const isField = event.target instanceof HTMLInputElement || event.target instanceof HTMLTextAreaElement;
    if (history && !isField) {
      event.preventDefault();
      event.stopPropagation();
      return this.travel(history, event.timeStamp);
    }
    if ((event.ctrlKey || event.metaKey) && !/^(Home|End|Arrow)/.test(event.key)) return;
    event.stopPropagation(); // Streamlit has shortcuts of its own on plain keys
    if (isField || event.target instanceof HTMLSelectElement || event.altKey && !event.getModifierState('AltGraph')) return;
    if (event.defaultPrevented) return;
    if (this.onPlainKey(event) || (event.target === this.scroll && this.onTextKey(event))) event.preventDefault();
  }

  /**
   * Keys that mean the same wherever the focus is.
   * @param {KeyboardEvent} event
   * @returns {boolean}
   */
  onPlainKey(event) {
    if (event.key === 'Escape') return this.escape();
    const { byKey } = shelf.codebook ?? { byKey: new Map() };
    const key = meantKey(event, typed => '[]/?'.includes(typed) || byKey.has(typed));
    if (key === null) {
      if (/^[0-9]$/.test(event.key) && this.target) this.tell(this.say('noKey', { key: event.key }));
      return false;
    }
    const code = byKey.get(key);
    if (code) this.apply(code, event.timeStamp);
    else if (key === '/') this.pick();
    else if (key === '?') this.listKeys();
    else this.jump(key === ']' ? 1 : -1);
    return true;
  }

  /**
   * Keys of the text.
   * @param {KeyboardEvent} event
   * @returns {boolean}
   */
  onTextKey(event) {
    if (/^(Arrow|Home$|End$)/.test(event.key)) {
      this.moveCursor(event);
      return true;
    }
    if (event.key !== 'Enter') return false;
    if (this.resizing) this.endResize(true);
    else if (this.view.selection() ?? this.range) this.pick();
    else this.openAtCursor();
    return true;
  }

  openAtCursor() {
    const word = this.cursor?.word;
    const marks = word ? this.marks?.at(word[0]) ?? [] : [];
    if (!word || !marks.length) return this.tell(this.say('noneHere'));
    const visited = marks.filter(mark => mark.id === this.visited?.id);
    this.openPopover([...visited, ...marks.filter(mark => !visited.includes(mark))], this.view.rectOf(word));
  }

  /** @returns {boolean} */
  escape() {
    if (this.resizing) this.endResize(false);
    else if (this.root.dataset.panel === 'sheet' && this.panel.element.contains(document.activeElement)) {
      this.togglePanel(false);
      this.bar.panel.focus();
      return true;
    }
    this.letGo();
    this.visited = null;
    this.forgetLast();
    this.cursor?.leave();
    this.view.showCursor(null);
    return true;
  }

  focusText() {
    this.scroll.focus({ preventScroll: true });
    this.view.painter.emphasise('held', []);
    if (this.range) this.view.select(this.range);
  }

  // The side panel ----------------------------------------------------------------------------------------------

  /** @param {boolean} [open] */
  togglePanel(open = this.root.dataset.panel === 'closed') {
    const isWide = this.root.clientWidth >= WIDE;
    this.root.dataset.panel = !open ? 'closed' : isWide ? 'beside' : 'sheet';
    this.bar.panel.setAttribute('aria-expanded', String(open));
    if (isWide) shelf.panel = open;
  }

  fitPanel() {
    const isWide = this.root.clientWidth >= WIDE;
    if (isWide === this.isWide) return;
    this.isWide = isWide;
    this.togglePanel(isWide && (shelf.panel ?? true));
  }

  // Words -------------------------------------------------------------------------------------------------------

  /** @param {Mark} mark */
  codeOf(mark) {
    return shelf.codebook?.code(mark.code) ?? new Codebook('', []).code(mark.code);
  }

  /** @param {Mark} mark */
  coderOf(mark) {
    return mark.own ? this.say('you') : this.coders.get(mark.coder) ?? '?';
  }

  /**
   * @param {Mark} mark
   * @param {number} [length]
   */
  wordsOf({ a, b }, length = WORDS_IN_LABEL) {
    const text = this.desk?.doc?.quote([a, a[0] === b[0] ? b : this.desk.doc.endOf(a[0])]) ?? '';
    return a[0] === b[0] ? short(text, length) : short(`${text} …`, length);
  }

  /**
   * For ears only.
   * @param {string} sentence
   */
  announce(sentence) {
    // The same sentence twice would not be read out again.
    this.live.textContent = this.live.textContent === sentence ? `${sentence}\u00a0` : sentence;
  }

  /**
   * For eyes and ears.
   * @param {string} sentence
   * @param {boolean} [stays]
   */
  tell(sentence, stays = false) {
    this.announce(sentence);
    clearTimeout(this.messageTimer);
    this.message.textContent = sentence;
    this.message.hidden = false;
    if (!stays) this.messageTimer = setTimeout(() => { this.message.hidden = true; }, 4_000);
  }

  /**
   * Something was not saved: it stays until it is dismissed.
   * @param {string} reason
   */
  refuse(reason) {
    const sentence = this.say('refused', { reason });
    const note = el('div', 'qc-refusal', {}, el('span', '', {}, sentence));
    note.append(button('✕', () => {
      note.remove();
      this.focusText();
    }, { className: 'qc-plain', name: this.say('dismiss') }));
    this.refusals.append(note);
    while (this.refusals.childElementCount > 3) this.refusals.firstChild?.remove();
    this.message.hidden = true;
    this.announce(sentence);
  }
}

/**
 * The stripe or name an event came from.
 * @param {EventTarget | null} target
 * @returns {HTMLElement | null}
 */
function marginThing(target) {
  return target instanceof Element ? target.closest('.qc-gutter [data-id]') : null;
}

/**
 * @param {string} text
 * @param {number} length
 */
function short(text, length) {
  return text.length > length ? `${text.slice(0, length).trimEnd()}…` : text;
}
