// @ts-check
/** @import {Para} from './doc.js' */

/** When the turns of a text are said in its recording. Transcribers err: times may be missing, or out of order. */
export class TurnTimes {
  /** @param {Para[]} paras */
  constructor(paras) {
    /** @type {[time: number, index: number][]} */
    this.inText = paras.flatMap(({ time }, index) => (time === null ? [] : /** @type {[number, number][]} */ ([[time, index]])));
    this.inTime = [...this.inText].sort((one, other) => one[0] - other[0] || one[1] - other[1]);
  }

  /**
   * The paragraph that begins what is said at a time; null before the first.
   * @param {number} time  milliseconds, as the transcript counts them
   */
  paraAt(time) {
    return last(this.inTime, entry => entry[0] <= time)?.[1] ?? null;
  }

  /**
   * When the words of a paragraph begin, or those of the last one before it whose time is known.
   * @param {number} index
   */
  timeOf(index) {
    return last(this.inText, entry => entry[1] <= index)?.[0] ?? null;
  }
}

/**
 * The last entry for which something holds that holds for all before it.
 * @template Entry
 * @param {Entry[]} entries
 * @param {(entry: Entry) => boolean} holds
 */
function last(entries, holds) {
  let [low, high] = [0, entries.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    const entry = entries[middle];
    if (entry !== undefined && holds(entry)) low = middle + 1;
    else high = middle;
  }
  return entries[low - 1];
}

/**
 * What a key does to the recording, wherever the hands are: the keys transcribers know from their programs.
 * @param {Pick<KeyboardEvent, 'key' | 'shiftKey' | 'ctrlKey' | 'metaKey' | 'altKey'>} event
 * @returns {'play' | 'here' | 'back' | 'on' | null}
 */
export function playerKey({ key, shiftKey, ctrlKey, metaKey, altKey }) {
  if (ctrlKey || metaKey || altKey) return null;
  if (key === 'F4') return shiftKey ? 'here' : 'play';
  if (key === 'F2') return shiftKey ? 'on' : 'back';
  return null;
}
