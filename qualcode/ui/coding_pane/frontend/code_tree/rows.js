// @ts-check
// The tree as it is drawn: a row for each code, kept from one drawing to the next.
/** @import {Code} from '../types.js' */
/** @import {Entry, Say} from './types.js' */
import { Codebook, findCodes, safeColour } from '../codebook.js';
import { el, rove, swatch } from '../dom.js';
import { Tree, totals } from './tree.js';

/**
 * @typedef {object} Look
 * @property {Record<string, number>} counts
 * @property {Set<string>} folded
 * @property {boolean} showRetired
 * @property {string} typed
 * @property {string | null} open
 * @property {string | null} current
 * @property {Set<string>} unsaved
 * @property {string[]} languages
 */
/** `drawn`: what it shows, so that a row nothing happened to is left alone. */
/** @typedef {{row: HTMLElement, square: HTMLElement, name: HTMLElement, unsaved: HTMLElement, key: HTMLElement, count: HTMLElement, drawn: string}} Row */
/** @typedef {{entry: Entry, depth: number, n: number, total: number, isParent: boolean, isOpen: boolean, isChosen: boolean, isUnsaved: boolean, at: number, of: number}} Facts */

export class Rows {
  /** @param {Say} say */
  constructor(say) {
    this.say = say;
    this.tree = new Tree([]);
    /** @type {Codebook | null} */
    this.book = null;
    /** @type {string[]} */
    this.languages = [];
    /** @type {string[]} the codes that are shown, in order */
    this.shown = [];
    /** @type {Map<string, number>} */
    this.totals = new Map();
    /** @type {Map<string, Row>} */
    this.byId = new Map();
    this.element = el('div', 'qc-tree', { role: 'tree', 'aria-label': say('tree'), 'aria-description': say('treeHelp') });
    this.none = el('p', 'qc-none');
  }

  /**
   * @param {Tree} tree
   * @param {Look} look
   */
  draw(tree, look) {
    this.tree = tree;
    [this.book, this.languages] = [null, look.languages];
    this.totals = totals(tree, look.counts);
    const visible = this.#visible(look);
    this.shown = visible.map(({ entry }) => entry.id);
    const there = new Set(this.shown);
    const focused = this.element.contains(document.activeElement) ? document.activeElement : null;
    for (const [id, { row }] of this.byId) if (!there.has(id)) row.remove();
    for (const id of [...this.byId.keys()]) if (!tree.byId.has(id)) this.byId.delete(id);
    /** @type {Element | null} */
    let at = this.element.firstElementChild;
    const places = numbered(visible.map(({ entry }) => entry));
    for (const { entry, depth } of visible) {
      const row = this.#drawn({ entry, depth, ...this.#facts(entry, look), ...places(entry.id) });
      if (at?.classList.contains('qc-blank-code')) at = at.nextElementSibling; // a name is being written there
      if (row === at) at = at.nextElementSibling;
      else this.element.insertBefore(row, at);
    }
    this.none.textContent = this.shown.length ? '' : this.say(look.typed ? 'noneFound' : 'empty');
    this.none.hidden = Boolean(this.shown.length);
    this.element.hidden = !this.shown.length;
    const current = there.has(look.current ?? '') ? look.current : this.shown[0];
    this.rove(current ?? null);
    if (focused && document.activeElement !== focused) this.#refocus(focused, current ?? '');
  }

  /**
   * A row that was moved, or is gone, has lost the focus.
   * @param {Element} focused
   * @param {string} current
   */
  #refocus(focused, current) {
    const next = focused.isConnected ? focused : this.byId.get(current)?.row;
    if (next instanceof HTMLElement) next.focus({ preventScroll: true });
  }

  /** @param {string | null} id */
  rove(id) {
    const rows = /** @type {HTMLElement[]} */ ([...this.element.querySelectorAll('[tabindex="0"]')]);
    const next = this.byId.get(id ?? '')?.row;
    rove(next ? [...rows, next] : rows, next);
  }

  /** The codes as they are searched; made when it is asked for, for not every drawing needs it. */
  get codebook() {
    this.book ??= new Codebook('', this.tree.rows(this.languages));
    return this.book;
  }

  /** @param {string} id */
  isShown(id) {
    return this.byId.get(id)?.row.isConnected ?? false;
  }

  /** @param {EventTarget | Element | null} target */
  idOf(target) {
    const row = target instanceof Element ? target.closest('.qc-code') : null;
    return row instanceof HTMLElement && this.element.contains(row) ? row.dataset.id ?? null : null;
  }

  /**
   * What is not folded away: all in use, the retired if wanted, or what the filter finds with what lies above it.
   * @param {Look} look
   */
  #visible({ typed, folded, showRetired, open }) {
    const found = typed.trim() ? this.#withParents(findCodes(this.codebook.list, typed)) : null;
    const needed = this.#inUse();
    const visible = [];
    let foldedDepth = Infinity;
    for (const { entry, depth } of this.tree.walk()) {
      if (depth <= foldedDepth) foldedDepth = Infinity;
      const isWanted = showRetired || needed.has(entry.id) || entry.id === open;
      if (isWanted && (found ? found.has(entry.id) : depth <= foldedDepth)) visible.push({ entry, depth });
      if (!found && foldedDepth === Infinity && folded.has(entry.id)) foldedDepth = depth;
    }
    return visible;
  }

  /** Codes in use, and those above them. */
  #inUse() {
    /** @type {Set<string>} */
    const needed = new Set();
    for (const entry of this.tree.byId.values()) {
      for (let step = entry.retired ? undefined : entry; step && !needed.has(step.id); step = this.tree.byId.get(step.parent ?? '')) {
        needed.add(step.id);
      }
    }
    return needed;
  }

  /** @param {Code[]} codes */
  #withParents(codes) {
    const all = new Set(codes.map(({ id }) => id));
    for (const { id } of codes) {
      for (let step = this.tree.byId.get(id)?.parent ?? null; step; step = this.tree.byId.get(step)?.parent ?? null) all.add(step);
    }
    return all;
  }

  /**
   * @param {Entry} entry
   * @param {Look} look
   */
  #facts({ id }, { counts, typed, folded, open, unsaved }) {
    const isParent = this.tree.children(id).length > 0;
    return {
      n: counts[id] ?? 0, total: this.totals.get(id) ?? 0, isParent, isOpen: isParent && (Boolean(typed.trim()) || !folded.has(id)),
      isChosen: id === open, isUnsaved: unsaved.has(id),
    };
  }

  /** @param {Facts} facts */
  #drawn(facts) {
    const { entry, ...rest } = facts;
    const made = this.byId.get(entry.id) ?? this.#made(entry.id);
    const { row, square, name, unsaved, key } = made;
    if (!name.querySelector('input') && name.textContent !== entry.name) name.textContent = entry.name;
    const drawn = JSON.stringify([rest, entry.name, entry.colour, entry.key, entry.codable, entry.retired]);
    if (drawn === made.drawn) return row;
    made.drawn = drawn;

    row.classList.toggle('qc-heading', !entry.codable);
    row.classList.toggle('qc-retired', entry.retired);
    for (const [attribute, value] of Object.entries({ level: facts.depth + 1, selected: facts.isChosen, posinset: facts.at, setsize: facts.of })) {
      row.setAttribute(`aria-${attribute}`, String(value));
    }
    if (facts.isParent) row.setAttribute('aria-expanded', String(facts.isOpen));
    else row.removeAttribute('aria-expanded');
    row.style.setProperty('--qc-depth', String(facts.depth));
    square.style.setProperty('--qc-colour', safeColour(entry.colour));
    key.textContent = entry.key;
    key.hidden = !entry.key;
    unsaved.hidden = !facts.isUnsaved;
    this.#count(made, facts);
    return row;
  }

  /**
   * @param {Row} row
   * @param {Facts} facts
   */
  #count({ row, count }, { entry, n, total, isUnsaved }) {
    const { say } = this;
    count.textContent = total === 0 ? '' : total === n ? String(n) : entry.codable && n ? `${n} / ${total}` : String(total);
    count.hidden = !count.textContent;
    count.title = total === n ? '' : say('countTitle', { n, total });
    let item = total === n ? say('item', { code: entry.name, n }) : say('itemTotal', { code: entry.name, n, total });
    if (entry.key) item = say('itemKey', { item, key: entry.key });
    if (!entry.codable) item = say('itemHeading', { item });
    if (entry.retired) item = say('itemRetired', { item });
    if (isUnsaved) item = say('itemUnsaved', { item });
    row.setAttribute('aria-label', item);
  }

  /** @param {string} id */
  #made(id) {
    const square = swatch('');
    const [fold, name, unsaved, key, count] = [
      el('span', 'qc-fold', { 'aria-hidden': 'true' }), el('span', 'qc-code-name'),
      el('span', 'qc-unsaved', { 'aria-hidden': 'true' }, '●'), el('kbd'), el('span', 'qc-count'),
    ];
    const row = el('div', 'qc-code', { role: 'treeitem', tabindex: '-1', 'data-id': id },
      el('span', 'qc-grip', { 'aria-hidden': 'true' }), fold, square, name, unsaved, count, key);
    const made = { row, square, name, unsaved, key, count, drawn: '' };
    this.byId.set(id, made);
    return made;
  }
}

/**
 * Which of how many each code is among its siblings.
 * @param {Entry[]} entries
 */
function numbered(entries) {
  /** @type {Map<string | null, number>} */
  const sizes = new Map();
  /** @type {Map<string, [number, string | null]>} */
  const places = new Map();
  for (const { id, parent } of entries) {
    sizes.set(parent, (sizes.get(parent) ?? 0) + 1);
    places.set(id, [sizes.get(parent) ?? 1, parent]);
  }
  return (/** @type {string} */ id) => {
    const [at, parent] = places.get(id) ?? [1, null];
    return { at, of: sizes.get(parent) ?? 1 };
  };
}
