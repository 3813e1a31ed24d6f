// @ts-check
/** @import {Place, Stretch} from './types.js' */
/** @import {Doc} from './doc.js' */
import { compare } from './doc.js';

const WORD = /[\p{L}\p{N}]/u;
const WORDS = /[\p{L}\p{N}]+/gu;
export const FEW = 5; // words, and fewer between two codings are no stretch worth going to

/**
 * The stretches of a text that no coding covers, in reading order, each of more than a few words. What an interviewer
 * says is not asked for: it neither makes a stretch nor ends one.
 * @param {Doc} doc
 * @param {Iterable<{a: Place, b: Place}>} marks
 * @returns {{stretch: Stretch, words: number}[]}
 */
export function uncodedIn(doc, marks) {
  const found = [];
  for (const gap of gaps(doc, marks)) {
    const stretch = doc.tidy(withoutAsking(doc, gap));
    if (!stretch) continue;
    const words = wordsIn(doc, stretch);
    if (words > FEW) found.push({ stretch, words });
  }
  return found;
}

/**
 * @param {Doc} doc
 * @param {Iterable<{a: Place, b: Place}>} marks
 * @returns {Generator<Stretch>}
 */
function* gaps(doc, marks) {
  if (!doc.paras.length) return;
  /** @type {Place} */
  let from = [0, 0];
  const end = doc.endOf(doc.paras.length - 1);
  for (const { a, b } of [...marks].sort((one, other) => compare(one.a, other.a))) {
    if (compare(a, from) > 0) yield [from, a];
    if (compare(b, from) > 0) from = b;
  }
  if (compare(from, end) < 0) yield [from, end];
}

/**
 * From its first word that is not an interviewer's to the end of the last such paragraph.
 * @param {Doc} doc
 * @param {Stretch} stretch
 * @returns {Stretch}
 */
function withoutAsking(doc, [from, to]) {
  let [a, b] = [from, to];
  while (a[0] < b[0]) {
    const before = isAsking(doc, a[0]) ? -1 : doc.para(a[0]).text.slice(a[1]).search(WORD);
    if (before >= 0) {
      a = [a[0], a[1] + before];
      break;
    }
    a = [a[0] + 1, 0];
  }
  while (b[0] > a[0] && (isAsking(doc, b[0]) || b[1] === 0)) b = doc.endOf(b[0] - 1);
  return isAsking(doc, a[0]) && a[0] === b[0] ? [a, a] : [a, b];
}

/**
 * @param {Doc} doc
 * @param {Stretch} stretch
 */
function wordsIn(doc, [from, to]) {
  let words = 0;
  for (let index = from[0]; index <= to[0]; index++) {
    if (isAsking(doc, index)) continue;
    const { text } = doc.para(index);
    const part = text.slice(index === from[0] ? from[1] : 0, index === to[0] ? to[1] : text.length);
    words += part.match(WORDS)?.length ?? 0;
  }
  return words;
}

/**
 * @param {Doc} doc
 * @param {number} index
 */
function isAsking(doc, index) {
  return doc.para(index).role === 'interviewer';
}
