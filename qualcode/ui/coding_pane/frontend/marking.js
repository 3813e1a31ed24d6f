// @ts-check
// What a coder notes of a coding beside its code: that it matters most, that they are not sure.

export const IMPORTANT = 1;
export const UNSURE = 2;

/** @typedef {'important' | 'unsure'} Flag */

/** @type {Record<Flag, {bit: number, sign: string}>} */
export const FLAGS = { important: { bit: IMPORTANT, sign: '!' }, unsure: { bit: UNSURE, sign: '?' } };

/**
 * The signs that stand at a coding’s stripe.
 * @param {number} flags
 */
export function signs(flags) {
  return Object.values(FLAGS).filter(({ bit }) => flags & bit).map(({ sign }) => sign).join('');
}

/**
 * The same in words, for a screen reader.
 * @param {number} flags
 * @param {import('./types.js').Say} say
 * @returns {string[]}
 */
export function flagWords(flags, say) {
  return /** @type {Flag[]} */ (Object.keys(FLAGS)).filter(flag => flags & FLAGS[flag].bit).map(flag => say(flag));
}
