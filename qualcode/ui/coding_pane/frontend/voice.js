// @ts-check
/** @import {Say} from './types.js' */
import { button, el } from './dom.js';

const READ_IN = 4_000;

/** What the pane says: to eyes in a corner of the text, to ears in a live region. */
export class Voice {
  /**
   * @param {Say} say
   * @param {() => void} dismissed
   */
  constructor(say, dismissed) {
    this.say = say;
    this.dismissed = dismissed;
    this.live = el('div', 'qc-live', { role: 'status', 'aria-live': 'polite' });
    this.message = el('div', 'qc-message', { 'aria-hidden': 'true' });
    this.message.hidden = true;
    this.refusals = el('div', 'qc-refusals');
  }

  close() {
    clearTimeout(this.timer);
  }

  /**
   * For ears only.
   * @param {string} sentence
   */
  announce(sentence) {
    // The same sentence twice would not be read out again.
    this.live.textContent = this.live.textContent === sentence ? `${sentence}\u00a0` : sentence;
  }

  /**
   * For eyes and ears.
   * @param {string} sentence
   * @param {boolean} [stays]  until the next
   */
  tell(sentence, stays = false) {
    this.announce(sentence);
    clearTimeout(this.timer);
    this.message.textContent = sentence;
    this.message.hidden = false;
    if (!stays) this.timer = setTimeout(() => { this.message.hidden = true; }, READ_IN);
  }

  /**
   * Something was not saved: this stays until it is dismissed.
   * @param {string} reason
   * @param {string} [words]  what they wrote, which stands nowhere else now
   */
  refuse(reason, words = '') {
    const sentence = this.say('refused', { reason });
    const note = el('div', 'qc-refusal', {}, el('span', '', {}, sentence));
    note.append(button('✕', () => {
      note.remove();
      this.dismissed();
    }, { className: 'qc-plain', name: this.say('dismiss') }));
    if (words) {
      const field = el('textarea', 'qc-input', { rows: '3', readonly: true, 'aria-label': this.say('yourWords') });
      field.value = words;
      note.append(field);
    }
    this.refusals.append(note);
    const wordless = [...this.refusals.children].filter(other => !other.querySelector('textarea'));
    for (const old of wordless.slice(0, -3)) old.remove();
    this.message.hidden = true;
    this.announce(sentence);
  }
}
