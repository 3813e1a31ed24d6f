// @ts-check
// The codebook as a tree: as it is stored, plus what waits to be stored. Nothing here touches the page.
/** @import {CodeRow} from '../types.js' */
/** @import {Deed, Entry, Place, Zone} from './types.js' */
import { withFields } from './fields.js';

const TOP = '';

export class Tree {
  /**
   * @param {Iterable<Entry>} entries
   * @param {Deed[]} [deeds]  done since, in order
   */
  constructor(entries, deeds = []) {
    /** @type {Map<string, Entry>} */
    this.byId = new Map();
    /** @type {Map<string, string[]>} */
    this.below = new Map();
    for (const entry of [...entries].sort((one, other) => one.position - other.position || one.n - other.n)) {
      this.byId.set(entry.id, entry);
      this.children(entry.parent).push(entry.id);
    }
    for (const deed of standing(deeds)) this.#do(deed);
  }

  /**
   * The codes under one, in order; null: at the top.
   * @param {string | null} id
   */
  children(id) {
    const found = this.below.get(id ?? TOP) ?? [];
    this.below.set(id ?? TOP, found);
    return found;
  }

  /**
   * All codes, each after its parent.
   * @param {string | null} [from]
   * @param {number} [depth]
   * @returns {Generator<{entry: Entry, depth: number}>}
   */
  *walk(from = null, depth = 0) {
    for (const id of this.children(from)) {
      const entry = this.byId.get(id);
      if (!entry) continue;
      yield { entry, depth };
      yield* this.walk(id, depth + 1);
    }
  }

  /**
   * @param {string} id
   * @returns {string[]}  the names above it and its own
   */
  path(id) {
    const entry = this.byId.get(id);
    return entry ? [...(entry.parent ? this.path(entry.parent) : []), entry.name] : [];
  }

  /**
   * Whether a code is another one, or lies under it.
   * @param {string | null} id
   * @param {string} above
   */
  isWithin(id, above) {
    for (let step = id; step; step = this.byId.get(step)?.parent ?? null) if (step === above) return true;
    return false;
  }

  /**
   * What the search and the picker of the Code page take.
   * @param {string[]} languages  the meaning is told in the first that has it
   * @returns {CodeRow[]}
   */
  rows(languages) {
    return [...this.walk()].map(({ entry: { id, name, colour, key, codable, retired, words }, depth }) => {
      const brief = languages.map(language => words[language]?.brief).find(Boolean) ?? '';
      return [id, name, colour, key, depth, codable ? 1 : 0, retired ? 1 : 0, this.path(id).join(' / '), { brief }];
    });
  }

  /**
   * The code that follows among its siblings.
   * @param {string} id
   */
  next(id) {
    const siblings = this.children(this.byId.get(id)?.parent ?? null);
    return siblings[siblings.indexOf(id) + 1] ?? null;
  }

  /** @param {Deed} deed */
  #do(deed) {
    if (!('code' in deed)) return;
    if (deed.op === 'add') return this.#add(deed);
    const entry = this.byId.get(deed.code);
    if (!entry) return;
    if (deed.op === 'move') this.#move(entry, deed);
    else if (deed.op === 'change') this.#change(entry, deed.fields);
    else this.byId.set(entry.id, { ...entry, retired: deed.op === 'retire', key: deed.op === 'retire' ? '' : entry.key });
  }

  /** @param {import('./types.js').AddDeed} deed */
  #add({ code, name, colour, under, before }) {
    if (this.byId.has(code)) return;
    this.byId.set(code, {
      id: code, parent: under, name, colour, key: '', codable: true, retired: false, merged: null, position: 0, n: 0,
      words: {}, contradicts: [], terms: {},
    });
    this.#insert(code, { under, before });
  }

  /**
   * @param {Entry} entry
   * @param {Place} place
   */
  #move({ id, parent }, place) {
    if (this.isWithin(place.under, id)) return;
    const siblings = this.children(parent);
    siblings.splice(siblings.indexOf(id), 1);
    this.#insert(id, place);
  }

  /**
   * @param {Entry} entry
   * @param {import('./types.js').Fields} fields
   */
  #change(entry, fields) {
    this.byId.set(entry.id, withFields(entry, fields));
    if (fields.parent !== undefined && fields.parent !== (entry.parent ?? '')) {
      this.#move(entry, { under: fields.parent || null, before: null });
    }
  }

  /**
   * @param {string} id
   * @param {Place} place
   */
  #insert(id, { under, before }) {
    const siblings = this.children(under);
    const at = before ? siblings.indexOf(before) : -1;
    siblings.splice(at < 0 ? siblings.length : at, 0, id);
    const entry = this.byId.get(id);
    if (entry) this.byId.set(id, { ...entry, parent: under });
  }
}

/**
 * What is left when undo has taken back what stands before it, as Python will. With nothing before it Python knows
 * what it means, and we wait.
 * @template {Deed} Done
 * @param {Done[]} deeds
 */
export function standing(deeds) {
  /** @type {Done[]} */
  const done = [];
  /** @type {Done[]} */
  let undone = [];
  for (const deed of deeds) {
    if (deed.op === 'undo' || deed.op === 'redo') {
      const moved = (deed.op === 'undo' ? done : undone).pop();
      if (moved) (deed.op === 'undo' ? undone : done).push(moved);
    } else {
      done.push(deed);
      undone = [];
    }
  }
  return done;
}

// Where a code can go. Null: it stands there already, or may not.

/**
 * @param {Tree} tree
 * @param {string} id
 * @param {Place} place
 * @returns {Place | null}
 */
function settled(tree, id, { under, before }) {
  if (tree.isWithin(under, id) || (under && tree.byId.get(under)?.retired)) return null;
  const there = before === id ? tree.next(id) : before;
  const parent = tree.byId.get(id)?.parent ?? null;
  return under === parent && there === tree.next(id) ? null : { under, before: there };
}

/**
 * Dropped on another code.
 * @param {Tree} tree
 * @param {string} id
 * @param {string} target
 * @param {Zone} zone
 */
export function dropped(tree, id, target, zone) {
  const above = tree.byId.get(target)?.parent ?? null;
  if (tree.isWithin(target, id)) return null;
  if (zone === 'into') return settled(tree, id, { under: target, before: null });
  if (zone === 'first') return settled(tree, id, { under: target, before: tree.children(target)[0] ?? null });
  return settled(tree, id, { under: above, before: zone === 'before' ? target : tree.next(target) });
}

/**
 * Which part of a row the pointer is over: its upper quarter, its lower quarter, or the middle.
 * @param {number} ratio  0 at its upper edge, 1 at its lower
 * @param {boolean} isOpen  codes under it are shown below it
 * @returns {Zone}
 */
export function zoneAt(ratio, isOpen) {
  if (ratio < 0.25) return 'before';
  return ratio <= 0.75 ? 'into' : isOpen ? 'first' : 'after';
}

/**
 * Moved by a key: up or down among its siblings, in under the one above it, out beside its parent.
 * @param {Tree} tree
 * @param {string} id
 * @param {'up' | 'down' | 'in' | 'out'} way
 * @param {(id: string) => boolean} isShown  hidden siblings are passed over
 * @returns {Place | null}
 */
export function stepped(tree, id, way, isShown) {
  const parent = tree.byId.get(id)?.parent ?? null;
  const siblings = tree.children(parent).filter(other => other === id || isShown(other));
  const at = siblings.indexOf(id);
  const [previous, next] = [siblings[at - 1], siblings[at + 1]];
  if (way === 'up') return previous ? settled(tree, id, { under: parent, before: previous }) : null;
  if (way === 'down') return next ? settled(tree, id, { under: parent, before: tree.next(next) }) : null;
  if (way === 'in') return previous ? settled(tree, id, { under: previous, before: null }) : null;
  return parent ? settled(tree, id, { under: tree.byId.get(parent)?.parent ?? null, before: tree.next(parent) }) : null;
}

/**
 * How many codings each code has together with those under it.
 * @param {Tree} tree
 * @param {Record<string, number>} counts
 */
export function totals(tree, counts) {
  /** @type {Map<string, number>} */
  const found = new Map();
  for (const { entry } of [...tree.walk()].reverse()) {
    const below = tree.children(entry.id).reduce((sum, id) => sum + (found.get(id) ?? 0), 0);
    found.set(entry.id, below + (counts[entry.id] ?? 0));
  }
  return found;
}
