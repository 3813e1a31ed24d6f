// @ts-check
// What a coder does to the codebook: done on screen at once, told, and left to the outbox.
/** @import {Entry, Fields, Place} from './types.js' */
/** @import {CodeTree} from './pane.js' */
import { uuid7 } from '../uuid7.js';
import { newColour } from './colours.js';
import { field } from './fields.js';
import { askName, blankRow } from './naming.js';
import { stepped } from './tree.js';

export class Deeds {
  /** @param {CodeTree} pane */
  constructor(pane) {
    this.pane = pane;
  }

  /**
   * @param {string} id
   * @param {Place} place
   * @param {number} stamp
   */
  move(id, place, stamp) {
    if (place.under) this.pane.desk?.folded.delete(place.under);
    this.pane.act({ op: 'move', code: id, ...place }, stamp);
    this.pane.stand(id);
    const siblings = this.pane.rows.tree.children(place.under).filter(other => this.pane.rows.isShown(other));
    const where = { code: this.pane.nameOf(id), n: siblings.indexOf(id) + 1, all: siblings.length };
    this.pane.voice.tell(place.under ? this.pane.say('moved', { ...where, parent: this.pane.nameOf(place.under) }) : this.pane.say('movedTop', where));
  }

  /**
   * @param {'up' | 'down' | 'in' | 'out'} way
   * @param {number} stamp
   */
  step(way, stamp) {
    const { current } = this.pane;
    if (!current) return;
    const place = stepped(this.pane.rows.tree, current.id, way, id => this.pane.rows.isShown(id) && !(way === 'in' && this.pane.rows.tree.byId.get(id)?.retired));
    if (place) this.move(current.id, place, stamp);
    else this.pane.voice.tell(this.pane.say('cannotGo', { code: current.name }));
  }

  /** @param {boolean} under  under the current code, else after it */
  add(under) {
    const { desk, current, rows, say } = this.pane;
    if (!desk || (under && !current)) return;
    if (desk.typed) this.pane.find(this.pane.tools.filter.value = '');
    const parent = under ? current?.id ?? null : current?.parent ?? null;
    const before = under || !current ? null : rows.tree.next(current.id);
    if (under && current) this.pane.fold(current.id, true);
    const { row, name } = blankRow(rows.tree.path(parent ?? '').length, say);
    rows.element.hidden = false;
    rows.none.hidden = true;
    rows.element.insertBefore(row, this.#after(current?.id ?? '', under));
    row.scrollIntoView({ block: 'nearest' });
    const id = uuid7();
    askName(name, {
      label: say('nameOfNew'), value: '', wrong: typed => this.#wrongName(typed, parent), tell: sentence => this.pane.voice.tell(sentence),
      done: (typed, stamp) => {
        const above = parent ? rows.tree.byId.get(parent)?.colour : undefined;
        const colour = newColour(this.pane.data?.palette ?? [], [...rows.tree.byId.values()].map(entry => entry.colour), above);
        desk.current = id;
        this.pane.act({ op: 'add', code: id, name: typed, colour, under: parent, before }, stamp);
        this.pane.voice.tell(say('added', { code: typed }));
      },
      left: refocus => {
        row.remove();
        this.pane.draw();
        if (refocus) this.pane.focusTree();
      },
    });
  }

  /**
   * The row a new code’s comes before: after a code and all that is shown under it.
   * @param {string} id
   * @param {boolean} under
   */
  #after(id, under) {
    const { shown, tree, byId } = this.pane.rows;
    const rest = shown.slice(shown.indexOf(id) + 1);
    const next = shown.includes(id) ? rest.find(other => !tree.isWithin(other, id)) : undefined;
    return under || shown.includes(id) ? byId.get(next ?? '')?.row ?? null : null;
  }

  rename() {
    const { current, say } = this.pane;
    const row = this.pane.rows.byId.get(current?.id ?? '');
    if (!current || !row || row.name.querySelector('input')) return;
    row.name.textContent = '';
    askName(row.name, {
      label: say('newName', { code: current.name }), value: current.name, tell: sentence => this.pane.voice.tell(sentence),
      wrong: typed => this.#wrongName(typed, current.parent, current.id),
      done: (typed, stamp) => {
        this.pane.act({ op: 'change', code: current.id, fields: { name: typed }, was: { name: current.name }, new_rule: false }, stamp);
        this.pane.voice.tell(say('renamed', { code: typed }));
      },
      left: refocus => {
        this.pane.draw();
        if (refocus) this.pane.focusTree();
      },
    });
  }

  /**
   * @param {string} name
   * @param {string | null} parent
   * @param {string} [self]
   */
  #wrongName(name, parent, self) {
    if (name.includes('/')) return this.pane.say('nameSlash');
    const { tree } = this.pane.rows;
    const isTaken = tree.children(parent).some(id => id !== self && tree.byId.get(id)?.name === name);
    return isTaken ? this.pane.say('nameTaken', { code: name }) : '';
  }

  /**
   * Retire a code, or bring it back.
   * @param {Entry | undefined} entry
   * @param {number} stamp
   */
  retire(entry, stamp) {
    const { desk, rows, say } = this.pane;
    if (!entry || !desk) return;
    const next = rows.shown[rows.shown.indexOf(entry.id) + 1] ?? rows.shown[rows.shown.indexOf(entry.id) - 1] ?? null;
    this.pane.act({ op: entry.retired ? 'back' : 'retire', code: entry.id }, stamp);
    if (!rows.isShown(entry.id)) this.pane.stand(next ?? undefined, rows.element.contains(document.activeElement) || document.activeElement === document.body);
    const holds = rows.tree.children(entry.id).some(id => !rows.tree.byId.get(id)?.retired);
    this.pane.voice.tell(say(entry.retired ? 'backNow' : holds ? 'retiredHeading' : 'retiredNow', { code: entry.name }));
  }

  /**
   * @param {Entry} entry
   * @param {Fields} fields
   * @param {boolean} newRule
   * @param {number} stamp
   */
  save(entry, fields, newRule, stamp) {
    const was = Object.fromEntries(Object.keys(fields).map(path => [path, field(entry, path)]));
    this.pane.desk?.drafts.forget(entry.id);
    this.pane.act({ op: 'change', code: entry.id, fields, was, new_rule: newRule }, stamp);
  }

  /**
   * @param {'undo' | 'redo'} op
   * @param {number} stamp
   */
  travel(op, stamp) {
    this.pane.act({ op }, stamp);
    this.pane.voice.tell(this.pane.say(op === 'undo' ? 'undoing' : 'redoing'), true);
  }
}
