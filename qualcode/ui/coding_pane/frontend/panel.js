// @ts-check
/** @import {Card, Code, Say} from './types.js' */
/** @import {Codebook} from './codebook.js' */
import { findCodes } from './codebook.js';
import { shelf } from './desk.js';
import { el, rove, swatch } from './dom.js';

/** @typedef {{code: Code, item: HTMLElement, count: HTMLElement, shown: boolean}} Branch */

/** Beside the text: the codes with their counts here, what they mean, and who is speaking. */
export class Panel {
  /**
   * @param {Say} say
   * @param {(code: Code, event: Event) => void} choose
   */
  constructor(say, choose) {
    this.say = say;
    this.choose = choose;
    /** @type {Branch[]} */
    this.branches = [];
    /** @type {Set<string>} */
    this.folded = new Set();
    /** @type {Map<string, number>} */
    this.counts = new Map();

    this.filter = el('input', 'qc-input', { type: 'search', placeholder: say('filter'), 'aria-label': say('filter'), autocomplete: 'off', spellcheck: 'false' });
    this.tree = el('div', 'qc-tree', { role: 'tree', 'aria-label': say('codes') });
    this.none = el('div', 'qc-quiet qc-none', { role: 'status' });
    this.definition = el('div', 'qc-definition', { role: 'region', 'aria-label': say('definition'), tabindex: '0' });
    this.cards = el('div', 'qc-cards', { role: 'region', 'aria-label': say('respondents'), tabindex: '0' });
    this.respondents = section(say('respondents'), this.cards, 'respondents');
    this.element = el('div', 'qc-side', { role: 'region', 'aria-label': say('codesPanel') },
      this.filter, this.none, this.tree, section(say('definition'), this.definition, 'definition'), this.respondents);

    this.filter.addEventListener('input', () => this.#arrange());
    this.filter.addEventListener('keydown', event => this.#onFilterKey(event));
    this.tree.addEventListener('keydown', event => this.#onTreeKey(event));
    this.tree.addEventListener('click', event => this.#onClick(event));
    this.tree.addEventListener('mousedown', event => event.preventDefault()); // the selection stays
    this.tree.addEventListener('pointerover', event => this.#pointedAt(event));
    this.tree.addEventListener('focusin', event => this.#pointedAt(event));
    this.drawnCards = '';
    this.#define(null);
  }

  /**
   * @param {Codebook} codebook
   * @param {Map<string, number>} counts
   */
  setCodes(codebook, counts) {
    this.codebook = codebook;
    this.counts = counts;
    this.branches = codebook.list.map(code => this.#branch(code));
    this.tree.replaceChildren(...this.branches.map(({ item }) => item));
    for (const { code } of this.branches) this.#count(code.id);
    this.#arrange();
  }

  /**
   * @param {Map<string, number>} counts
   * @param {Iterable<string>} codes  those that changed
   */
  setCounts(counts, codes) {
    this.counts = counts;
    /** @type {Set<Code>} */
    const changed = new Set();
    for (const id of codes) {
      for (let code = this.codebook?.byId.get(id); code; code = this.codebook?.list[code.parent]) changed.add(code);
    }
    for (const { id } of changed) this.#count(id);
    if ([...changed].some(code => code.retired)) this.#arrange();
  }

  /** @param {Card[]} cards */
  setCards(cards) {
    const drawn = JSON.stringify(cards);
    if (drawn === this.drawnCards) return; // they come with every message, and the coder may be scrolling in them
    this.drawnCards = drawn;
    this.respondents.hidden = !cards.length;
    this.cards.replaceChildren(...cards.map(([title, values]) => el('div', 'qc-card', {},
      el('div', 'qc-card-title', {}, title),
      el('dl', '', {}, ...values.filter(([, value]) => value).map(([attribute, value]) =>
        el('div', '', {}, el('dt', '', {}, attribute), el('dd', '', {}, value)))))));
  }

  /** @param {Code} code */
  #branch(code) {
    const count = el('span', 'qc-count');
    const item = el('div', `qc-code${code.codable ? '' : ' qc-heading'}${code.retired ? ' qc-retired' : ''}`,
      { role: 'treeitem', 'aria-level': String(code.depth + 1), tabindex: '-1', 'data-id': code.id },
      el('span', 'qc-fold', { 'aria-hidden': 'true' }), swatch(code.colour), el('span', 'qc-code-name', {}, code.name),
      count, code.key ? el('kbd', '', {}, code.key) : null);
    item.style.setProperty('--qc-depth', String(code.depth));
    return { code, item, count, shown: true };
  }

  /** @param {string} id */
  #count(id) {
    const branch = this.branches.find(({ code }) => code.id === id);
    if (!branch) return;
    const { code, item, count } = branch;
    const n = code.codable ? this.counts.get(id) ?? 0 : this.#below(code);
    count.textContent = n ? String(n) : '';
    item.setAttribute('aria-label', this.say(code.key ? 'codeItemKey' : 'codeItem', { code: code.name, key: code.key, n }));
  }

  /**
   * How often the codes under a heading are given.
   * @param {Code} heading
   */
  #below(heading) {
    const { list = [] } = this.codebook ?? {};
    let sum = 0;
    for (let index = list.indexOf(heading) + 1; (list[index]?.depth ?? -1) > heading.depth; index++) {
      sum += this.counts.get(list[index]?.id ?? '') ?? 0;
    }
    return sum;
  }

  /** Show what the filter finds with the headings above it, or all that is not folded away. */
  #arrange() {
    const typed = this.filter.value.trim();
    const codes = this.codebook?.list ?? [];
    const wanted = typed ? this.#withParents(findCodes(codes, typed)) : null;
    let foldedDepth = Infinity;
    for (const branch of this.branches) {
      const { code, item } = branch;
      if (code.depth <= foldedDepth) foldedDepth = Infinity;
      const inUse = !code.retired || Boolean(this.counts.get(code.id));
      branch.shown = inUse && (wanted ? wanted.has(code) : code.depth <= foldedDepth);
      if (!wanted && foldedDepth === Infinity && this.folded.has(code.id)) foldedDepth = code.depth;
      item.hidden = !branch.shown;
      if (code.hasChildren) item.setAttribute('aria-expanded', String(Boolean(wanted) || !this.folded.has(code.id)));
    }
    const shown = this.branches.filter(branch => branch.shown);
    this.tree.hidden = !shown.length;
    this.none.textContent = typed && !shown.length ? this.say('noneFound') : '';
    const current = shown.find(({ item }) => item.tabIndex === 0) ?? shown[0];
    rove(this.branches.map(({ item }) => item), current?.item);
  }

  /** @param {Code[]} codes */
  #withParents(codes) {
    const all = new Set(codes);
    for (const found of codes) {
      for (let code = this.codebook?.list[found.parent]; code; code = this.codebook?.list[code.parent]) all.add(code);
    }
    return all;
  }

  /** @param {Code} code */
  #toggle(code) {
    if (!this.folded.delete(code.id)) this.folded.add(code.id);
    this.#arrange();
  }

  /** @param {Event} event */
  #branchOf(event) {
    const item = event.target instanceof Element ? event.target.closest('.qc-code') : null;
    return this.branches.find(branch => branch.item === item);
  }

  /** @param {MouseEvent} event */
  #onClick(event) {
    const branch = this.#branchOf(event);
    if (!branch) return;
    const { code, item } = branch;
    rove(this.branches.map(other => other.item), item);
    const onFold = event.target instanceof Element && event.target.closest('.qc-fold');
    if (code.hasChildren && (onFold || !code.codable)) this.#toggle(code);
    else this.choose(code, event);
  }

  /** @param {KeyboardEvent} event */
  #onFilterKey(event) {
    const first = this.branches.find(branch => branch.shown);
    if (event.key === 'ArrowDown' && first) {
      event.preventDefault();
      this.#focus(first.item);
    } else if (event.key === 'Enter' && this.filter.value.trim()) {
      const [best] = findCodes(this.codebook?.list.filter(code => code.codable && !code.retired) ?? [], this.filter.value);
      if (best) this.choose(best, event);
    } else if (event.key === 'Escape' && this.filter.value) {
      event.preventDefault();
      event.stopPropagation();
      this.filter.value = '';
      this.#arrange();
    }
  }

  /** @param {KeyboardEvent} event */
  #onTreeKey(event) {
    const branch = this.#branchOf(event);
    if (!branch || event.ctrlKey || event.metaKey || event.altKey) return;
    const { code } = branch;
    const shown = this.branches.filter(other => other.shown);
    const at = shown.indexOf(branch);
    const open = code.hasChildren && !this.folded.has(code.id);
    /** @type {Record<string, () => void>} */
    const keys = {
      ArrowDown: () => this.#focus(shown[at + 1]?.item),
      ArrowUp: () => this.#focus(shown[at - 1]?.item),
      Home: () => this.#focus(shown[0]?.item),
      End: () => this.#focus(shown[shown.length - 1]?.item),
      ArrowRight: () => (code.hasChildren && !open ? this.#toggle(code) : open && this.#focus(shown[at + 1]?.item)),
      ArrowLeft: () => (open ? this.#toggle(code) : this.#focus(this.branches[code.parent]?.item)),
      Enter: () => this.choose(code, event),
      ' ': () => this.choose(code, event),
    };
    const act = keys[event.key];
    if (!act) return;
    event.preventDefault();
    event.stopPropagation();
    act();
  }

  /** @param {HTMLElement | undefined} item */
  #focus(item) {
    if (!item) return;
    rove(this.branches.map(branch => branch.item), item);
    item.focus();
  }

  /** @param {Event} event */
  #pointedAt(event) {
    const branch = this.#branchOf(event);
    if (branch && branch.code !== this.defined) this.#define(branch.code);
  }

  /** @param {Code | null} code */
  #define(code) {
    this.defined = code;
    const { say } = this;
    this.definition.classList.toggle('qc-hint', !code);
    if (!code) return this.definition.replaceChildren(el('p', 'qc-quiet', {}, say('definitionHint')));

    const fields = /** @type {const} */ (['brief', 'full', 'use', 'avoid', 'example', 'near_miss']);
    const told = fields.filter(field => code.definition[field] && !(field === 'full' && code.definition.full === code.definition.brief));
    this.definition.scrollTop = 0;
    this.definition.replaceChildren(
      el('div', 'qc-definition-name', {}, swatch(code.colour), el('b', '', {}, code.name)),
      told.length
        ? el('dl', '', {}, ...told.map(field => el('div', '', {}, el('dt', '', {}, say(field)), el('dd', '', {}, code.definition[field] ?? ''))))
        : el('p', 'qc-quiet', {}, say('noDefinition')));
  }
}

/**
 * A part of the panel that can be shut to leave room for the codes.
 * @param {string} title
 * @param {HTMLElement} content
 * @param {'definition' | 'respondents'} name
 */
function section(title, content, name) {
  const made = el('details', 'qc-section', { open: !shelf.shut.has(name) }, el('summary', '', {}, title), content);
  made.addEventListener('toggle', () => (made.open ? shelf.shut.delete(name) : shelf.shut.add(name)));
  return made;
}
