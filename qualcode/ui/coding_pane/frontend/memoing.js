// @ts-check
// Memos on words of the text, with or without a code: written in a box beside them, with a sign where they begin.
/** @import {MemoRow, Op, Say, Stretch} from './types.js' */
/** @import {Near} from './dialog.js' */
/** @import {Pane} from './pane.js' */
import { aimed } from './aim.js';
import { shelf, storage } from './desk.js';
import { Dialog } from './dialog.js';
import { afterPaint, button, el } from './dom.js';
import { linking, placeLink } from './linking.js';
import { Unsaved } from './unsaved.js';
import { uuid7 } from './uuid7.js';
import { short } from './words.js';

const SIGN = '✎';
const HEADING = 80;
/** @type {readonly ['note', 'method', 'reflexive', 'theory', 'question']} */
export const KINDS = ['note', 'method', 'reflexive', 'theory', 'question'];
/** @typedef {typeof KINDS[number]} Kind */
/** @typedef {{kind: string, title: string, text: string}} Draft */

/** What is being written, by place. @type {Unsaved<Draft>} */
const drafts = new Unsaved('qualcode.notes', storage);

/** @param {Say} say */
export function kindField(say, kind = 'note') {
  const options = KINDS.map(each => el('option', '', { value: each, selected: each === kind }, say(`kind_${each}`)));
  return el('select', 'qc-input qc-kind', { 'aria-label': say('memoKind') }, ...options);
}

export class Memoing {
  /** @param {Pane} pane */
  constructor(pane) {
    this.pane = pane;
    /** @type {MemoRow[]} */
    this.rows = [];
    this.page = '';
    this.source = '';
    this.drawn = '';
    this.wasWaiting = false;
    /** @type {import('./desk.js').Desk | null} */
    this.desk = null;
    this.scrollListener = (/** @type {MouseEvent} */ event) => this.#onClick(event);
    pane.scroll.addEventListener('click', this.scrollListener, true);
  }

  close() {
    this.pane.scroll.removeEventListener('click', this.scrollListener, true);
  }

  /**
   * @param {MemoRow[] | undefined} rows
   * @param {string | undefined} page  where memos are read and changed
   * @param {string | undefined} source  what the text is called
   */
  take(rows, page, source) {
    const { desk } = this.pane;
    const isWaiting = this.#waiting().length > 0;
    const isSame = rows === this.rows && desk === this.desk && !isWaiting && !this.wasWaiting; // they come with every message
    this.rows = rows ?? this.rows;
    this.page = page ?? '';
    this.source = source ?? '';
    this.desk = desk;
    this.wasWaiting = isWaiting;
    if (!isSame) afterPaint(() => this.draw()); // the text first
  }

  /** The kind of the memo that stands with a coding: the first it got. @param {string} coding */
  kindOf(coding) {
    const its = this.rows.filter(([, , , , on, target]) => on === 'coding' && target === coding);
    return its.sort(([one], [other]) => (one < other ? -1 : 1))[0]?.[1] ?? 'note';
  }

  /** A sign for each paragraph where such memos begin; those Python has not heard of yet among them. */
  draw() {
    const { desk, view } = this.pane;
    if (!desk?.doc || this.pane.isClosed) return;
    const byPara = this.#byPara();
    const drawn = JSON.stringify([desk.doc.hash, [...byPara].map(([para, rows]) => [para, rows.map(([id, , heading]) => id + heading)])]);
    if (drawn === this.drawn && view.scroll.querySelectorAll('.qc-note').length === byPara.size) return;
    this.drawn = drawn;
    for (const old of view.scroll.querySelectorAll('.qc-note')) old.remove();
    for (const [para, rows] of byPara) {
      const headings = rows.map(([, , heading]) => short(heading, HEADING)).join('; ');
      const sign = button(rows.length > 1 ? `${SIGN}${rows.length}` : SIGN, () => {}, {
        className: 'qc-note', name: this.pane.say('memoHere', { heading: headings }), attributes: { title: headings },
      });
      sign.dataset.para = String(para);
      view.row(para).row.append(sign);
    }
  }

  /** @returns {Map<number, MemoRow[]>} */
  #byPara() {
    const { doc } = this.pane;
    /** @type {Map<number, MemoRow[]>} */
    const found = new Map();
    for (const row of [...this.#waiting(), ...this.rows]) {
      const place = row[8];
      if (!place) continue;
      const para = doc.fromWire(place[0])[0];
      found.set(para, [...(found.get(para) ?? []), row]);
    }
    return found;
  }

  /** @returns {MemoRow[]} */
  #waiting() {
    const { desk, me } = this.pane;
    const known = new Set(this.rows.map(([id]) => id));
    const today = new Date().toISOString().slice(0, 10);
    return (desk?.outbox.ops ?? []).filter(isNote).filter(op => !known.has(op.memo)).map(op =>
      [op.memo, op.kind, op.title || short(op.text, HEADING), op.title ? op.text : '', 'segment', '', me, today, [op.start, op.end]]);
  }

  // Writing -----------------------------------------------------------------------------------------------------

  /** Write on what is selected; else read what was written at the cursor, or write on the coding there. */
  begin() {
    const { selecting, reading, asking, view, voice, say } = this.pane;
    if (selecting.selected) return this.write(selecting.selected);
    const { word, marks } = reading.here();
    const here = word ? this.#at(word) : [];
    const mark = aimed(this.pane);
    if (here.length && word) this.read(here, view.rectOf(word));
    else if (mark) asking.show([mark, ...marks.filter(other => other !== mark)], view.rectOf([mark.a, mark.b]));
    else if (selecting.last) this.write(selecting.last);
    else voice.tell(say('selectFirst'));
  }

  /**
   * The memos over a word.
   * @param {Stretch} word
   */
  #at(word) {
    const [start, end] = word.map(place => this.pane.doc.toWire(place));
    return [...this.#waiting(), ...this.rows].filter(([, , , , , , , , place]) => place && place[0] < (end ?? 0) && (start ?? 0) < place[1]);
  }

  /** @param {Stretch} stretch */
  write(stretch) {
    const { selecting, view, main, say, doc, asking } = this.pane;
    selecting.hold(stretch);
    const [start, end, quote] = [doc.toWire(stretch[0]), doc.toWire(stretch[1]), doc.quote(stretch)];
    const key = `${this.pane.me} ${doc.hash} ${start}-${end}`;
    const dialog = new Dialog({
      container: main, near: view.rectOf(stretch), label: say('memoOnWords'), className: 'qc-memoing', closed: () => this.pane.focusText(),
    });
    const draft = drafts.get(key) ?? { kind: 'note', title: '', text: '' };
    const kind = kindField(say, draft.kind);
    const title = el('input', 'qc-input', { type: 'text', 'aria-label': say('memoTitle'), placeholder: say('memoTitle'), maxlength: '200' });
    const area = el('textarea', 'qc-input', { rows: '5', 'aria-label': say('memoOnWords'), placeholder: say('memoHint') });
    title.value = draft.title;
    area.value = draft.text;
    const links = linking(area, (shelf.codebook?.list ?? []).filter(code => !code.retired), say);
    const save = () => {
      if (!area.value.trim() && !title.value.trim()) return area.focus();
      drafts.delete(key);
      dialog.close();
      selecting.letGo();
      this.pane.act({ op: 'note', memo: uuid7(), kind: kind.value, title: title.value.trim(), text: area.value.trim(), start, end, quote }, performance.now());
      this.pane.voice.tell(say('memoSaved'));
      this.wasWaiting = true;
      this.draw();
    };
    for (const field of [kind, title, area]) {
      field.addEventListener('input', () => drafts.set(key, { kind: kind.value, title: title.value, text: area.value }));
      field.addEventListener('keydown', event => {
        if (!(event instanceof KeyboardEvent) || event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
        event.preventDefault();
        event.stopPropagation();
        save();
      });
    }
    dialog.fill(
      el('div', 'qc-dialog-head', {}, el('span', '', {}, say('memoOnWords')), button('✕', () => dialog.close(), { className: 'qc-plain', name: say('close') })),
      el('div', 'qc-memo-fields', {}, el('div', 'qc-item-words', {}, short(quote, 200)), kind, title, area, links,
        el('div', 'qc-deeds', {}, button(say('saveMemo'), save, { className: 'qc-strong' }),
          button(say('cancel'), () => {
            drafts.delete(key);
            dialog.close();
          }), this.#copy(start, end, quote))));
    asking.take(dialog);
    area.focus({ preventScroll: true });
  }

  /**
   * The link to these words, to be put into another memo.
   * @param {number} start
   * @param {number} end
   * @param {string} quote
   */
  #copy(start, end, quote) {
    const { say, voice } = this.pane;
    const field = el('input', 'qc-input', { type: 'text', readonly: true, 'aria-label': say('linkHere') });
    field.value = placeLink(this.source, start, end, quote);
    field.hidden = true;
    const show = button(say('linkHere'), () => {
      field.hidden = false;
      field.focus();
      field.select();
      navigator.clipboard?.writeText(field.value).then(() => voice.tell(say('linkCopied')), () => {});
    });
    return el('span', 'qc-copy', {}, show, field);
  }

  // Reading -----------------------------------------------------------------------------------------------------

  /** @param {MouseEvent} event */
  #onClick(event) {
    const sign = event.target instanceof Element ? event.target.closest('.qc-note') : null;
    if (!(sign instanceof HTMLElement)) return;
    event.stopPropagation();
    const rows = this.#byPara().get(Number(sign.dataset.para)) ?? [];
    const { left, top, bottom } = sign.getBoundingClientRect();
    this.read(rows, { left, top, bottom }, sign);
  }

  /**
   * @param {MemoRow[]} rows
   * @param {Near} near
   * @param {HTMLElement} [back]  where the focus goes afterwards
   */
  read(rows, near, back) {
    const { main, say, view, asking, doc } = this.pane;
    const places = rows.map(([, , , , , , , , place]) => place).filter(place => place !== null);
    const dialog = new Dialog({
      container: main, near, label: say('memosHere'), className: 'qc-popover',
      closed: () => (back?.isConnected ? back.focus({ preventScroll: true }) : this.pane.focusText()),
    });
    asking.take(dialog);
    view.painter.emphasise('hot', places.flatMap(([start, end]) => view.ranges([doc.fromWire(start), doc.endFromWire(end)])));
    dialog.box.addEventListener('closed', () => view.painter.emphasise('hot', []));
    const close = button('✕', () => dialog.close(), { className: 'qc-plain', name: say('close') });
    dialog.fill(el('div', 'qc-dialog-head', {}, el('span', '', {}, say('memosHere')), close),
      el('div', 'qc-items', {}, ...rows.map(row => this.#item(row))));
    close.focus({ preventScroll: true });
  }

  /** @param {MemoRow} row */
  #item([id, kind, heading, text, , , coder, day, place]) {
    const { say, coders, me, doc } = this.pane;
    const who = coder === me ? say('you') : say('by', { coder: coders.get(coder) ?? '?' });
    const kindName = KINDS.find(each => each === kind);
    const [from, to] = place ? [doc.fromWire(place[0]), doc.endFromWire(place[1])] : [];
    return el('section', 'qc-item', { 'aria-label': heading },
      el('div', 'qc-item-head', {}, el('b', '', {}, heading), el('span', 'qc-quiet', {}, [kindName ? say(`kind_${kindName}`) : kind, who, day].join(' · '))),
      from && to ? el('div', 'qc-item-words', {}, short(doc.quote([from, to]), 200)) : null,
      text ? el('div', 'qc-item-memo', {}, text) : null,
      this.page ? el('div', 'qc-deeds', {}, el('a', 'qc-memo-open', { href: `${this.page}&memo=${encodeURIComponent(id)}` }, say('memoOpen'))) : null);
  }
}

/**
 * @param {Op} op
 * @returns {op is import('./types.js').NoteOp}
 */
function isNote(op) {
  return op.op === 'note';
}
