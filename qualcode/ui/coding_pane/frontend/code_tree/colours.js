// @ts-check

/** As Python colours a codebook that comes without colours. */
export const PALETTE = ['#0072b2', '#d55e00', '#009e73', '#cc79a7', '#e69f00', '#56b4e9', '#f0e442'];
const ROUNDS = [0, -0.3, 0.35, -0.5, 0.55];

/**
 * A colour for a new code: under another a shade of that one's, else a hue; the first that no code has.
 * @param {string[]} palette
 * @param {string[]} taken
 * @param {string} [above]
 */
export function newColour(palette, taken, above) {
  const wanted = above ? [-0.3, 0.3, -0.5, 0.5, -0.15, 0.15].map(amount => shade(above, amount)) : [];
  const every = [...wanted, ...ROUNDS.flatMap(amount => palette.map(colour => shade(colour, amount)))];
  const uses = (/** @type {string} */ colour) => taken.filter(other => other === colour).length;
  return every.find(colour => !taken.includes(colour)) ?? every.toSorted((one, other) => uses(one) - uses(other))[0] ?? '#666666';
}

/**
 * The colour mixed with white (up to 1) or black (down to −1).
 * @param {string} colour
 * @param {number} amount
 */
export function shade(colour, amount) {
  const towards = amount > 0 ? 255 : 0;
  const parts = [1, 3, 5].map(start => parseInt(colour.slice(start, start + 2), 16));
  return `#${parts.map(part => Math.round(part + (towards - part) * Math.abs(amount)).toString(16).padStart(2, '0')).join('')}`;
}
