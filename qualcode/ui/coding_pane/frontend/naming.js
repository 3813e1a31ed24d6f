// @ts-check
// New codes without leaving the text: in the words of the text (“in vivo”), or under a name one types.
/** @import {Code, NewCodeOp, Say} from './types.js' */
/** @import {Ledger} from './ledger.js' */
import { Codebook, fold } from './codebook.js';
import { Dialog } from './dialog.js';
import { button, el } from './dom.js';

const LONGEST = 48;

/**
 * Selected words as a code’s name: on one line, without the punctuation around them, cut between words.
 * @param {string} words
 */
export function inVivoName(words) {
  const line = words.replaceAll('/', ' ').replace(/\s+/g, ' ').replace(/^[\s\p{P}]+|[\s\p{P}]+$/gu, '');
  if (line.length <= LONGEST) return line;
  const cut = line.slice(0, LONGEST + 1);
  const end = cut.lastIndexOf(' ') > LONGEST / 2 ? cut.lastIndexOf(' ') : LONGEST;
  return `${cut.slice(0, end).replace(/[\s\p{P}\ud800-\udbff]+$/u, '')}…`;
}

/**
 * The codes that are called so already, whatever the case; those in use first.
 * @param {Code[]} codes
 * @param {string} name
 */
export function namesakes(codes, name) {
  const folded = fold(name.trim());
  return codes.filter(code => folded && code.foldedName === folded).sort((one, other) => Number(one.retired) - Number(other.retired));
}

/** @type {{told: Codebook, ids: string, whole: Codebook} | null} */
let kept = null;

/**
 * The codebook as Python told it, with the new codes it has not heard of yet.
 * @param {Codebook} told
 * @param {Ledger | undefined} ledger
 * @returns {Codebook}  the same object as long as nothing is new
 */
export function withAwaited(told, ledger) {
  const awaited = awaitedIn(ledger).filter(op => !told.byId.has(op.code));
  if (!awaited.length) return told;
  const ids = awaited.map(op => op.code).join();
  if (kept?.told === told && kept.ids === ids) return kept.whole;

  const rows = [...told.rows];
  for (const op of awaited) {
    const at = rows.findIndex(([id]) => id === op.parent);
    const above = rows[at];
    const depth = above ? above[4] + 1 : 0;
    let end = above ? at + 1 : rows.length;
    while (above && (rows[end]?.[4] ?? -1) >= depth) end++;
    rows.splice(end, 0, [op.code, op.name, op.colour, op.key, depth, 1, 0, above ? `${above[7]} / ${op.name}` : op.name, {}]);
  }
  kept = { told, ids, whole: new Codebook(told.rev, rows) };
  return kept.whole;
}

/**
 * @param {Ledger | undefined} ledger
 * @returns {NewCodeOp[]}
 */
function awaitedIn(ledger) {
  const found = [];
  for (const ops of ledger?.pending.values() ?? []) for (const op of ops) if (op.op === 'newcode') found.push(op);
  return found;
}

/** @typedef {{name: string, parent: string, key: string}} Naming */

/**
 * Ask for a new code’s name and place; Enter makes it.
 * @param {Omit<import('./dialog.js').DialogOptions, 'label'> & {
 *   say: Say, codebook: Codebook, name: string, under: string,
 *   make: (naming: Naming, event: Event) => void, give: (code: Code, event: Event) => void}} options
 */
export function openNaming({ say, codebook, name, under, make, give, ...options }) {
  const dialog = new Dialog({ ...options, label: say('newCode'), className: 'qc-naming' });
  const input = el('input', 'qc-input', { type: 'text', id: 'qc-new-name', autocomplete: 'off', spellcheck: 'false', maxlength: '200' });
  const parent = el('select', 'qc-input', { id: 'qc-new-parent' }, el('option', '', { value: '' }, say('atTheTop')),
    ...codebook.list.filter(code => !code.retired).map(code => el('option', '', { value: code.id }, `${'\u2003'.repeat(code.depth)}${code.name}`)));
  const key = el('input', 'qc-input qc-new-key', { type: 'text', id: 'qc-new-key', maxlength: '1', autocomplete: 'off', spellcheck: 'false' });
  const note = el('div', 'qc-new-note', { role: 'status' });
  const save = button(say('makeCode'), event => done(event), { className: 'qc-strong' });
  input.value = name;
  parent.value = codebook.byId.has(under) ? under : '';

  /** What stands in the way, and the code that has the name already. */
  function looked() {
    const wanted = input.value.trim();
    const alike = namesakes(codebook.list, wanted)[0];
    const sibling = alike && (codebook.list[alike.parent]?.id ?? '') === parent.value;
    const holder = codebook.byKey.get(key.value.trim().toLowerCase());
    const wrong = wanted.includes('/') ? say('noSlash')
      : alike && sibling ? say(alike.retired ? 'nameRetired' : 'nameTaken', { code: alike.name })
        : holder ? say('keyTaken', { key: key.value.trim(), code: holder.name })
          : key.value.trim() && !/^[1-9a-z]$/i.test(key.value.trim()) ? say('keyIs') : '';
    return { wanted, alike, wrong };
  }

  function look() {
    const { wanted, alike, wrong } = looked();
    const offer = alike && alike.codable && !alike.retired
      ? button(say('giveInstead', { code: alike.path }), event => {
        dialog.close();
        give(alike, event);
      })
      : null;
    note.replaceChildren(...[wrong ? el('span', '', {}, wrong) : null, offer].filter(part => part !== null));
    save.disabled = !wanted || Boolean(wrong);
  }

  /** @param {Event} event */
  function done(event) {
    const { wanted, wrong } = looked();
    if (!wanted || wrong) return look();
    dialog.close();
    make({ name: wanted, parent: parent.value, key: key.value.trim().toLowerCase() }, event);
  }

  for (const field of [input, parent, key]) field.addEventListener('input', look);
  dialog.box.addEventListener('keydown', event => {
    if (event.key !== 'Enter' || event.isComposing || event.target instanceof HTMLButtonElement) return;
    event.preventDefault();
    done(event);
  });
  dialog.fill(
    el('div', 'qc-dialog-head', {}, el('span', '', {}, say('newCode')), button('✕', () => dialog.close(), { className: 'qc-plain', name: say('close') })),
    el('div', 'qc-new-fields', {},
      el('label', '', { for: 'qc-new-name' }, say('name')), input,
      el('label', '', { for: 'qc-new-parent' }, say('under')), parent,
      el('label', '', { for: 'qc-new-key' }, say('key')), key),
    note,
    el('div', 'qc-deeds', {}, save, button(say('cancel'), () => dialog.close())));
  look();
  input.focus({ preventScroll: true });
  input.select();
  return dialog;
}
