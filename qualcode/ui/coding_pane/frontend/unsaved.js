// @ts-check
// What is being written and not saved yet: it outlives a box closed by a slip, another page, and a refresh.

/** @template Value */
export class Unsaved {
  /**
   * @param {string} key
   * @param {() => Pick<Storage, 'getItem' | 'setItem' | 'removeItem'> | null} storage
   */
  constructor(key, storage) {
    this.key = key;
    this.storage = storage;
    /** @type {Map<string, Value> | null} */
    this.read = null;
  }

  /** @param {string} place */
  get(place) {
    return this.#all().get(place);
  }

  /** @param {string} place */
  has(place) {
    return this.#all().has(place);
  }

  /**
   * @param {string} place
   * @param {Value} value
   */
  set(place, value) {
    this.#all().set(place, value);
    this.#keep();
  }

  /** @param {string} place */
  delete(place) {
    if (this.#all().delete(place)) this.#keep();
  }

  #all() {
    this.read ??= this.#found();
    return this.read;
  }

  /** @returns {Map<string, Value>} */
  #found() {
    try {
      return new Map(JSON.parse(this.storage()?.getItem(this.key) ?? '[]'));
    } catch {
      return new Map();
    }
  }

  #keep() {
    try {
      if (this.#all().size) this.storage()?.setItem(this.key, JSON.stringify([...this.#all()]));
      else this.storage()?.removeItem(this.key);
    } catch {
      // No room, or forbidden: kept as long as the page is.
    }
  }
}
