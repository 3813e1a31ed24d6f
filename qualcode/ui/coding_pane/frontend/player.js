// @ts-check
/** @import {Recording} from './types.js' */
/** @import {Doc} from './doc.js' */
/** @import {Pane} from './pane.js' */
import { shelf } from './desk.js';
import { button, el } from './dom.js';
import { playerKey, TurnTimes } from './recording.js';
import { clock } from './text.js';

const STEP = 5; // seconds
const SPEEDS = [0.75, 1, 1.25, 1.5, 2];

/** Above the text, where there is a recording of it. */
export class Player {
  /** @param {Pane} pane */
  constructor(pane) {
    this.pane = pane;
    const { say } = pane;
    /** @type {Extract<Recording, {url: string}> | null} */
    this.recording = null;
    /** @type {Doc | null} */
    this.doc = null;
    this.times = new TurnTimes([]);
    this.gone = new AbortController();

    this.audio = el('audio', 'qc-audio', {
      controls: true, preload: 'metadata', controlslist: 'nodownload noplaybackrate noremoteplayback', 'aria-label': say('recording'),
    });
    this.back = button(say('backLabel', { n: STEP }), () => this.#step(-STEP), { name: say('back', { n: STEP }), attributes: { title: say('back', { n: STEP }) } });
    this.speed = el('select', 'qc-speed', { 'aria-label': say('speed'), title: say('speed') },
      ...SPEEDS.map(speed => el('option', '', { value: String(speed) }, `×${speed}`)));
    this.wrong = el('div', 'qc-wrong', { role: 'status' });
    this.controls = el('div', 'qc-controls', {}, this.back, this.audio, this.speed);
    this.element = el('div', 'qc-player', { role: 'group', 'aria-label': say('recording') }, this.controls, this.wrong);
    this.element.hidden = true;
  }

  listen() {
    const { signal } = this.gone;
    document.addEventListener('keydown', event => this.#onKey(event), { signal, capture: true });
    this.speed.addEventListener('change', () => this.#setSpeed(Number(this.speed.value)), { signal });
    this.audio.addEventListener('timeupdate', () => this.#mark(), { signal });
    this.audio.addEventListener('seeked', () => this.#mark(), { signal });
    this.audio.addEventListener('error', () => this.#failed(), { signal });
    this.#setSpeed(shelf.speed);
  }

  close() {
    this.#leave();
    this.gone.abort();
  }

  /**
   * @param {Recording | null} recording
   * @param {Doc} doc
   */
  take(recording, doc) {
    const isOtherDoc = doc !== this.doc;
    this.doc = doc;
    if (isOtherDoc) this.times = new TurnTimes(doc.paras);
    this.element.hidden = !recording;
    if (!recording || 'wrong' in recording) {
      this.#leave();
      this.#tell(recording?.wrong ?? '');
    } else if (recording.id !== this.recording?.id || recording.url !== this.recording.url) this.#open(recording);
    else this.recording = recording; // it may begin elsewhere now
    const { say, view } = this.pane;
    view.makeTimes(this.recording ? time => say('playFrom', { time }) : null);
    this.#mark();
  }

  /**
   * Play what is said at a time of the transcript.
   * @param {number} time  milliseconds
   */
  playFrom(time) {
    const { audio, recording } = this;
    if (!recording) return;
    const seconds = Math.max(0, (time + recording.offset) / 1000);
    if (seconds >= audio.duration) return this.pane.voice.tell(this.pane.say('pastEnd', { time: clock(audio.duration * 1000) }));
    audio.currentTime = seconds;
    this.#play();
  }

  // The file -----------------------------------------------------------------------------------------------------

  /** @param {Extract<Recording, {url: string}>} recording */
  #open(recording) {
    const goesOn = recording.id === this.recording?.id; // a server that was started again has it at another address
    const isPlaying = goesOn && !this.audio.paused;
    this.#leave();
    this.recording = recording;
    this.#tell('');
    this.audio.title = recording.file;
    this.audio.src = recording.url;
    this.audio.currentTime = shelf.heard.get(recording.id) ?? 0;
    if (isPlaying) this.#play();
  }

  /** Stop, and remember how far it was heard. */
  #leave() {
    const { audio, recording } = this;
    if (!recording) return;
    if (audio.currentTime) shelf.heard.set(recording.id, audio.currentTime);
    this.recording = null;
    audio.pause();
    audio.removeAttribute('src');
    audio.load();
  }

  #failed() {
    if (this.recording && this.audio.error) this.#tell(this.pane.say(this.audio.error.code === MediaError.MEDIA_ERR_NETWORK ? 'notHeard' : 'notPlayed'));
  }

  /** @param {string} wrong */
  #tell(wrong) {
    this.wrong.textContent = wrong;
    this.wrong.hidden = !wrong;
    this.controls.hidden = Boolean(wrong);
  }

  // Playing ------------------------------------------------------------------------------------------------------

  /** @param {KeyboardEvent} event */
  #onKey(event) {
    const key = this.recording ? playerKey(event) : null;
    if (!key) return;
    event.preventDefault();
    event.stopPropagation();
    if (key === 'here') this.#playHere();
    else if (key !== 'play') this.#step(key === 'back' ? -STEP : STEP);
    else if (this.audio.paused) this.#play();
    else this.audio.pause();
  }

  #playHere() {
    const { reading, view, voice, say } = this.pane;
    const time = this.times.timeOf(reading.cursor?.at?.[0] ?? view.firstSeen());
    if (time === null) voice.tell(say('noTime'));
    else this.playFrom(time);
  }

  /** @param {number} seconds */
  #step(seconds) {
    this.audio.currentTime = Math.max(0, this.audio.currentTime + seconds);
  }

  #play() {
    const { audio } = this;
    if (audio.error) { // perhaps it can be reached again
      const { currentTime } = audio;
      this.#tell('');
      audio.load();
      audio.currentTime = currentTime;
    }
    audio.play().catch(() => {}); // what is wrong is said by the “error” event
  }

  /** @param {number} speed */
  #setSpeed(speed) {
    shelf.speed = speed;
    this.speed.value = String(speed);
    this.audio.defaultPlaybackRate = this.audio.playbackRate = speed;
  }

  /** Show which turn is heard. */
  #mark() {
    const { audio, recording, times, pane } = this;
    const isHeard = recording && (audio.currentTime > 0 || !audio.paused);
    pane.view.markNow(isHeard ? times.paraAt(audio.currentTime * 1000 - recording.offset) : null);
  }
}
