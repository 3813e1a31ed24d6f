// @ts-check
// A code's fields as text by path: “name”, “colour”, “key”, “codable”, “parent”, “contradicts”, “ru.brief”, “kk.terms”.
/** @import {Entry, Fields} from './types.js' */

export const WORDED = /** @type {const} */ (['brief', 'full', 'use', 'avoid', 'example', 'near_miss']);
/** What says when a code is given: another text there may mean another rule. @type {readonly string[]} */
export const RULING = ['brief', 'full', 'use', 'avoid'];

/**
 * One field of a code.
 * @param {Entry} entry
 * @param {string} path
 */
export function field(entry, path) {
  const [language = '', name] = path.split('.');
  if (name) return name === 'terms' ? (entry.terms[language] ?? []).join('\n') : entry.words[language]?.[name] ?? '';
  if (path === 'codable') return entry.codable ? 'yes' : '';
  if (path === 'contradicts') return entry.contradicts.join(' ');
  if (path === 'parent') return entry.parent ?? '';
  return path === 'name' ? entry.name : path === 'colour' ? entry.colour : entry.key;
}

/**
 * The code as it is with these fields; its place in the tree is left to the tree.
 * @param {Entry} entry
 * @param {Fields} fields
 * @returns {Entry}
 */
export function withFields(entry, fields) {
  let changed = entry;
  for (const [path, value] of Object.entries(fields)) changed = withField(changed, path, value);
  return changed;
}

/**
 * @param {Entry} entry
 * @param {string} path
 * @param {string} value
 * @returns {Entry}
 */
function withField(entry, path, value) {
  const [language = '', name] = path.split('.');
  if (name === 'terms') return { ...entry, terms: { ...entry.terms, [language]: lines(value) } };
  if (name) return { ...entry, words: { ...entry.words, [language]: { ...entry.words[language], [name]: value } } };
  if (path === 'codable') return { ...entry, codable: value === 'yes' };
  if (path === 'contradicts') return { ...entry, contradicts: value.split(' ').filter(Boolean) };
  if (path === 'name') return renamed(entry, value.trim());
  if (path === 'colour') return { ...entry, colour: value };
  return path === 'key' ? { ...entry, key: value } : entry;
}

/**
 * The language a code is called in: the first in which its name is what it is called; “” if none is.
 * @param {Entry} entry
 * @param {string[]} languages
 */
export function ownLanguage({ name, words }, languages = Object.keys(words)) {
  return languages.find(language => words[language]?.name === name) ?? '';
}

/**
 * @param {Entry} entry
 * @param {string} name
 * @returns {Entry}
 */
function renamed(entry, name) {
  const own = ownLanguage(entry);
  return { ...entry, name, words: own ? { ...entry.words, [own]: { ...entry.words[own], name } } : entry.words };
}

/** @param {string} text */
export function lines(text) {
  return text.split('\n').map(line => line.trim()).filter(Boolean);
}

/**
 * Whether a definition is touched, so that what was coded by it may have to be looked at again.
 * @param {Iterable<string>} paths
 */
export function touchesDefinition(paths) {
  return [...paths].some(path => /** @type {readonly string[]} */ (WORDED).includes(path.split('.')[1] ?? ''));
}

/**
 * Whether it is likely that the code means something else now: its rule was written anew in the main language.
 * @param {Iterable<string>} paths
 * @param {string} main
 */
export function likelyNewRule(paths, main) {
  const found = [...paths].map(path => path.split('.'));
  return found.some(([language, name]) => language === main && RULING.includes(name ?? ''));
}
