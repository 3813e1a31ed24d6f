// @ts-check
/** @import {Code, Say} from './types.js' */
/** @import {Codebook} from './codebook.js' */
import { findCodes } from './codebook.js';
import { button, el, rove, swatch } from './dom.js';
import { Section } from './section.js';

/** @typedef {{code: Code, item: HTMLElement, count: HTMLElement, key: HTMLElement, shown: boolean}} Branch */

/** Beside the text: the codes with their counts here, and what else is to be known. */
export class Panel {
  /**
   * @param {Say} say
   * @param {{choose: (code: Code, event: Event) => void, point: (code: Code) => void, close: () => void}} press
   * @param {HTMLElement[]} below  other sections
   */
  constructor(say, { choose, point, close }, below) {
    this.say = say;
    this.choose = choose;
    this.point = point;
    /** @type {Branch[]} */
    this.branches = [];
    /** @type {(code: Code) => string} */
    this.keyOf = code => code.key;
    /** @type {Set<string>} */
    this.folded = new Set();
    /** @type {Map<string, number>} */
    this.counts = new Map();

    this.filter = el('input', 'qc-input', { type: 'search', placeholder: say('filter'), 'aria-label': say('filter'), autocomplete: 'off', spellcheck: 'false' });
    this.tree = el('div', 'qc-tree', { role: 'tree', 'aria-label': say('codes') });
    this.none = el('div', 'qc-quiet qc-none', { role: 'status' });
    const codes = new Section('codes', say('codes'), el('div', 'qc-codes', {}, this.filter, this.none, this.tree));
    const shut = button('✕', close, { className: 'qc-plain qc-shut-panel', name: say('closePanel'), attributes: { title: say('closePanel') } });
    this.element = el('div', 'qc-side', { role: 'region', 'aria-label': say('codesPanel') }, shut, codes.element, ...below);

    this.filter.addEventListener('input', () => this.#arrange());
    this.filter.addEventListener('keydown', event => this.#onFilterKey(event));
    this.tree.addEventListener('keydown', event => this.#onTreeKey(event));
    this.tree.addEventListener('click', event => this.#onClick(event));
    this.tree.addEventListener('mousedown', event => event.preventDefault()); // the selection stays
    this.tree.addEventListener('pointerover', event => this.#pointedAt(event));
    this.tree.addEventListener('focusin', event => this.#pointedAt(event));
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

  /**
   * Other codes stand on the keys now.
   * @param {(code: Code) => string} keyOf
   */
  setKeys(keyOf) {
    this.keyOf = keyOf;
    for (const { code, key } of this.branches) {
      key.textContent = keyOf(code);
      key.hidden = !keyOf(code);
      this.#count(code.id);
    }
  }

  /** @param {Code} code */
  #branch(code) {
    const count = el('span', 'qc-count');
    const key = el('kbd', '', {}, this.keyOf(code));
    key.hidden = !key.textContent;
    const item = el('div', `qc-code${code.codable ? '' : ' qc-heading'}${code.retired ? ' qc-retired' : ''}`,
      { role: 'treeitem', 'aria-level': String(code.depth + 1), tabindex: '-1', 'data-id': code.id },
      el('span', 'qc-fold', { 'aria-hidden': 'true' }), swatch(code.colour), el('span', 'qc-code-name', {}, code.name),
      count, key);
    item.style.setProperty('--qc-depth', String(code.depth));
    return { code, item, count, key, shown: true };
  }

  /** @param {string} id */
  #count(id) {
    const branch = this.branches.find(({ code }) => code.id === id);
    if (!branch) return;
    const { code, item, count } = branch;
    const n = code.codable ? this.counts.get(id) ?? 0 : this.#below(code);
    count.textContent = n ? String(n) : '';
    item.setAttribute('aria-label', this.say(this.keyOf(code) ? 'codeItemKey' : 'codeItem', { code: code.name, key: this.keyOf(code), n }));
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
    if (branch) this.point(branch.code);
  }
}
