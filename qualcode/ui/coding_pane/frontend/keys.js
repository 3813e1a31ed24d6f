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
  if (means(typed)) return typed;
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
 * What an English keyboard has at this place.
 * @param {string} code
 * @param {boolean} shift
 */
function markedKey(code, shift) {
  if (code.startsWith('Key')) return code.slice(3).toLowerCase();
  if (code === 'Slash') return shift ? '?' : '/';
  if (shift) return null;
  if (code.startsWith('Digit')) return code.slice(5);
  if (code === 'BracketLeft') return '[';
  return code === 'BracketRight' ? ']' : null;
}
