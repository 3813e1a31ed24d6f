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
  yourWords: 'What you wrote; copy it from here',
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

  inVivo: 'Code with these words (in vivo)',
  newCode: 'New code',
  newCalled: 'New code “{name}” …',
  noneLast: 'You have not given a code yet.',
  noWords: 'There are no words in what is selected.',
  codedAnew: 'Coded with a new code: “{code}”',
  codedAnewUnder: 'Coded with a new code: “{code}”, under “{parent}”',

  // A new code
  name: 'Name',
  under: 'Under',
  atTheTop: '(at the top)',
  key: 'Key',
  makeCode: 'Make and give it',
  noSlash: '“/” separates a code from its parent. Leave it out.',
  nameTaken: '“{code}” is there already.',
  nameRetired: '“{code}” is there already, but retired. Bring it back on the Codebook page.',
  keyTaken: 'The key “{key}” belongs to “{code}”.',
  keyIs: 'A key is one digit 1–9 or one letter a–z.',
  giveInstead: 'Give “{code}” instead',

  // Sentences, paragraphs, turns
  sentence: 'Sentence',
  wholeParagraph: 'Paragraph',
  turn: 'Turn',
  widen: 'Select more: {unit}',
  widest: 'The whole turn is selected.',

  // Code sets
  sets: 'Codes on the keys 1–9',
  ownKeys: 'Own keys',
  setCodes: 'Codes of the set',
  setOn: 'On the keys: {name}. {codes}',
  setOff: 'The codes have their own keys again.',
  noSet: 'No code set has the key “{key}”.',
  noKeyInSet: 'The set “{name}” has no code on the key “{key}”.',

  // The picker
  usedLast: 'Used last',
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
  memoOnWords: 'Memo on these words',
  memoTitle: 'Title, if you like',
  memoHint: 'What you think of it. [[ links to a code.',
  memoKind: 'Kind of memo',
  kind_note: 'Note',
  kind_method: 'Method',
  kind_reflexive: 'Reflexive',
  kind_theory: 'Theory',
  kind_question: 'Question',
  memoHere: 'Memo: {heading}',
  memosHere: 'Memos here',
  memoOpen: 'Read and change it on the Memos page',
  linkTo: 'Link to',
  linkHere: 'Link to these words',
  linkCopied: 'The link is copied: paste it into a memo.',
  close: 'Close',
  actionOn: '{action}: {code}',
  stripe: '{code}, {coder}: {words}',

  important: 'Important',
  unsure: 'Unsure',
  importantOn: 'Marked as important: “{code}”',
  importantOff: 'No longer marked as important: “{code}”',
  unsureOn: 'Marked as unsure: “{code}”',
  unsureOff: 'No longer marked as unsure: “{code}”',
  aimFirst: 'Go to one of your codings first: with [ and ], or with the reading cursor.',
  handleStart: 'Beginning of “{code}”',
  handleEnd: 'End of “{code}”',
  handleHow: 'Left and right move it by words, with Shift by letters, up and down by sentences. Enter when it is right, Escape leaves it as it was.',

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

  // Finding and going
  find: 'Find in this text',
  findNext: 'Next hit',
  findBefore: 'Previous hit',
  findAt: '{n} of {of}',
  findNone: 'Not in this text',
  codeHit: 'Code these words',
  goTo: 'Go to',
  goCode: 'Coding with the code',
  goCoder: 'Coding by',
  goUncoded: 'Uncoded words',
  goParagraph: 'Paragraph',
  go: 'Go',
  byNobody: 'coded by nobody',
  notByMe: 'not coded by me',
  before: 'Previous: {what}',
  next: 'Next: {what}',
  noMoreOf: 'No more of “{what}” in this direction.',
  atUncoded: 'Uncoded words: {words}, from paragraph {n}',
  noMoreUncoded: 'No more uncoded words in this direction.',
  noneUncoded: 'Everything is coded. A few words between codings do not count, nor does the interviewer.',
  noParagraph: 'There is no paragraph {n}.',
  map: 'Portrait',

  // Facts at the side
  closePanel: 'Close the side panel',
  often: 'In this text: {here}. In the project: {project}',
  oftenShared: 'In this text: {here}, by me {mine}. In the project: {project}, by me {mineInProject}',
  speaksHere: 'speaks here',
  toRespondents: 'See or change what is known, in a new tab',
  memos: 'Memos',
  noMemos: 'Nothing was noted of this text yet.',
  memoNote: 'Note',
  memoMethod: 'Method',
  memoReflexive: 'Reflexive',
  memoTheory: 'Theory',
  memoQuestion: 'Question',
  counts: 'Counts',
  noneGiven: 'No code is given in this text yet.',
  codeColumn: 'Code',
  mineColumn: 'Mine',
  allColumn: 'All',
  pressLong: 'Press long on a word to select it.',

  // The list of keys
  keyArrows: 'move the reading cursor by word, by paragraph',
  keyShift: 'select',
  keyCode: 'the key of a code: code the selection, again for a second code',
  keyPick: 'find a code by its name and code the selection; a name no code has can become a new one',
  keyAgain: 'code with the code used last',
  keyInVivo: 'code with the words themselves (in vivo)',
  keyNew: 'new code for the selection',
  keyWider: 'select the sentence, the paragraph, the turn; with Shift: less again',
  keyUnits: 'select the whole sentence, paragraph, turn',
  keySets: 'put a code set on the keys 1–9',
  keySetOff: 'the codes’ own keys again',
  keyChange: 'give the coding at the cursor another code',
  keyHandles: 'move the beginning, the end of the coding at the cursor',
  keyImportant: 'mark the coding at the cursor as important, or no longer',
  keyUnsure: 'mark the coding at the cursor as unsure, or no longer',
  keyEnter: 'with a selection: find a code; at coded words: what is coded here',
  keyMemo: 'write a memo on the selection; at the cursor: read what was written',
  keyJump: 'previous coding, next coding',
  keyPlay: 'play the recording, pause; with Shift: play the turn you are in',
  keyBack: 'five seconds back; with Shift: on',
  keyUndo: 'undo',
  keyRedo: 'redo',
  keyFind: 'find in this text; next hit, with Shift the one before',
  keyGoal: 'previous, next coding of the same code, or of what was chosen in “Go to”',
  keyUncoded: 'next uncoded words; with Shift the ones before',
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
