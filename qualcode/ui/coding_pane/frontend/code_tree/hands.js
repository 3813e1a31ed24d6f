// @ts-check
// The keys and clicks of the tree.
/** @import {CodeTree} from './pane.js' */
import { historyKey, meantKey } from '../keys.js';

export class Hands {
  /** @param {CodeTree} pane */
  constructor(pane) {
    this.pane = pane;
  }

  listen() {
    const { rows, root } = this.pane;
    rows.element.addEventListener('click', event => this.#onClick(event));
    rows.element.addEventListener('dblclick', event => this.#onDoubleClick(event));
    rows.element.addEventListener('keydown', event => this.#onTreeKey(event));
    root.addEventListener('keydown', event => this.#onAnyKey(event));
  }

  /** @param {KeyboardEvent} event */
  onFilterKey(event) {
    event.stopPropagation();
    const { pane } = this;
    const [first] = pane.rows.codebook.list.filter(({ id }) => pane.rows.isShown(id));
    if (event.key === 'ArrowDown' && first) {
      event.preventDefault();
      pane.stand(first.id);
    } else if (event.key === 'Escape') {
      event.preventDefault();
      pane.find(pane.tools.filter.value = '');
      pane.focusTree();
    }
  }

  /** @param {MouseEvent} event */
  #onClick(event) {
    const { pane } = this;
    const id = pane.rows.idOf(/** @type {Element} */ (event.target));
    if (!id) return;
    const onFold = event.target instanceof Element && event.target.closest('.qc-fold');
    pane.stand(id);
    if (onFold && pane.rows.tree.children(id).length) pane.fold(id);
    else pane.open(id);
  }

  /** @param {MouseEvent} event */
  #onDoubleClick(event) {
    const name = event.target instanceof Element ? event.target.closest('.qc-code-name') : null;
    const id = name && this.pane.rows.idOf(name);
    if (!id) return;
    this.pane.stand(id);
    this.pane.deeds.rename();
  }

  /**
   * Undo and redo, wherever the hands are, but for fields: those have their own.
   * @param {KeyboardEvent} event
   */
  #onAnyKey(event) {
    const isWriting = event.target instanceof Element && event.target.closest('input:not([type=checkbox], [type=color]), textarea');
    const way = isWriting ? null : historyKey(event);
    if (!way) return;
    event.preventDefault();
    event.stopPropagation();
    this.pane.deeds.travel(way, event.timeStamp);
  }

  /** @param {KeyboardEvent} event */
  #onTreeKey(event) {
    const { pane } = this;
    const id = pane.rows.idOf(/** @type {Element} */ (event.target));
    const { key } = event;
    if (!id || event.ctrlKey || event.metaKey) return;
    if (pane.desk) pane.desk.current = id;
    const act = event.altKey ? this.#moving(event) : this.#walking(event, id) ?? this.#doing(event, id);
    if (key !== 'Tab') event.stopPropagation(); // Streamlit has shortcuts of its own
    if (!act) return;
    event.preventDefault();
    act();
  }

  /**
   * @param {KeyboardEvent} event
   * @returns {(() => void) | undefined}
   */
  #moving({ key, timeStamp }) {
    const way = /** @type {const} */ ({ ArrowUp: 'up', ArrowDown: 'down', ArrowRight: 'in', ArrowLeft: 'out' })[key];
    return way && (() => this.pane.deeds.step(way, timeStamp));
  }

  /**
   * @param {KeyboardEvent} event
   * @param {string} id
   * @returns {(() => void) | undefined}
   */
  #walking({ key }, id) {
    const { pane } = this;
    const { shown, tree } = pane.rows;
    const at = shown.indexOf(id);
    const isParent = tree.children(id).length > 0;
    const isOpen = isParent && pane.rows.byId.get(id)?.row.getAttribute('aria-expanded') === 'true';
    /** @type {Record<string, () => void>} */
    const keys = {
      ArrowDown: () => pane.stand(shown[at + 1]),
      ArrowUp: () => pane.stand(shown[at - 1]),
      PageDown: () => pane.stand(shown[Math.min(at + 10, shown.length - 1)]),
      PageUp: () => pane.stand(shown[Math.max(at - 10, 0)]),
      Home: () => pane.stand(shown[0]),
      End: () => pane.stand(shown[shown.length - 1]),
      ArrowRight: () => (isParent && !isOpen ? pane.fold(id, true) : isOpen && pane.stand(shown[at + 1])),
      ArrowLeft: () => (isOpen ? pane.fold(id, false) : pane.stand(tree.byId.get(id)?.parent ?? undefined)),
    };
    return keys[key];
  }

  /**
   * @param {KeyboardEvent} event
   * @param {string} id
   * @returns {(() => void) | undefined}
   */
  #doing(event, id) {
    const { pane } = this;
    const { key, timeStamp, shiftKey } = event;
    if (key === 'Insert' || meantKey(event, typed => typed === 'n')) return () => pane.deeds.add(shiftKey);
    if (meantKey(event, typed => typed === '?')) return () => pane.listKeys(pane.rows.byId.get(id)?.row ?? pane.root);
    if (meantKey(event, typed => typed === '/')) return () => pane.tools.filter.focus();
    /** @type {Record<string, () => void>} */
    const keys = {
      'Enter': () => pane.open(id, true),
      ' ': () => pane.open(id),
      '*': () => pane.foldAll(),
      'F2': () => pane.deeds.rename(),
      'Delete': () => pane.deeds.retire(pane.current, timeStamp),
    };
    return keys[key];
  }
}
