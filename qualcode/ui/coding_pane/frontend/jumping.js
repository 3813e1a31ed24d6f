// @ts-check
/** @import {Mark, Place} from './types.js' */
/** @import {Pane} from './pane.js' */
import { shelf } from './desk.js';
import { Dialog } from './dialog.js';
import { button, el } from './dom.js';
import { uncodedIn } from './uncoded.js';

/** What one goes to with { and }: the codings of a code, or of a coder. @typedef {{code?: string, coder?: string}} Goal */

/** Going from place to place: by code, by coder, by what nobody has coded yet. */
export class Jumping {
  /** @param {Pane} pane */
  constructor(pane) {
    this.pane = pane;
    /** @type {Goal | null} */
    this.goal = null;
    /** Whether only one's own codings count when something uncoded is looked for. */
    this.mineOnly = false;
    /** @type {Dialog | null} */
    this.dialog = null;
  }

  /**
   * To the next coding of the chosen code or coder, or the one before; with none chosen, of the code one is at.
   * @param {-1 | 1} direction
   */
  step(direction) {
    const at = this.pane.reading.visited ?? this.pane.reading.here().marks[0];
    const goal = this.goal ?? (at ? { code: at.code } : null);
    if (goal) this.to(goal, direction);
    else this.ask();
  }

  /**
   * @param {Goal} goal
   * @param {-1 | 1} direction
   */
  to(goal, direction) {
    const { pane } = this;
    this.goal = goal;
    if (goal.coder && !pane.isShown({ coder: goal.coder })) pane.showWhose('all');
    const next = pane.marks?.next(direction, { ...this.#here(), ...goal });
    if (next) pane.reading.visit(next);
    else pane.voice.tell(pane.say('noMoreOf', { what: this.#called(goal) }));
  }

  /**
   * To the next stretch that is not coded, or the one before.
   * @param {-1 | 1} direction
   */
  uncoded(direction) {
    const { pane } = this;
    const { desk, doc, reading, say, voice } = pane;
    if (!desk) return;
    const marks = [...desk.ledger.codings()].filter(({ coder }) => !this.mineOnly || coder === pane.me)
      .map(({ start, end }) => ({ a: doc.fromWire(start), b: doc.endFromWire(end) }));
    const { place } = this.#here();
    const found = uncodedIn(doc, marks);
    const isAhead = (/** @type {Place} */ [para, offset]) => (para - place[0] || offset - place[1]) * direction > 0;
    const next = direction > 0 ? found.find(({ stretch }) => isAhead(stretch[0])) : found.findLast(({ stretch }) => isAhead(stretch[0]));
    if (!next) return voice.tell(say(found.length ? 'noMoreUncoded' : 'noneUncoded'));
    reading.goTo(next.stretch);
    voice.tell(say('atUncoded', { n: doc.para(next.stretch[0][0]).number, words: next.words }));
  }

  /** Ask where to go. */
  ask() {
    const { pane } = this;
    const { say, main, asking } = pane;
    const back = document.activeElement;
    asking.makeWay();
    const { right, top } = main.getBoundingClientRect();
    const dialog = new Dialog({
      container: main, near: { left: right, top, bottom: top }, label: say('goTo'), className: 'qc-goto',
      closed: () => (back instanceof HTMLElement && back.isConnected && back !== document.body ? back.focus({ preventScroll: true }) : pane.focusText()),
    });
    const head = el('div', 'qc-dialog-head', {}, el('span', '', {}, say('goTo')), button('✕', () => dialog.close(), { className: 'qc-plain', name: say('close') }));
    dialog.fill(head, el('div', 'qc-goto-rows', {}, ...this.#rows()));
    dialog.box.querySelector('select')?.focus({ preventScroll: true });
    asking.dialog = dialog;
  }

  #rows() {
    const { say, coders, me, desk, voice, doc, reading } = this.pane;
    const given = tallied(desk?.ledger.codings() ?? []);
    const codes = (shelf.codebook?.list ?? []).filter(({ id }) => given.codes.has(id));
    const rows = [];
    if (codes.length) {
      const choice = select(say('goCode'), codes.map(({ id, name }) => [id, `${name} (${given.codes.get(id)})`]), this.goal?.code);
      rows.push(this.#row(say('goCode'), choice, direction => this.to({ code: choice.value }, direction), ['{', '}']));
    }
    if (coders.size > 1) {
      const choice = select(say('goCoder'), [...coders].map(([id, name]) => [id, `${id === me ? say('mine', { name }) : name} (${given.coders.get(id) ?? 0})`]), this.goal?.coder);
      rows.push(this.#row(say('goCoder'), choice, direction => this.to({ coder: choice.value }, direction), ['{', '}']));
    }
    const whose = select(say('goUncoded'), [['', say('byNobody')], ['mine', say('notByMe')]], this.mineOnly ? 'mine' : '');
    whose.addEventListener('change', () => { this.mineOnly = whose.value === 'mine'; });
    rows.push(this.#row(say('goUncoded'), whose, direction => this.uncoded(direction), ['|', '\\']));

    const number = el('input', 'qc-input', { type: 'number', min: '1', max: String(doc.paras.at(-1)?.number ?? 1), 'aria-label': say('goParagraph'), inputmode: 'numeric' });
    const go = () => {
      const index = doc.paras.findIndex(para => para.number === Number(number.value));
      if (index < 0) return voice.tell(say('noParagraph', { n: number.value }));
      reading.goTo([[index, 0], doc.endOf(index)]);
      voice.tell(say('paragraph', { n: number.value }));
    };
    number.addEventListener('keydown', event => event.key === 'Enter' && go());
    rows.push(el('div', 'qc-goto-row', {}, el('span', 'qc-goto-name', {}, say('goParagraph')), number, button(say('go'), go)));
    return rows;
  }

  /**
   * @param {string} name
   * @param {HTMLElement} choice
   * @param {(direction: -1 | 1) => void} go
   * @param {[string, string]} keys
   */
  #row(name, choice, go, keys) {
    const { say } = this.pane;
    const arrow = (/** @type {string} */ sign, /** @type {'before' | 'next'} */ way, /** @type {-1 | 1} */ direction, /** @type {string} */ key) =>
      button(sign, () => go(direction), { name: say(way, { what: name }), attributes: { title: `${say(way, { what: name })} (${key})`, 'aria-keyshortcuts': key } });
    return el('div', 'qc-goto-row', {}, el('span', 'qc-goto-name', {}, name), choice, arrow('↑', 'before', -1, keys[0]), arrow('↓', 'next', 1, keys[1]));
  }

  /** Where one goes on from. @returns {{visited: Mark | null, place: Place}} */
  #here() {
    const { reading, view, marks } = this.pane;
    const visited = marks?.byId.get(reading.visited?.id ?? '') ?? null;
    const word = reading.cursor?.word;
    return { visited, place: visited?.a ?? (word && view.isSeen(word[0][0]) ? word[0] : [view.firstSeen(), 0]) };
  }

  /** @param {Goal} goal */
  #called({ code, coder }) {
    return code ? shelf.codebook?.code(code).name ?? '?' : this.pane.coders.get(coder ?? '') ?? '?';
  }
}

/**
 * How often each code and coder is there.
 * @param {Iterable<{code: string, coder: string}>} codings
 */
function tallied(codings) {
  /** @type {Map<string, number>} */
  const codes = new Map();
  /** @type {Map<string, number>} */
  const coders = new Map();
  for (const { code, coder } of codings) {
    codes.set(code, (codes.get(code) ?? 0) + 1);
    coders.set(coder, (coders.get(coder) ?? 0) + 1);
  }
  return { codes, coders };
}

/**
 * @param {string} label
 * @param {string[][]} choices  value and label
 * @param {string | undefined} chosen
 */
function select(label, choices, chosen) {
  const made = el('select', 'qc-whose', { 'aria-label': label }, ...choices.map(([value = '', text = '']) => el('option', '', { value }, text)));
  if (choices.some(([value]) => value === chosen)) made.value = chosen ?? '';
  return made;
}
