// @ts-check
// One coder's overlapping codings of one code become one, where the project wants it so. Python decides
// (`actions/uniting.py`); this is what the screen shows until it has.

/** @typedef {{id: string, start: number, end: number}} Piece */

/**
 * The pieces that overlap or touch a stretch, and those that touch these, in reading order.
 * @template {Piece} Some
 * @param {{start: number, end: number}} stretch
 * @param {Iterable<Some>} pieces
 * @returns {Some[]}
 */
export function touching(stretch, pieces) {
  let { start, end } = stretch;
  let waiting = [...pieces];
  /** @type {Some[]} */
  const found = [];
  for (let joined = waiting; joined.length;) {
    joined = waiting.filter(piece => piece.start <= end && start <= piece.end);
    waiting = waiting.filter(piece => !joined.includes(piece));
    found.push(...joined);
    start = Math.min(start, ...joined.map(piece => piece.start));
    end = Math.max(end, ...joined.map(piece => piece.end));
  }
  return found.sort((one, other) => one.start - other.start || other.end - one.end);
}

/**
 * From the first to the last character of them all.
 * @param {{start: number, end: number}} stretch
 * @param {Iterable<{start: number, end: number}>} pieces
 * @returns {[start: number, end: number]}
 */
export function whole({ start, end }, pieces) {
  for (const piece of pieces) {
    start = Math.min(start, piece.start);
    end = Math.max(end, piece.end);
  }
  return [start, end];
}
