// @ts-check
/** @import {Card, Code, Coding, Mark, MemoRow, Place, Say} from './types.js' */
/** @import {Pane} from './pane.js' */
import { shelf } from './desk.js';
import { el, swatch } from './dom.js';
import { Section } from './section.js';

const REST = 400; // until counts are drawn again: hands come first
const FIELDS = /** @type {const} */ (['brief', 'full', 'use', 'avoid', 'example', 'near_miss']);

/** What is to be known where one is: what the code there means, who speaks, what was noted, how often codes are given. */
export class Facts {
  /** @param {Pane} pane */
  constructor(pane) {
    this.pane = pane;
    const { say } = pane;
    const region = (/** @type {string} */ name, /** @type {string} */ label) => el('div', `qc-facts qc-${name}`, { role: 'region', 'aria-label': label, tabindex: '0' });
    this.definition = region('definition', say('definition'));
    this.cards = region('cards', say('respondents'));
    this.memos = region('memos', say('memos'));
    this.counts = region('counts', say('counts'));
    this.sections = {
      definition: new Section('definition', say('definition'), this.definition, () => this.#define()),
      respondents: new Section('respondents', say('respondents'), this.cards),
      memos: new Section('memos', say('memos'), this.memos),
      counts: new Section('counts', say('counts'), this.counts, () => this.#count()),
    };
    /** @type {Code | null} */
    this.code = null;
    /** @type {Card[]} */
    this.known = [];
    /** @type {MemoRow[]} */
    this.noted = [];
    this.people = '';
    this.speaker = '';
    /** @type {Map<string, [mine: number, all: number]> | null} how often each code is given here, as long as that holds */
    this.here = null;
    /** @type {import('./types.js').PaneData['elsewhere']} */
    this.drawn = undefined;
    /** @type {ReturnType<typeof setTimeout> | undefined} */
    this.timer = undefined;
    /** @type {Map<string, [mine: number, all: number]>} */
    this.elsewhere = new Map();
    this.#define();
  }

  close() {
    clearTimeout(this.timer);
  }

  get elements() {
    return Object.values(this.sections).map(({ element }) => element);
  }

  /** @param {import('./types.js').PaneData} data */
  take({ cards = [], memos = [], elsewhere = [], people = '' }) {
    const isOther = cards !== this.known || people !== this.people;
    this.known = cards;
    this.people = people;
    if (isOther) this.#showCards();
    if (memos !== this.noted) this.#showMemos(memos);
    if (elsewhere !== this.drawn) {
      this.drawn = elsewhere;
      this.elsewhere = new Map(elsewhere.map(([code, mine, all]) => [code, [mine, all]]));
      this.later();
    }
  }

  /** Codes or codings changed: count again soon. */
  later() {
    this.timer ??= setTimeout(() => {
      this.timer = undefined;
      if (this.code) this.code = shelf.codebook?.byId.get(this.code.id) ?? null;
      this.here = null;
      this.#define();
      this.#count();
    }, REST);
  }

  // What a code means --------------------------------------------------------------------------------------------

  /** @param {Code} code */
  define(code) {
    if (code === this.code) return;
    this.code = code;
    this.definition.scrollTop = 0;
    this.#define();
  }

  #define() {
    const { code, pane: { say } } = this;
    this.definition.classList.toggle('qc-hint', !code);
    if (!code) return this.definition.replaceChildren(el('p', 'qc-quiet', {}, say('definitionHint')));
    if (!this.sections.definition.isOpen) return;
    const { definition } = code;
    const told = FIELDS.filter(field => definition[field] && !(field === 'full' && definition.full === definition.brief));
    this.definition.replaceChildren(
      el('div', 'qc-definition-name', {}, swatch(code.colour), el('b', '', {}, code.name)),
      ...(code.codable ? [el('p', 'qc-quiet', {}, this.#often(code))] : []),
      told.length
        ? el('dl', '', {}, ...told.map(field => el('div', '', {}, el('dt', '', {}, say(field)), el('dd', '', {}, definition[field] ?? ''))))
        : el('p', 'qc-quiet', {}, say('noDefinition')));
  }

  /** @param {Code} code */
  #often({ id }) {
    const { say } = this.pane;
    const [mine, all] = this.#here().get(id) ?? [0, 0];
    const [mineThere, allThere] = this.elsewhere.get(id) ?? [0, 0];
    const isShared = this.pane.coders.size > 1;
    return say(isShared ? 'oftenShared' : 'often', { here: all, mine, project: all + allThere, mineInProject: mine + mineThere });
  }

  /** How often each code is given in this text: by me, by all. @returns {Map<string, [mine: number, all: number]>} */
  #here() {
    if (this.here) return this.here;
    this.here = new Map();
    for (const { code, coder } of this.pane.desk?.ledger.codings() ?? []) {
      const [mine, all] = this.here.get(code) ?? [0, 0];
      this.here.set(code, [mine + Number(coder === this.pane.me), all + 1]);
    }
    return this.here;
  }

  // Who speaks ---------------------------------------------------------------------------------------------------

  /**
   * The card of who speaks at a place goes first.
   * @param {Place} place
   */
  speaking([index]) {
    const { speaker = '', role = '' } = this.pane.doc.paras[index] ?? {};
    if (role === 'interviewer' || speaker === this.speaker) return; // who is asked stays
    this.speaker = speaker;
    if (this.known.some(([, , labels]) => labels.includes(speaker))) this.#showCards();
  }

  #showCards() {
    const { known, speaker, cards } = this;
    const isSpeaking = (/** @type {Card} */ [, , labels]) => labels.includes(speaker);
    const [text, ...people] = known;
    const ordered = [...people.filter(isSpeaking), ...people.filter(card => !isSpeaking(card)), ...(text ? [text] : [])];
    this.sections.respondents.element.hidden = !ordered.length;
    cards.scrollTop = 0;
    cards.replaceChildren(...ordered.map(card => this.#card(card, people.length > 1 && isSpeaking(card))));
  }

  /**
   * @param {Card} card
   * @param {boolean} isNow
   */
  #card([title, values, labels, id], isNow) {
    const { say } = this.pane;
    const told = values.filter(([, value]) => value);
    const name = labels.length && this.people
      ? el('a', 'qc-link', { href: `${this.people}${encodeURIComponent(id)}`, target: '_blank', rel: 'noopener', title: say('toRespondents') }, title)
      : title;
    return el('div', `qc-card${isNow ? ' qc-card-now' : ''}`, {},
      el('div', 'qc-card-title', {}, name, isNow ? el('span', 'qc-quiet', {}, ` · ${say('speaksHere')}`) : null),
      told.length ? el('dl', '', {}, ...told.map(([attribute, value]) => el('div', '', {}, el('dt', '', {}, attribute), el('dd', '', {}, value)))) : null);
  }

  // What was noted -----------------------------------------------------------------------------------------------

  /** @param {MemoRow[]} memos */
  #showMemos(memos) {
    this.noted = memos;
    const { say } = this.pane;
    this.sections.memos.note.textContent = memos.length ? String(memos.length) : '';
    this.memos.replaceChildren(...(memos.length ? memos.map(memo => this.#memo(memo)) : [el('p', 'qc-quiet', {}, say('noMemos'))]));
  }

  /** @param {MemoRow} memo */
  #memo(memo) {
    const [, kind, heading, text, on, , coder, day] = memo;
    const { say, coders, me } = this.pane;
    const who = coder === me ? say('you') : coders.get(coder) ?? '?';
    const kinds = /** @type {Record<string, string>} */ ({ note: say('memoNote'), method: say('memoMethod'), reflexive: say('memoReflexive'), theory: say('memoTheory'), question: say('memoQuestion') });
    const leads = on === 'coding' || memo[8] !== null;
    const title = leads ? el('button', 'qc-memo-go', { type: 'button' }, heading) : el('span', 'qc-memo-go', {}, heading);
    title.addEventListener('click', () => this.#goTo(memo));
    return el('div', 'qc-noted', {}, title, text ? el('div', 'qc-noted-text', {}, text) : null,
      el('div', 'qc-quiet', {}, [kinds[kind] ?? kind, who, day].join(' · ')));
  }

  /** @param {MemoRow} memo */
  #goTo([, , , , on, target, , , place]) {
    const { pane } = this;
    const mark = pane.marks?.byId.get(target);
    const coding = on === 'coding' ? pane.desk?.ledger.coding(target) : null;
    const [start, end] = place ?? (coding ? [coding.start, coding.end] : [null, null]);
    pane.closeSheet();
    if (mark) pane.reading.visit(mark);
    else if (start !== null && end !== null) pane.reading.arrive({ start, end });
  }

  // How often ----------------------------------------------------------------------------------------------------

  #count() {
    if (!this.sections.counts.isOpen) return;
    const { say, coders } = this.pane;
    const here = this.#here();
    const isShared = coders.size > 1;
    const given = (shelf.codebook?.list ?? []).map(code => ({ code, n: here.get(code.id) })).filter(({ n }) => n)
      .sort((one, other) => (other.n?.[1] ?? 0) - (one.n?.[1] ?? 0));
    if (!given.length) return this.counts.replaceChildren(el('p', 'qc-quiet', {}, say('noneGiven')));
    const figure = (/** @type {number} */ n) => el('td', '', {}, String(n));
    const rows = given.map(({ code, n: [mine, all] = [0, 0] }) => {
      const go = el('button', 'qc-count-go', { type: 'button' }, swatch(code.colour), el('span', '', {}, code.name));
      go.addEventListener('mousedown', event => event.preventDefault());
      go.addEventListener('click', () => this.pane.seeing.jumping.to({ code: code.id }, 1));
      return el('tr', '', {}, el('th', '', { scope: 'row' }, go), figure(mine), ...(isShared ? [figure(all)] : []));
    });
    const head = (/** @type {string} */ label) => el('th', '', { scope: 'col' }, label);
    this.counts.replaceChildren(el('table', '', {}, el('thead', '', {}, el('tr', '', {}, head(say('codeColumn')), head(say('mineColumn')), ...(isShared ? [head(say('allColumn'))] : []))),
      el('tbody', '', {}, ...rows)));
  }
}
