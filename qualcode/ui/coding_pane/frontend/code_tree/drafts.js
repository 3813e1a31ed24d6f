// @ts-check
// What was written into a code's fields and not saved yet. It stays when another code is opened, when the page is
// left, and when it is reloaded in its tab.
/** @import {Entry, Fields} from './types.js' */
import { field } from './fields.js';

/** @typedef {Record<string, {was: string, now: string}>} Draft */

export class Drafts {
  /**
   * @param {string} key
   * @param {Pick<Storage, 'getItem' | 'setItem' | 'removeItem'> | null} storage
   */
  constructor(key, storage) {
    this.key = key;
    this.storage = storage;
    /** @type {Map<string, Draft>} */
    this.byCode = this.#restored();
  }

  /**
   * @param {Entry} entry
   * @param {string} path
   * @param {string} now
   */
  write(entry, path, now) {
    const draft = { ...this.byCode.get(entry.id) };
    const stored = field(entry, path);
    if (now === stored) delete draft[path];
    else draft[path] = { was: draft[path]?.was ?? stored, now };
    this.#put(entry.id, draft);
  }

  /**
   * What a field says on the screen.
   * @param {Entry} entry
   * @param {string} path
   */
  read(entry, path) {
    return this.byCode.get(entry.id)?.[path]?.now ?? field(entry, path);
  }

  /**
   * What would be saved: the fields that differ from what is stored.
   * @param {Entry} entry
   * @returns {Fields}
   */
  changes(entry) {
    const draft = Object.entries(this.byCode.get(entry.id) ?? {});
    return Object.fromEntries(draft.filter(([path, { now }]) => now !== field(entry, path)).map(([path, { now }]) => [path, now]));
  }

  /**
   * Fields somebody else has changed since they were begun: saving would put ours in the place of theirs.
   * @param {Entry} entry
   */
  crossed(entry) {
    const draft = Object.entries(this.byCode.get(entry.id) ?? {});
    return draft.filter(([path, { was, now }]) => was !== field(entry, path) && now !== field(entry, path)).map(([path]) => path);
  }

  /**
   * A save was refused: the words are there again.
   * @param {string} code
   * @param {Fields} fields
   * @param {Fields} was
   */
  restore(code, fields, was) {
    const draft = { ...this.byCode.get(code) };
    for (const [path, now] of Object.entries(fields)) draft[path] ??= { was: was[path] ?? '', now };
    this.#put(code, draft);
  }

  /** @param {string} code */
  forget(code) {
    this.#put(code, {});
  }

  /** @param {(id: string) => Entry | undefined} entryOf */
  waiting(entryOf) {
    return [...this.byCode.keys()].map(entryOf).filter(entry => entry !== undefined)
      .filter(entry => Object.keys(this.changes(entry)).length > 0);
  }

  /**
   * @param {string} code
   * @param {Draft} draft
   */
  #put(code, draft) {
    if (Object.keys(draft).length) this.byCode.set(code, draft);
    else this.byCode.delete(code);
    try {
      if (this.byCode.size) this.storage?.setItem(this.key, JSON.stringify([...this.byCode]));
      else this.storage?.removeItem(this.key);
    } catch {
      // Full or forbidden: it is still here, and only a reload would lose it.
    }
  }

  /** @returns {Map<string, Draft>} */
  #restored() {
    try {
      return new Map(JSON.parse(this.storage?.getItem(this.key) ?? '[]'));
    } catch {
      return new Map();
    }
  }
}
