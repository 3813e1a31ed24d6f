// @ts-check
// Every word the pane shows, in English. Python passes translations of these sentences by the same keys.
// Numbers stand after a colon, so that no language has to bend a noun for them.

export const WORDS = {
  // The text and its bar
  text: 'Text',
  textHelp: 'Arrow keys move a reading cursor, Shift with arrow keys selects. The key of a code, or / and its name, codes what is selected. ? lists all keys.',
  tools: 'Tools',
  whose: 'Whose codings are shown',
  mine: 'Mine ({name})',
  all: 'All coders',
  codings: 'Codings: {n}',
  undo: 'Undo',
  redo: 'Redo',
  keys: 'Keys',
  codesPanel: 'Codes',

  // The recording
  recording: 'Recording',
  playFrom: 'Play from {time}',
  back: 'Back {n} seconds',
  backLabel: '−{n} s',
  speed: 'Speed',
  pastEnd: 'The recording ends before that, at {time}.',
  noTime: 'No time is known for this place.',
  notPlayed: 'This browser cannot play the recording. Save it as mp3 in another program, and attach that.',
  notHeard: 'The recording cannot be reached. When the program runs again, reload this page.',

  // Whether the work is safe
  saved: 'Saved',
  saving: 'Saving {n}…',
  offline: 'Offline. Kept here until it can be saved: {n}',
  unsaved: 'No answer yet. Kept here and sent again: {n}',
  elsewhere: 'Waiting in another text, saved when you open it: {n}',
  refused: 'Not saved: {reason}',
  dismiss: 'Dismiss',

  // Coding
  code: 'Code…',
  codeAs: 'Code as “{code}”',
  selected: 'Words selected: {n}',
  selectFirst: 'Select some words first.',
  coded: 'Coded as “{code}”',
  twin: 'You have already given “{code}” to exactly these words.',
  notCodable: '“{code}” is a heading. It holds codes and is not given to text.',
  retired: '“{code}” is retired. It is no longer given to text.',
  noKey: 'No code has the key “{key}”.',
  shownAgain: 'All codings are shown now, so that you see your own.',
  undoing: 'Taking back…',
  redoing: 'Doing again…',

  // The picker
  pick: 'Find a code',
  pickNew: 'Change “{code}” to',
  pickHint: 'Part of the name',
  found: 'Codes found: {n}',
  noneFound: 'No code has this in its name.',

  // What is coded at a place
  here: 'Codings here',
  by: 'by {coder}',
  you: 'you',
  noneHere: 'Nothing is coded here.',
  uncode: 'Uncode',
  resize: 'Resize',
  resizeTo: 'Resize to selection',
  change: 'Change code',
  memo: 'Memo',
  memoOf: 'Memo on “{code}”',
  saveMemo: 'Save memo',
  cancel: 'Cancel',
  uncoded: 'Taken off: “{code}”. Undo brings it back.',
  resized: 'Resized: “{code}”',
  resizeHow: 'Select the words “{code}” should have instead, then press Enter. Escape leaves it as it is.',
  resizeKept: 'Left as it was.',
  recoded: 'Changed to “{code}”',
  memoSaved: 'Memo saved.',
  close: 'Close',
  actionOn: '{action}: {code}',
  stripe: '{code}, {coder}: {words}',

  // Reading with keys
  paragraph: 'Paragraph {n}',
  atCoding: '{code}, {coder}: {words}',
  noMore: 'No more codings in this direction.',
  noneOfCode: '“{code}” is not given in this text yet. Select words, then choose it.',

  // The side panel
  codes: 'Codes',
  filter: 'Filter codes',
  codeItem: '{code}, given here: {n}',
  codeItemKey: '{code}, key {key}, given here: {n}',
  definition: 'Definition',
  definitionHint: 'Point at a code to read what it means.',
  brief: 'In short',
  full: 'Meaning',
  use: 'Use when',
  avoid: 'Do not use when',
  example: 'Example',
  near_miss: 'Near miss',
  noDefinition: 'This code has no definition yet.',
  respondents: 'Respondents',

  // The list of keys
  keyArrows: 'move the reading cursor by word, by paragraph',
  keyShift: 'select',
  keyCode: 'the key of a code: code the selection, again for a second code',
  keyPick: 'find a code by its name and code the selection',
  keyEnter: 'with a selection: find a code; at coded words: what is coded here',
  keyJump: 'previous coding, next coding',
  keyPlay: 'play the recording, pause; with Shift: play the turn you are in',
  keyBack: 'five seconds back; with Shift: on',
  keyUndo: 'undo',
  keyRedo: 'redo',
  keyEscape: 'let go, close',
  keyHelp: 'this list',
};

/**
 * The beginning of a text.
 * @param {string} text
 * @param {number} length
 */
export function short(text, length) {
  return text.length > length ? `${text.slice(0, length).trimEnd()}…` : text;
}

/**
 * The sentences of a language, English where a translation is missing.
 * @param {Record<string, string>} translations
 * @returns {import('./types.js').Say}
 */
export function wording(translations) {
  return (key, values = {}) => {
    const sentence = translations[key] || WORDS[key];
    return sentence.replace(/\{(\w+)\}/g, (blank, name) => String(values[name] ?? blank));
  };
}
