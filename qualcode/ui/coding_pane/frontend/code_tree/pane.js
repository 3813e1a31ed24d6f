// @ts-check
// The codebook's tree and the details of the code that is open: what Streamlit calls, and where the parts meet. What
// passes between Python and this is in types.js; what a code is, plus what waits, is in tree.js.
/** @import {ComponentArgs, Deed, Entry, Say, TreeData} from './types.js' */
/** @import {Desk} from './desk.js' */
import { perf } from '../desk.js';
import { Dialog } from '../dialog.js';
import { afterPaint, button, el } from '../dom.js';
import { uuid7 } from '../uuid7.js';
import { Voice } from '../voice.js';
import { Deeds } from './deeds.js';
import { deskOf } from './desk.js';
import { Details } from './details.js';
import { Drag } from './drag.js';
import { Hands } from './hands.js';
import { Line } from './line.js';
import { Rows } from './rows.js';
import { Tools } from './tools.js';
import { wording } from './words.js';

/** @type {WeakMap<object, CodeTree>} */
const panes = new WeakMap();
/** @type {Set<string>} */
const arrivals = new Set();

/** @param {ComponentArgs} args */
export default function codeTree({ data, parentElement, setStateValue }) {
  const words = JSON.stringify(data?.words ?? {});
  let pane = panes.get(parentElement);
  if (pane?.words !== words) { // new, or in another language
    pane?.close();
    pane = new CodeTree(parentElement, words);
    panes.set(parentElement, pane);
  }
  if (data) pane.receive(data, setStateValue);

  // Streamlit calls only the cleanup it was given last, when the element goes: so it is given every time.
  return () => {
    panes.get(parentElement)?.close();
    panes.delete(parentElement);
  };
}

export class CodeTree {
  /**
   * @param {HTMLElement | ShadowRoot} parent
   * @param {string} words
   */
  constructor(parent, words) {
    this.words = words;
    /** @type {Say} */
    this.say = wording(JSON.parse(words));
    /** @type {Desk | null} */
    this.desk = null;
    /** @type {TreeData | null} */
    this.data = null;
    this.rows = new Rows(this.say);
    this.deeds = new Deeds(this);
    this.hands = new Hands(this);
    this.tools = new Tools(this.say, {
      filter: typed => this.find(typed), filterKey: event => this.hands.onFilterKey(event), showRetired: () => this.toggleRetired(), foldAll: () => this.foldAll(),
      add: under => this.deeds.add(under), rename: () => this.deeds.rename(), move: (way, stamp) => this.deeds.step(way, stamp),
      retire: stamp => this.deeds.retire(this.current, stamp), travel: (op, stamp) => this.deeds.travel(op, stamp), keys: near => this.listKeys(near),
    });
    this.details = new Details(this.say, {
      save: (entry, fields, newRule, stamp) => this.deeds.save(entry, fields, newRule, stamp), retire: (entry, stamp) => this.deeds.retire(entry, stamp),
      quotes: entry => this.openQuotes(entry), drafted: () => this.draw(), leave: () => this.focusTree(), tell: sentence => this.voice.tell(sentence),
    });
    this.scroller = el('div', 'qc-tree-scroll', {}, this.rows.element, this.rows.none);
    this.drag = new Drag(this.rows, this.scroller, {
      begin: id => this.voice.tell(this.say('carrying', { code: this.nameOf(id) }), true),
      drop: (id, place, stamp) => this.deeds.move(id, place, stamp),
      refuse: id => this.voice.tell(this.say('cannotGo', { code: this.nameOf(id) })),
    });
    this.voice = new Voice(/** @type {any} */ (this.say), () => this.focusTree());
    this.line = new Line((safety, waiting) => this.tools.setSafety(safety, waiting));
    const left = el('div', 'qc-book-tree', {}, this.tools.finding, this.tools.doing, this.tools.waiting, this.scroller);
    this.root = el('div', 'qc-book', {}, left, this.details.element, this.voice.refusals, this.voice.message, this.voice.live);
    this.hands.listen();
    parent.append(this.root);
  }

  close() {
    for (const part of [this.line, this.voice, this.drag]) part.close();
    this.root.remove();
  }

  // What Python sends --------------------------------------------------------------------------------------------

  /**
   * @param {TreeData} data
   * @param {ComponentArgs['setStateValue']} setStateValue
   */
  receive(data, setStateValue) {
    const start = performance.now();
    const desk = deskOf(data.book, data.me);
    [this.line.setStateValue, this.line.desk] = [setStateValue, desk]; // the newest: an older one speaks for an older run
    const isNew = this.desk !== desk;
    const isLoad = data.codes.mode === 'full';
    const news = desk.take(data);
    if (!news) return this.line.askForAll(desk);

    [this.desk, this.data] = [desk, data];
    this.#arrive(desk, data);
    for (const { op, reason } of news.errors) this.#refused(op, reason);
    for (const sentence of news.said) this.voice.tell(sentence);
    this.draw();
    if (isNew) this.tools.filter.value = desk.typed;
    this.#time(news.settled, isLoad, start);
    this.line.heard();
    if (isLoad || (isNew && desk.outbox.waiting)) this.line.send();
  }

  /**
   * @param {Desk} desk
   * @param {TreeData} data
   */
  #arrive(desk, { goto }) {
    if (!goto || arrivals.has(goto.token)) return;
    arrivals.add(goto.token);
    desk.open = desk.current = goto.code;
    this.#unfold(desk, goto.code);
    requestAnimationFrame(() => this.rows.byId.get(goto.code)?.row.scrollIntoView({ block: 'nearest' }));
  }

  /**
   * @param {import('./types.js').Op | undefined} op
   * @param {string} reason
   */
  #refused(op, reason) {
    if (op?.op === 'undo' || op?.op === 'redo') return this.voice.tell(reason);
    if (op?.op === 'change') this.desk?.drafts.restore(op.code, op.fields, op.was);
    this.voice.refuse(reason);
  }

  /**
   * @param {import('./types.js').Op[]} settled
   * @param {boolean} isLoad
   * @param {number} start
   */
  #time(settled, isLoad, start) {
    const ack = performance.now();
    for (const { seq } of settled) {
      const times = perf().ops.findLast(op => op.seq === seq && op.client === this.desk?.outbox.client);
      if (times) times.ack = ack;
    }
    const js = performance.now() - start;
    if (isLoad) afterPaint(painted => perf().loads.push({ start, js, painted }));
  }

  draw() {
    const { desk, data } = this;
    if (!desk || !data) return;
    const tree = desk.tree();
    const waiting = desk.drafts.waiting(id => tree.byId.get(id));
    if (desk.open && !tree.byId.has(desk.open)) desk.open = null;
    this.rows.draw(tree, { ...desk, unsaved: new Set(waiting.map(({ id }) => id)), languages: [data.main, ...data.languages.map(([id]) => id)] });
    if (!tree.byId.has(desk.current ?? '')) desk.current = this.rows.shown[0] ?? null;
    this.tools.draw({
      retired: [...tree.byId.values()].filter(({ retired }) => retired).length, showRetired: desk.showRetired, current: this.current,
    });
    const others = waiting.filter(({ id }) => id !== desk.open);
    this.tools.waiting.replaceChildren(...(others.length ? [this.say('waiting'), ...others.map(entry => button(entry.name, () => this.open(entry.id, true)))] : []));
    this.tools.waiting.hidden = !others.length;
    this.details.draw(desk, this.rows, data);
    this.root.dataset.open = String(Boolean(desk.open));
  }

  // Walking and opening ------------------------------------------------------------------------------------------

  /** The code the keys act on. */
  get current() {
    return this.rows.tree.byId.get(this.desk?.current ?? '');
  }

  /** @param {string} id */
  nameOf(id) {
    return this.rows.tree.byId.get(id)?.name ?? '?';
  }

  /**
   * @param {string | undefined} id
   * @param {boolean} [focus]
   */
  stand(id, focus = true) {
    if (!id || !this.desk) return;
    this.desk.current = id;
    this.rows.rove(id);
    this.tools.draw({ ...this.#retiredNow(), current: this.current });
    const row = this.rows.byId.get(id)?.row;
    if (focus) row?.focus({ preventScroll: true });
    row?.scrollIntoView({ block: 'nearest' });
  }

  #retiredNow() {
    const retired = [...this.rows.tree.byId.values()].filter(entry => entry.retired).length;
    return { retired, showRetired: this.desk?.showRetired ?? false };
  }

  focusTree() {
    this.stand(this.desk?.current ?? this.rows.shown[0]);
  }

  /**
   * @param {string} id
   * @param {boolean} [writes]  the hands go to its first field
   */
  open(id, writes = false) {
    const { desk } = this;
    if (!desk) return;
    desk.open = desk.current = id;
    this.#unfold(desk, id);
    this.draw();
    this.line.send(); // Python writes it into the address
    const isBelow = this.details.element.offsetTop > this.scroller.offsetTop + this.scroller.offsetHeight;
    if (isBelow) this.details.element.scrollIntoView({ block: 'start' });
    if (writes) this.details.focus();
  }

  /**
   * @param {Desk} desk
   * @param {string} id
   */
  #unfold(desk, id) {
    const tree = desk.tree();
    for (let step = tree.byId.get(id)?.parent; step; step = tree.byId.get(step)?.parent) desk.folded.delete(step);
  }

  /**
   * @param {string} id
   * @param {boolean} [isOpen]
   */
  fold(id, isOpen = this.desk?.folded.has(id)) {
    if (isOpen) this.desk?.folded.delete(id);
    else this.desk?.folded.add(id);
    this.draw();
  }

  /** All folded, or if all are: none. */
  foldAll() {
    const { desk, rows: { tree } } = this;
    if (!desk) return;
    const parents = [...tree.byId.keys()].filter(id => tree.children(id).length);
    desk.folded = new Set(parents.every(id => desk.folded.has(id)) ? [] : parents);
    this.draw();
  }

  /** @param {string} typed */
  find(typed) {
    if (this.desk) this.desk.typed = typed;
    this.draw();
  }

  toggleRetired() {
    if (this.desk) this.desk.showRetired = !this.desk.showRetired;
    this.draw();
  }

  /** @param {Entry} entry */
  openQuotes({ id }) {
    this.line.setStateValue?.('quotes', { code: id, token: uuid7() });
  }

  // What the coder does ------------------------------------------------------------------------------------------

  /**
   * Do it on screen now; Python hears of it until it answers.
   * @param {Deed} deed
   * @param {number} stamp  when the hand moved
   */
  act(deed, stamp) {
    const { desk } = this;
    if (!desk) return;
    const { seq } = desk.act(deed);
    this.draw();
    this.line.send();

    /** @type {import('../desk.js').OpTimes} */
    const times = { op: deed.op, seq, client: desk.outbox.client, t: stamp };
    perf().ops.push(times);
    afterPaint(time => { times.paint = time; });
  }

  /** @param {HTMLElement} near */
  listKeys(near) {
    const { say } = this;
    /** @type {[string[], string][]} */
    const keys = [
      [['↑ ↓', '← →'], say('keyArrows')], [['Home', 'End'], say('keyHome')], [['*'], say('keyFoldAll')], [['Enter', 'Space'], say('keyEnter')], [['F2'], say('keyRename')],
      [['N', 'Insert'], say('keyNew')], [['Shift N'], say('keyNewUnder')], [['Alt ↑', 'Alt ↓'], say('keyMove')], [['Alt →', 'Alt ←'], say('keyNest')],
      [['Delete'], say('keyDelete')], [['/'], say('keyFilter')], [['Ctrl S'], say('keySave')], [['Ctrl Z'], say('keyUndo')], [['Ctrl Y'], say('keyRedo')],
      [['Esc'], say('keyEscape')],
    ];
    const dialog = new Dialog({
      container: this.root, near: near.getBoundingClientRect(), label: say('keys'), className: 'qc-keys', closed: () => near.focus(),
    });
    const close = button('✕', () => dialog.close(), { className: 'qc-plain', name: say('close') });
    dialog.fill(
      el('div', 'qc-dialog-head', {}, el('span', '', {}, say('keys')), close),
      el('dl', '', {}, ...keys.map(([names, meaning]) => el('div', '', {},
        el('dt', '', {}, ...names.map(name => el('kbd', '', {}, name))), el('dd', '', {}, meaning)))));
    close.focus({ preventScroll: true });
  }
}
