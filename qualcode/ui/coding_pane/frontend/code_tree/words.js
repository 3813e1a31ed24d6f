// @ts-check
// Every word of the codebook's tree and details, in English. Python passes translations by the same keys.
// Numbers stand after a colon, so that no language has to bend a noun for them.

export const WORDS = {
  // The tree and its tools
  tree: 'Codes of the codebook',
  treeHelp: 'Arrow keys walk the tree. Enter opens a code, F2 renames it, N makes a new one, Alt with arrow keys moves it. ? lists all keys.',
  filter: 'Find a code',
  noneFound: 'No code has this in its name.',
  empty: 'There are no codes yet. Make your first one, or load a codebook.',
  newCode: 'New code',
  newUnder: 'New code under it',
  under: 'Under it',
  rename: 'Rename',
  up: 'Move up',
  down: 'Move down',
  in: 'Move in, under the code above',
  out: 'Move out, beside its parent',
  retired: 'Retired: {n}',
  showRetired: 'Show retired codes: {n}',
  foldAll: 'Fold all, unfold all',
  retire: 'Retire',
  back: 'Bring back',
  undo: 'Undo',
  redo: 'Redo',
  keys: 'Keys',
  close: 'Close',
  dismiss: 'Dismiss',
  nameOfNew: 'Name of the new code',
  newName: 'New name of “{code}”',

  // A code in the tree
  item: '{code}, given: {n}',
  itemTotal: '{code}, given: {n}, with the codes under it: {total}',
  itemKey: '{item}, key {key}',
  itemHeading: '{item}, heading',
  itemRetired: '{item}, retired',
  itemUnsaved: '{item}, not saved yet',
  countTitle: 'Given: {n}. With the codes under it: {total}.',

  // What was done
  added: 'Added “{code}”.',
  renamed: 'Renamed: “{code}”.',
  moved: '“{code}” is now under “{parent}”: {n} of {all}.',
  movedTop: '“{code}” is now at the top level: {n} of {all}.',
  cannotGo: '“{code}” cannot go there.',
  retiredNow: '“{code}” is retired. What was coded with it stays and is counted. Undo brings it back.',
  retiredHeading: '“{code}” is retired; the codes under it stay in use. Undo brings it back.',
  backNow: '“{code}” is in use again.',
  undoing: 'Taking back…',
  redoing: 'Doing again…',
  nameTaken: 'There is a code “{code}” here already. Choose another name.',
  nameSlash: 'A name cannot hold “/”: it separates a code from its parent.',
  carrying: 'Moving “{code}”',

  // Whether the work is safe
  saved: 'Saved',
  saving: 'Saving: {n}…',
  offline: 'Offline. Kept here until it can be saved: {n}',
  unsaved: 'No answer yet. Kept here and sent again: {n}',
  refused: 'Not saved: {reason}',

  // A code's details
  details: 'The code',
  nothingOpen: 'Choose a code to read and change its definition.',
  backToTree: 'Back to the tree',
  name: 'Name',
  nameMissing: 'A code needs a name.',
  colour: 'Colour',
  ownColour: 'Another colour',
  colourIs: 'Colour {colour}',
  key: 'Key',
  keyHelp: 'Gives the code while you read. Free: {keys}',
  keyTaken: 'The key “{key}” already belongs to “{code}”.',
  keyWrong: 'A key is one digit 1–9 or one small letter a–z.',
  codable: 'Can be given to words',
  codableHelp: 'Off: a heading, which only holds other codes.',
  parent: 'Under',
  top: 'the top level',
  given: 'Given: {n}',
  givenTotal: 'Given: {n}. With the codes under it: {total}.',
  notGiven: 'Not given to any words yet.',
  quotes: 'Open the quotes',
  opposites: 'Opposites',
  oppositesHelp: 'Codes that say the contrary: giving both to one respondent is worth a look.',
  addOpposite: 'Add an opposite',
  opposedBy: 'Named as an opposite by: {codes}',
  removeOpposite: 'No longer an opposite: {code}',
  definition: 'Definition by language',
  nameIn: 'Name in this language',
  brief: 'Brief definition',
  briefHelp: 'One line, for the list and for while you read.',
  full: 'Full definition',
  fullHelp: 'What it means, exactly enough that two people give it to the same words.',
  use: 'When to use',
  useHelp: 'What must be there.',
  avoid: 'When not to use',
  avoidHelp: 'What does not count, and which code it gets instead.',
  example: 'Example',
  exampleHelp: 'Words that got this code, or could.',
  near_miss: 'Near miss',
  near_missHelp: 'Words that look like it and are not, and why.',
  terms: 'Search terms',
  termsHelp: 'Words to look for in texts of this language, one on each line.',
  filled: '{language}, written: {n}',

  // Saving them
  save: 'Save',
  discard: 'Discard',
  discarded: 'Discarded. The code is as it was.',
  savedNow: 'Saved “{code}”.',
  newRule: 'The rule changed: what was coded until now should be checked again ({n})',
  crossed: 'Somebody has changed this meanwhile. It says now: {fields}. Saving puts yours in its place.',
  waiting: 'Not saved yet:',
  isMerged: 'Retired: it became part of “{code}”.',
  isRetired: 'Retired: it is no longer given to text. What was coded with it stays and is counted.',

  // The picker of opposites
  pickHint: 'Part of the name',
  found: 'Codes found: {n}',
  codes: 'Codes',

  // The list of keys
  keyArrows: 'walk the tree, open and close a branch',
  keyHome: 'first code, last code',
  keyFoldAll: 'fold all, unfold all',
  keyEnter: 'open the code and write; space: only open it',
  keyRename: 'rename',
  keyNew: 'new code after this one',
  keyNewUnder: 'new code under this one',
  keyMove: 'move up or down among its siblings',
  keyNest: 'nest under the code above, take out again',
  keyDelete: 'retire, bring back',
  keyFilter: 'find a code',
  keySave: 'save the details',
  keyUndo: 'undo',
  keyRedo: 'redo',
  keyEscape: 'let go; from the details: back to the tree',
};

/**
 * The sentences of a language, English where a translation is missing.
 * @param {Record<string, string>} translations
 * @returns {import('./types.js').Say}
 */
export function wording(translations) {
  return (key, values = {}) => (translations[key] || WORDS[key])
    .replace(/\{(\w+)\}/g, (blank, name) => String(values[name] ?? blank));
}
