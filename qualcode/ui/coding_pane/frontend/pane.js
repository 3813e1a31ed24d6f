// @ts-check
// The coding pane: what Streamlit calls, and where the parts meet. The wire is described in types.js; what the screen
// is drawn from is in ledger.js; drawing is in text.js and margin.js.
/** @import {Code, Coding, ComponentArgs, Deed, Mark, PaneData, Say} from './types.js' */
/** @import {Desk} from './desk.js' */
import { Asking } from './asking.js';
import { Bar } from './bar.js';
import { Codebook } from './codebook.js';
import { Deeds } from './deeds.js';
import { deskOf, isNewArrival, perf, shelf } from './desk.js';
import { Doc } from './doc.js';
import { afterPaint, button, el } from './dom.js';
import { Handles } from './handles.js';
import { isOpen, keepOpen } from './habits.js';
import { Hands } from './hands.js';
import { Line } from './line.js';
import { flagWords } from './marking.js';
import { Marks } from './marks.js';
import { Memoing } from './memoing.js';
import { withAwaited } from './naming.js';
import { Panel } from './panel.js';
import { Player } from './player.js';
import { Reading } from './reading.js';
import { Seeing } from './seeing.js';
import { Selecting } from './selecting.js';
import { Sets } from './sets.js';
import { TextView } from './text.js';
import { Units } from './units.js';
import { Voice } from './voice.js';
import { beside } from './wire.js';
import { short, wording } from './words.js';

const WIDE = 900; // below, the side panel is a sheet over the text
const NARROW = 600; // below, what is offered stands at the bottom
const HEIGHT = 720;
const WORDS_IN_LABEL = 80;
const NO_CODES = new Codebook('', []);

/** @type {WeakMap<object, Pane>} */
const panes = new WeakMap();

/** @param {ComponentArgs} args */
export default function codingPane({ data, parentElement, setStateValue }) {
  const told = data ? beside.unpacked(data) : null;
  const words = JSON.stringify(told?.words ?? {});
  let pane = panes.get(parentElement);
  if (!pane || (told && pane.words !== words)) { // new, or in another language
    pane?.close();
    pane = new Pane(parentElement, words);
    panes.set(parentElement, pane);
  }
  pane.receive(told, setStateValue);

  // Streamlit calls only the cleanup it was given last, when the element goes: so it is given every time.
  return () => {
    panes.get(parentElement)?.close();
    panes.delete(parentElement);
  };
}

export class Pane {
  /**
   * @param {HTMLElement | ShadowRoot} parent
   * @param {string} words
   */
  constructor(parent, words) {
    this.words = words;
    /** @type {Say} */
    this.say = wording(JSON.parse(words));
    const { say } = this;
    /** @type {Desk | null} */
    this.desk = null;
    /** @type {Marks | null} */
    this.marks = null;
    /** @type {Map<string, string>} */
    this.coders = new Map();
    this.me = '';
    this.show = 'mine';
    /** @type {string | null} */
    this.shownByPython = null;
    this.chips = '';
    /** @type {Codebook | null} */
    this.codebook = null;
    /** @type {boolean | null} */
    this.isWide = null;
    this.isClosed = false;

    this.scroll = el('div', 'qc-scroll', { tabindex: '0', role: 'region', 'aria-label': say('text'), 'aria-description': say('textHelp') });
    this.main = el('div', 'qc-main');
    this.root = el('div', 'qc-pane');
    this.view = new TextView(this.scroll, {
      colour: mark => this.codeOf(mark).colour,
      name: mark => this.codeOf(mark).name,
      coder: mark => (mark.own ? '' : this.coders.get(mark.coder) ?? '?'),
      label: mark => say('stripe', { code: this.codeOf(mark).name, coder: this.coderOf(mark), words: this.wordsOf(mark) }),
      flags: mark => flagWords(mark.flags, say),
    });
    this.voice = new Voice(say, () => this.focusText());
    this.selecting = new Selecting(this);
    this.reading = new Reading(this);
    this.deeds = new Deeds(this);
    this.handles = new Handles(this);
    this.units = new Units(this);
    this.memoing = new Memoing(this);
    this.asking = new Asking(this);
    this.line = new Line(
      (safety, waiting, elsewhere) => this.bar.setSafety(safety, waiting, elsewhere),
      (safety, waiting) => this.voice.announce(say(safety, { n: waiting })),
    );
    this.bar = new Bar(say, {
      show: value => this.showWhose(value),
      undo: event => this.deeds.travel('undo', event.timeStamp),
      redo: event => this.deeds.travel('redo', event.timeStamp),
      keys: () => this.asking.listKeys(),
      panel: () => this.togglePanel(this.root.dataset.panel === 'closed'),
      find: () => this.seeing.finding.open(),
      goTo: () => this.seeing.jumping.ask(),
      map: () => this.seeing.toggleMap(),
    });
    this.seeing = new Seeing(this);
    this.panel = new Panel(say, {
      choose: (code, event) => this.#chosen(code, event), point: code => this.seeing.facts.define(code), close: () => this.#shutPanel(),
    }, this.seeing.facts.elements);
    this.sets = new Sets(this);
    this.bar.add(this.sets.choice, this.sets.strip);
    this.hands = new Hands(this);
    this.hands.listen();
    this.seeing.listen();
    this.player = new Player(this);
    this.player.listen();

    this.thumbPanel = button(say('codesPanel'), () => this.togglePanel(this.root.dataset.panel === 'closed'), { attributes: { 'aria-expanded': 'false' } });
    this.thumb = el('div', 'qc-thumb', {}, this.thumbPanel, el('span', 'qc-thumb-hint', {}, say('pressLong')));
    this.main.append(this.scroll, this.seeing.finding.element, this.seeing.map.tip, this.selecting.offerBox, this.voice.refusals, this.voice.message, this.hands.tip);
    this.root.append(this.bar.element, this.player.element, el('div', 'qc-body', {}, this.main, this.seeing.map.element, this.panel.element), this.thumb, this.voice.live);
    this.resized = new ResizeObserver(() => this.#fitPanel());
    this.styled = this.#enter(parent);
  }

  close() {
    this.isClosed = true;
    for (const part of [this.seeing, this.memoing, this.player, this.handles, this.hands, this.asking, this.line, this.voice, this.selecting, this.reading, this.view]) part.close();
    this.resized.disconnect();
    this.root.remove();
  }

  /**
   * Enter the page, hidden until the style sheet is there: without it every paragraph would count as seen and be painted.
   * @param {HTMLElement | ShadowRoot} parent
   */
  async #enter(parent) {
    this.root.style.cssText = 'visibility: hidden; height: 0; overflow: hidden';
    parent.append(this.root);
    const isStyled = () => getComputedStyle(this.root).getPropertyValue('--qc-styled') !== '';
    for (let tries = 0; !isStyled() && tries < 300 && !this.isClosed; tries++) await new Promise(resolve => setTimeout(resolve, 10));
    this.root.removeAttribute('style');
    this.#fitPanel();
    this.resized.observe(this.root);
  }

  // What Python sends -------------------------------------------------------------------------------------------

  /**
   * @param {PaneData | null} data  null when it cannot be understood without more
   * @param {ComponentArgs['setStateValue']} setStateValue
   */
  async receive(data, setStateValue) {
    this.line.setStateValue = setStateValue; // the newest: an older one speaks for an older run
    if (this.isWide === null) await this.styled;
    if (this.isClosed) return;
    if (data) this.#take(data);
    else this.line.askForAll(this.desk);
  }

  /** @param {PaneData} data */
  #take(data) {
    const start = performance.now();
    const desk = deskOf(data.doc.hash, data.me, data.doc.source);
    desk.doc ??= new Doc(data.doc);
    if (shelf.told?.rev !== data.codes_rev) {
      shelf.told = new Codebook(data.codes_rev, data.codes);
      shelf.sets = data.sets ?? [];
      shelf.unite = data.unite ?? false;
    }
    desk.ledger.unites = shelf.unite;
    const news = desk.ledger.take(data.segs, data.ack);
    if (!news) return this.line.askForAll(desk);

    this.root.style.setProperty('--qc-height', `${data.opts?.height ?? HEIGHT}px`);
    const isNewDesk = this.desk !== desk;
    if (isNewDesk) this.#sitDownAt(desk, desk.doc, data.me);
    this.player.take(data.recording ?? null, desk.doc);
    const isOther = [this.#takeCodes(), this.#takeShow(data), isNewDesk].includes(true);
    this.#draw(isOther ? this.#everything(desk) : news.touched);
    this.seeing.take(data);
    this.memoing.take(data.memos, data.memoPage, data.cards?.[0]?.[0]);

    for (const sentence of news.said) this.voice.tell(sentence);
    for (const { op, reason } of news.errors) {
      if (op?.op === 'undo' || op?.op === 'redo') this.voice.tell(reason);
      else this.voice.refuse(reason, op && 'text' in op ? [op.op === 'note' ? op.title : '', op.text].filter(Boolean).join('\n') : '');
    }
    this.#timeAcks(desk, news.settled);
    const isLoad = isNewDesk || data.segs.mode === 'full';
    const js = performance.now() - start;
    if (isLoad) afterPaint(painted => perf().loads.push({ start, js, painted }));
    this.line.heard(news.settled.length > 0);
    if (isLoad) this.line.send();

    if (isNewDesk && desk.place !== null) this.scroll.scrollTop = this.view.row(desk.place).row.offsetTop;
    if (data.goto && isNewArrival(data.goto.token)) this.reading.arrive(data.goto);
  }

  /**
   * @param {Desk} desk
   * @param {Doc} doc
   * @param {string} me
   */
  #sitDownAt(desk, doc, me) {
    this.asking.close();
    this.desk = this.line.desk = desk;
    this.me = me;
    this.marks = new Marks(doc, me);
    this.scroll.scrollTop = 0;
    this.view.show(doc, this.marks);
    this.selecting.range = this.selecting.before = null;
    this.selecting.forgetLast();
    this.reading.open(doc);
    this.deeds.resizing = null;
    this.handles.hide();
    this.units.steps = [];
    this.seeing.open(doc);
    this.codebook = null;
  }

  /** @returns {boolean} whether everything is to be drawn again */
  #takeCodes() {
    if (!shelf.told) return false;
    const codebook = shelf.codebook = withAwaited(shelf.told, this.desk?.ledger);
    if (codebook === this.codebook) {
      this.sets.take();
      return false;
    }
    this.codebook = codebook;
    this.#takeDown(); // colours and names changed
    this.panel.setCodes(codebook, this.marks?.counts ?? new Map());
    this.sets.take();
    return true;
  }

  /**
   * @param {PaneData} data
   * @returns {boolean} whether everything is to be drawn again
   */
  #takeShow({ coders, me, show }) {
    this.coders = new Map(coders);
    const isNews = show !== this.shownByPython; // a run that began before the coder chose brings the old choice again
    const isOther = isNews && show !== this.show;
    this.shownByPython = show;
    if (isOther) {
      this.show = show;
      this.#takeDown();
    }
    const chips = JSON.stringify([coders, me, this.show]);
    if (chips !== this.chips) this.bar.setCoders(coders, me, this.show);
    this.chips = chips;
    return isOther;
  }

  /** Draw nothing any more: what is drawn next takes its lanes anew. */
  #takeDown() {
    const { marks } = this;
    if (!marks) return;
    const { paras, codes } = marks.set([...marks.byId.keys()].map(id => [id, null]));
    this.view.repaint(paras);
    this.panel.setCounts(marks.counts, codes);
    this.seeing.drawn();
  }

  /** @param {Desk} desk */
  *#everything({ ledger }) {
    yield* ledger.stored.keys();
    for (const id of ledger.pending.keys()) if (!ledger.stored.has(id)) yield id;
  }

  /**
   * Bring the screen up to date with these codings.
   * @param {Iterable<string>} ids
   */
  #draw(ids) {
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
    this.seeing.drawn();
    this.handles.refresh();
    this.asking.refresh();
  }

  /**
   * @param {Desk} desk
   * @param {import('./types.js').Op[]} settled
   */
  #timeAcks({ outbox }, settled) {
    const ack = performance.now();
    for (const { seq } of settled) {
      const times = perf().ops.findLast(op => op.seq === seq && op.client === outbox.client);
      if (times) times.ack = ack;
    }
  }

  // What the coder does -----------------------------------------------------------------------------------------

  /** The text that is read. */
  get doc() {
    const doc = this.desk?.doc;
    if (!doc) throw new Error('no text yet');
    return doc;
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
    this.#draw(this.#takeCodes() ? this.#everything(desk) : touched);
    this.line.send();

    /** @type {import('./desk.js').OpTimes} */
    const times = { op: op.op, seq: op.seq, client: desk.outbox.client, t: stamp };
    perf().ops.push(times);
    afterPaint(time => { times.paint = time; });
  }

  /** @param {string} show */
  showWhose(show) {
    if (!this.desk) return;
    this.show = show;
    this.bar.whose.value = show;
    this.#takeDown();
    this.#draw(this.#everything(this.desk));
    this.line.sendShow(show);
  }

  /** @param {Pick<Coding, 'coder'>} coding */
  isShown({ coder }) {
    return this.show === 'all' || coder === (this.show === 'mine' ? this.me : this.show);
  }

  /**
   * A code was chosen in the side panel: it is given to what is selected, or else visited.
   * @param {Code} code
   * @param {Event} event
   */
  #chosen(code, event) {
    if (this.deeds.resizing) this.deeds.endResize(false);
    const { target } = this.selecting;
    this.closeSheet();
    if (target) this.deeds.code(code, event.timeStamp);
    else this.reading.nextOf(code);
  }

  /** Back to the text, with what was selected in it. */
  focusText() {
    this.scroll.focus({ preventScroll: true });
    this.selecting.restore();
  }

  // The side panel: beside the text, or a sheet over it ---------------------------------------------------------

  /** @param {boolean} open */
  togglePanel(open) {
    this.root.dataset.panel = !open ? 'closed' : this.isWide ? 'beside' : 'sheet';
    for (const toggle of [this.bar.panel, this.thumbPanel]) toggle.setAttribute('aria-expanded', String(open));
    if (this.isWide) keepOpen('panel', open);
  }

  #shutPanel() {
    if (this.closeSheet()) return;
    this.togglePanel(false);
    this.#focusToggle();
  }

  #focusToggle() {
    (this.bar.panel.offsetParent ? this.bar.panel : this.thumbPanel).focus();
  }

  /** @returns {boolean} whether there was one to close */
  closeSheet() {
    if (this.root.dataset.panel !== 'sheet') return false;
    const hadFocus = this.panel.element.contains(document.activeElement);
    this.togglePanel(false);
    if (hadFocus) this.#focusToggle();
    return true;
  }

  #fitPanel() {
    const isWide = this.root.clientWidth >= WIDE;
    this.#fitOffer(this.root.clientWidth < NARROW);
    if (isWide === this.isWide) return;
    this.isWide = isWide;
    this.togglePanel(isWide && isOpen('panel'));
  }

  /**
   * What is offered for a selection floats beside it; on a phone it stands where the thumb is.
   * @param {boolean} isNarrow
   */
  #fitOffer(isNarrow) {
    const { offerBox } = this.selecting;
    if (isNarrow && offerBox.parentNode !== this.thumb) this.thumb.append(offerBox);
    else if (!isNarrow && offerBox.parentNode !== this.main) this.scroll.after(offerBox);
  }

  // What things are called --------------------------------------------------------------------------------------

  /** @param {Mark} mark */
  codeOf(mark) {
    return (shelf.codebook ?? NO_CODES).code(mark.code);
  }

  /** @param {Mark} mark */
  coderOf(mark) {
    return mark.own ? this.say('you') : this.coders.get(mark.coder) ?? '?';
  }

  /**
   * How a coding's words begin.
   * @param {Mark} mark
   * @param {number} [length]
   */
  wordsOf({ a, b }, length = WORDS_IN_LABEL) {
    const isWhole = a[0] === b[0];
    return short(this.doc.quote([a, isWhole ? b : this.doc.endOf(a[0])]) + (isWhole ? '' : ' …'), length);
  }
}
