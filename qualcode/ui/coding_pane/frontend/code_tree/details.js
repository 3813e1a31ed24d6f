// @ts-check
// A code's details, edited in place: what is written waits in the drafts until it is saved as one action.
/** @import {Entry, Fields, Say, TreeData} from './types.js' */
/** @import {Desk} from './desk.js' */
/** @import {Control, Field} from './form.js' */
import { safeColour } from '../codebook.js';
import { button, el, swatch } from '../dom.js';
import { WORDED, field, likelyNewRule, lines, ownLanguage, touchesDefinition } from './fields.js';
import { choiceField, colourField, tabs, textField, yesField } from './form.js';
import { oppositesField } from './opposites.js';
import { Tree } from './tree.js';

const KEYS = '123456789abcdefghijklmnopqrstuvwxyz';

/**
 * @typedef {object} Deeds
 * @property {(entry: Entry, fields: Fields, newRule: boolean, stamp: number) => void} save
 * @property {(entry: Entry, stamp: number) => void} retire  or bring back
 * @property {(entry: Entry) => void} quotes
 * @property {() => void} drafted  something was written, or taken back
 * @property {() => void} leave  back to the tree
 * @property {(sentence: string) => void} tell
 */
/** @typedef {Pick<TreeData, 'languages' | 'main' | 'palette'>} Setting */

export class Details {
  /**
   * @param {Say} say
   * @param {Deeds} deeds
   */
  constructor(say, deeds) {
    this.say = say;
    this.deeds = deeds;
    /** @type {Entry | null} */
    this.entry = null;
    /** @type {Desk | null} */
    this.desk = null;
    /** @type {Setting} */
    this.setting = { languages: [], main: 'en', palette: [] };
    this.tree = new Tree([]);
    /** @type {import('./rows.js').Rows | null} */
    this.rows = null;
    /** @type {Map<string, Control>} */
    this.controls = new Map();
    /** @type {boolean | null} what the coder said of the rule; null: not asked yet */
    this.saidRule = null;
    this.shape = '';
    /** @type {HTMLElement[]} */
    this.heads = [];

    this.element = el('section', 'qc-details', { 'aria-label': say('details'), tabindex: '-1' });
    this.square = swatch('');
    this.title = el('span', 'qc-title-name');
    this.given = el('span', 'qc-given');
    this.quotes = button(say('quotes'), () => this.entry && deeds.quotes(this.entry));
    this.trouble = el('p', 'qc-trouble', { role: 'status' });
    this.opposed = el('p', 'qc-quiet');
    this.rule = el('input', '', { type: 'checkbox', id: 'qc-new-rule' });
    this.ruleLabel = el('span');
    this.ruleLine = el('label', 'qc-check', {}, this.rule, this.ruleLabel);
    this.crossed = el('p', 'qc-note', { role: 'status' });
    this.saver = el('div', 'qc-save', {}, this.crossed, this.ruleLine, el('div', 'qc-save-line', {},
      button(say('save'), event => this.save(event.timeStamp), { className: 'qc-strong', attributes: { title: 'Ctrl S' } }),
      button(say('discard'), () => this.#discard())));

    this.rule.addEventListener('change', () => { this.saidRule = this.rule.checked; });
    this.element.addEventListener('keydown', event => this.#onKey(event));
  }

  /**
   * Show a code as it is now; what is being written stays.
   * @param {Desk} desk
   * @param {import('./rows.js').Rows} rows
   * @param {Setting} setting
   */
  draw(desk, rows, setting) {
    const entry = rows.tree.byId.get(desk.open ?? '') ?? null;
    const isOther = entry?.id !== this.entry?.id;
    [this.desk, this.tree, this.rows, this.entry, this.setting] = [desk, rows.tree, rows, entry, setting];
    if (isOther) this.saidRule = null;
    const shape = entry ? [entry.id, entry.retired, ownLanguage(entry, this.languages), setting.main].join(' ') : 'nothing';
    if (shape !== this.shape) this.#build(entry);
    this.shape = shape;
    if (isOther) this.element.scrollTop = 0;
    if (!entry) return;
    for (const [path, { show }] of this.controls) show(this.read(path));
    this.#tellFacts(entry, rows.totals.get(entry.id) ?? 0);
    this.#tellDraft(entry);
  }

  get languages() {
    return this.setting.languages.map(([language]) => language);
  }

  /** @param {string} path */
  read(path) {
    return this.entry && this.desk ? this.desk.drafts.read(this.entry, path) : '';
  }

  focus() {
    this.controls.get('name')?.element.focus();
  }

  /** @param {number} stamp */
  save(stamp) {
    const { entry, desk } = this;
    const fields = entry && desk ? desk.drafts.changes(entry) : {};
    if (!entry || !Object.keys(fields).length) return;
    const trouble = this.#wrong(entry, fields);
    if (trouble) return this.deeds.tell(trouble);
    const newRule = this.#asksRule(entry, fields) && this.rule.checked;
    this.saidRule = null;
    if (this.saver.contains(document.activeElement)) this.focus(); // it goes when there is nothing to save
    this.deeds.save(entry, fields, newRule, stamp);
    this.deeds.tell(this.say('savedNow', { code: fields.name ?? entry.name }));
  }

  // Building -----------------------------------------------------------------------------------------------------

  /** @param {Entry | null} entry */
  #build(entry) {
    const focused = this.element.contains(document.activeElement) ? document.activeElement?.id : '';
    const { say } = this;
    this.controls.clear();
    if (!entry) return this.element.replaceChildren(el('p', 'qc-none', {}, say('nothingOpen')));
    this.element.replaceChildren(
      el('div', 'qc-title', {}, button('←', () => this.deeds.leave(), { className: 'qc-plain qc-to-tree', name: say('backToTree') }),
        this.square, this.title, el('span', 'qc-space'),
        button(say(entry.retired ? 'back' : 'retire'), event => this.entry && this.deeds.retire(this.entry, event.timeStamp))),
      entry.retired ? el('p', 'qc-note', {}, this.#fate(entry)) : '',
      el('div', 'qc-given-line', {}, this.given, this.quotes),
      this.#looks(), this.#opposites(), this.opposed, this.#definitions(entry), this.saver);
    if (focused) document.getElementById(focused)?.focus();
  }

  /** @param {Entry} entry */
  #fate({ merged }) {
    const heir = merged && this.tree.byId.get(merged);
    return heir ? this.say('isMerged', { code: heir.name }) : this.say('isRetired');
  }

  #looks() {
    const { say } = this;
    const key = this.#put('key', textField('input', 'key', say('key'), value => this.#write('key', value.toLowerCase()),
      { maxlength: '1' }));
    key.classList.add('qc-narrow');
    return el('div', 'qc-fields', {},
      el('div', 'qc-line', {}, this.#line('name', say('name'), { maxlength: '120' }), key),
      el('div', 'qc-line', {},
        this.#put('parent', choiceField('parent', say('parent'), value => this.#write('parent', value), () => this.#parents())),
        this.#put('codable', yesField('codable', say('codable'), value => this.#write('codable', value), say('codableHelp')))),
      this.#put('colour', colourField(say, this.setting.palette, value => this.#write('colour', value))),
      this.trouble);
  }

  /** The codes it can lie under: in use, not itself, nothing under it; where it lies in any case. */
  #parents() {
    const { tree, entry, say } = this;
    const others = [...tree.walk()]
      .filter(({ entry: other }) => entry && !tree.isWithin(other.id, entry.id) && (!other.retired || other.id === entry.parent))
      .map(({ entry: { id, name }, depth }) => ({ id, label: `${'\u2003'.repeat(depth)}${name}` }));
    return [{ id: '', label: say('top') }, ...others];
  }

  #opposites() {
    return this.#put('contradicts', oppositesField(this.say, {
      container: () => this.element.parentElement, codes: () => this.rows?.codebook.list ?? [], named: id => this.tree.byId.get(id), self: () => this.entry?.id ?? '',
      read: () => this.read('contradicts'), wrote: value => this.#write('contradicts', value),
    }));
  }

  /** @param {Entry} entry */
  #definitions(entry) {
    const { desk, setting: { languages, main }, say } = this;
    const own = ownLanguage(entry, this.languages);
    const made = tabs(say('definition'), languages.map(([language, label]) => [language, label, this.#language(language, own)]),
      language => { if (desk) desk.language = language; });
    made.choose(desk && this.languages.includes(desk.language) ? desk.language : main);
    this.heads = made.heads;
    return made.element;
  }

  /**
   * @param {string} language
   * @param {string} own  the language its name is in
   */
  #language(language, own) {
    const { say } = this;
    const terms = this.#area(language, 'terms');
    const area = this.controls.get(`${language}.terms`)?.element;
    area?.addEventListener('blur', () => this.#write(`${language}.terms`, lines(this.read(`${language}.terms`)).join('\n')));
    return el('div', 'qc-panel qc-fields', {},
      language === own ? null : this.#line(`${language}.name`, say('nameIn'), { maxlength: '120', lang: language }),
      ...WORDED.map(name => this.#area(language, name)), terms);
  }

  /**
   * @param {string} path
   * @param {string} label
   * @param {Record<string, string>} attributes
   */
  #line(path, label, attributes) {
    return this.#put(path, textField('input', path, label, value => this.#write(path, value), { type: 'text', ...attributes }));
  }

  /**
   * @param {string} language
   * @param {(typeof WORDED)[number] | 'terms'} name
   */
  #area(language, name) {
    const path = `${language}.${name}`;
    return this.#put(path, textField('textarea', path, this.say(name), value => this.#write(path, value),
      { rows: name === 'brief' ? '1' : '2', lang: language, placeholder: this.say(`${name}Help`) }));
  }

  /**
   * @param {string} path
   * @param {Field} made
   */
  #put(path, { box, control }) {
    this.controls.set(path, control);
    return box;
  }

  // Writing ------------------------------------------------------------------------------------------------------

  /**
   * @param {string} path
   * @param {string} value
   */
  #write(path, value) {
    if (!this.entry || !this.desk) return;
    this.desk.drafts.write(this.entry, path, value);
    this.deeds.drafted();
  }

  #discard() {
    if (!this.entry || !this.desk) return;
    this.saidRule = null;
    this.focus();
    this.desk.drafts.forget(this.entry.id);
    this.deeds.drafted();
    this.deeds.tell(this.say('discarded'));
  }

  /**
   * What stands in the way of saving, as far as it is known here.
   * @param {Entry} entry
   * @param {Fields} fields
   */
  #wrong(entry, { name, key }) {
    const { say } = this;
    if (name !== undefined && !name.trim()) return say('nameMissing');
    if (name?.includes('/')) return say('nameSlash');
    if (key && !/^[1-9a-z]$/.test(key)) return say('keyWrong');
    const other = key ? [...this.tree.byId.values()].find(each => each.key === key && each.id !== entry.id) : undefined;
    return key && other ? say('keyTaken', { key, code: other.name }) : '';
  }

  /**
   * @param {Entry} entry
   * @param {Fields} fields
   */
  #asksRule(entry, fields) {
    return touchesDefinition(Object.keys(fields)) && (this.desk?.counts[entry.id] ?? 0) > 0;
  }

  /**
   * @param {Entry} entry
   * @param {number} total
   */
  #tellFacts(entry, total) {
    const { say, tree, desk } = this;
    const n = desk?.counts[entry.id] ?? 0;
    this.square.style.setProperty('--qc-colour', safeColour(this.read('colour')));
    this.title.textContent = tree.path(entry.id).join(' / ');
    this.given.textContent = !total ? say('notGiven') : total === n ? say('given', { n }) : say('givenTotal', { n, total });
    this.quotes.hidden = !total;
    this.#tellKeys(entry);
    const opposed = [...tree.byId.values()].filter(({ contradicts }) => contradicts.includes(entry.id));
    this.opposed.hidden = !opposed.length;
    this.opposed.textContent = opposed.length ? say('opposedBy', { codes: opposed.map(({ name }) => name).join(', ') }) : '';
  }

  /** @param {Entry} entry */
  #tellKeys({ id }) {
    const taken = new Set([...this.tree.byId.values()].filter(other => other.id !== id).map(({ key }) => key));
    const help = this.say('keyHelp', { keys: [...KEYS].filter(key => !taken.has(key)).join(' ') });
    const input = this.controls.get('key')?.element;
    input?.setAttribute('aria-description', help);
    input?.setAttribute('title', help);
  }

  /** @param {Entry} entry */
  #tellDraft(entry) {
    const { say, desk, setting } = this;
    const fields = desk?.drafts.changes(entry) ?? {};
    for (const [index, [language, label]] of setting.languages.entries()) {
      const n = WORDED.filter(name => this.read(`${language}.${name}`).trim()).length;
      this.heads[index]?.replaceChildren(label, ...(n ? [el('span', 'qc-written', { 'aria-hidden': 'true' }, String(n))] : []));
      this.heads[index]?.setAttribute('aria-label', say('filled', { language: label, n }));
    }
    this.trouble.textContent = this.#wrong(entry, fields);
    this.saver.hidden = !Object.keys(fields).length;
    this.ruleLine.hidden = !this.#asksRule(entry, fields);
    this.rule.checked = this.saidRule ?? likelyNewRule(Object.keys(fields), setting.main);
    this.ruleLabel.textContent = say('newRule', { n: desk?.counts[entry.id] ?? 0 });
    const crossed = desk?.drafts.crossed(entry).map(path => `“${field(entry, path)}”`) ?? [];
    this.crossed.hidden = !crossed.length;
    this.crossed.textContent = crossed.length ? say('crossed', { fields: crossed.join(', ') }) : '';
  }

  /** @param {KeyboardEvent} event */
  #onKey(event) {
    const isHeld = event.ctrlKey || event.metaKey;
    if (isHeld && (event.key === 'Enter' || event.code === 'KeyS')) {
      event.preventDefault();
      this.save(event.timeStamp);
    } else if (event.key === 'Escape') {
      event.preventDefault();
      this.deeds.leave();
    }
    if (!isHeld) event.stopPropagation(); // Streamlit has shortcuts of its own
  }
}
