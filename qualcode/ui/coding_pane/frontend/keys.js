// @ts-check
// Which key a coder meant. On a Russian or Kazakh keyboard the key marked “h” types «р», and the Kazakh row of digits
// types letters: there the place of the key counts.

/**
 * The key meant, among those that mean something here; null if none of them.
 * @param {Pick<KeyboardEvent, 'key' | 'code' | 'shiftKey'>} event
 * @param {(key: string) => boolean} means
 */
export function meantKey({ key, code, shiftKey }, means) {
  if (key.length > 1) return null;
  const typed = key.toLowerCase();
  if (means(typed) && !isCyrillic(key, code)) return typed;
  if (/[a-z0-9]/.test(typed)) return null; // a Latin keyboard: AZERTY's “a” is not a “q”

  const marked = markedKey(code, shiftKey);
  return marked && means(marked) ? marked : null;
}

/**
 * Whether it is undo or redo, on any keyboard.
 * @param {Pick<KeyboardEvent, 'key' | 'code' | 'shiftKey' | 'ctrlKey' | 'metaKey' | 'altKey'>} event
 * @returns {'undo' | 'redo' | null}
 */
export function historyKey({ key, code, shiftKey, ctrlKey, metaKey, altKey }) {
  if (!(ctrlKey || metaKey) || altKey) return null;
  const typed = key.toLowerCase();
  const letter = /^[a-z]$/.test(typed) ? typed : markedKey(code, false);
  if (letter === 'z') return shiftKey ? 'redo' : 'undo';
  return letter === 'y' && !shiftKey ? 'redo' : null;
}

/**
 * The digit that is pressed together with Shift, by its place. Where digits are typed with Shift (France) it is a digit.
 * @param {Pick<KeyboardEvent, 'key' | 'code' | 'shiftKey' | 'ctrlKey' | 'metaKey' | 'altKey'>} event
 * @returns {string | null}
 */
export function shiftedDigit({ key, code, shiftKey, ctrlKey, metaKey, altKey }) {
  if (!shiftKey || ctrlKey || metaKey || altKey || /^[0-9]$/.test(key)) return null;
  return /^Digit[0-9]$/.test(code) ? code.slice(5) : null;
}

/** What an English keyboard has at these places, without and with Shift. @type {Record<string, string>} */
const PLACES = { Minus: '-', Slash: '/?', BracketLeft: '[{', BracketRight: ']}', Backslash: '\\|', Equal: '=+', Quote: '\'"', Semicolon: ';', Comma: ',<', Period: '.>' };

/**
 * What an English keyboard has at this place.
 * @param {string} code
 * @param {boolean} shift
 * @returns {string | null}
 */
export function markedKey(code, shift) {
  if (code.startsWith('Key')) return code.slice(3).toLowerCase();
  if (code.startsWith('Digit')) return shift ? null : code.slice(5);
  return PLACES[code]?.[Number(shift)] ?? null;
}

/**
 * Where an English keyboard has the slash, a Russian or Kazakh one has the full stop and the comma.
 * @param {string} key
 * @param {string} code
 */
function isCyrillic(key, code) {
  return code === 'Slash' && (key === '.' || key === ',');
}
