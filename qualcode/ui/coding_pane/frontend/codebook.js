// @ts-check
/** @import {Code, CodeRow} from './types.js' */

/** The codes as the pane reads them: parents known, colours checked, names ready to be searched. */
export class Codebook {
  /**
   * @param {string | number} rev
   * @param {CodeRow[]} rows  in the order of the tree
   */
  constructor(rev, rows) {
    this.rev = rev;
    this.rows = rows;
    /** @type {number[]} */
    const line = []; // the last code of each depth
    /** @type {Code[]} */
    this.list = rows.map(([id, name, colour, key, depth, codable, retired, path, definition], index) => {
      line.length = depth;
      line[depth] = index;
      return {
        id, name, key, depth, path,
        colour: safeColour(colour),
        codable: Boolean(codable),
        retired: Boolean(retired),
        definition: definition ?? {},
        folded: fold(path || name),
        foldedName: fold(name),
        parent: line[depth - 1] ?? -1,
        hasChildren: (rows[index + 1]?.[4] ?? 0) > depth,
      };
    });
    this.byId = new Map(this.list.map(code => [code.id, code]));
    this.byKey = new Map(this.list.filter(code => code.key && given(code)).map(code => [code.key.toLowerCase(), code]));
  }

  /**
   * The code, or a grey one that says so when Python has not sent it yet.
   * @param {string} id
   * @returns {Code}
   */
  code(id) {
    return this.byId.get(id) ?? {
      id, name: '?', colour: '#888888', key: '', depth: 0, codable: false, retired: true, path: '?', definition: {},
      folded: '?', foldedName: '?', parent: -1, hasChildren: false,
    };
  }
}

/**
 * Whether a code may be given to text.
 * @param {Code} code
 */
export function given(code) {
  return code.codable && !code.retired;
}

/**
 * A colour comes from a file somebody made: only a plain one may enter a style sheet.
 * @param {string} colour
 */
export function safeColour(colour) {
  return /^#(?:[0-9a-f]{3}|[0-9a-f]{6})$/i.test(colour) ? colour.toLowerCase() : '#888888';
}

const KAZAKH_AS_RUSSIAN = new Map(Object.entries({ ә: 'а', ғ: 'г', қ: 'к', ң: 'н', ө: 'о', ұ: 'у', ү: 'у', һ: 'х', і: 'и' }));

/**
 * A name as it is compared: without case and accents, Kazakh letters as people type them on a Russian keyboard.
 * @param {string} text
 */
export function fold(text) {
  const plain = text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
  return plain.replace(/[әғқңөұүһі]/g, letter => KAZAKH_AS_RUSSIAN.get(letter) ?? letter);
}

/**
 * The codes whose path holds every typed word, the best first: a name that begins so, a word of the name, a part of
 * the name, a part of the path. Typing nothing finds all, those in `recent` first.
 * @param {Code[]} codes
 * @param {string} typed
 * @param {string[]} [recent]  ids, the latest first
 */
export function findCodes(codes, typed, recent = []) {
  const words = fold(typed).split(/[\s/]+/).filter(Boolean);
  const recency = new Map(recent.map((id, index) => [id, index]));
  const ranked = [];
  for (const [index, code] of codes.entries()) {
    const rank = words.length ? rankOf(code, words) : 0;
    if (rank !== null) ranked.push({ code, rank, recency: recency.get(code.id) ?? Infinity, index });
  }
  ranked.sort((one, other) => one.rank - other.rank || compareNumbers(one.recency, other.recency) || one.index - other.index);
  return ranked.map(({ code }) => code);
}

/**
 * @param {Code} code
 * @param {string[]} words
 */
function rankOf({ folded, foldedName }, words) {
  if (!words.every(word => folded.includes(word))) return null;
  const first = words[0] ?? '';
  if (foldedName.startsWith(words.join(' '))) return 0;
  if (foldedName.startsWith(first)) return 1;
  if (new RegExp(`(?<!\\p{L})${escape(first)}`, 'u').test(foldedName)) return 2;
  return foldedName.includes(first) ? 3 : 4;
}

/** @param {string} text */
function escape(text) {
  return text.replace(/[.*+?^${}()|[\]\\-]/g, String.raw`\$&`);
}

/**
 * @param {number} one
 * @param {number} other
 */
function compareNumbers(one, other) {
  return one === other ? 0 : one - other; // Infinity − Infinity is not a number
}
