// SPDX-License-Identifier: GPL-3.0-or-later
// @ts-check
import { Emitter } from './emitter.js';
import { LANGUAGES } from './languages.js';

/**
 * @typedef {string | Record<string, string>} Text with {names} in it; where it counts something, one for each plural
 *   category of the language ("one", "other"), by `count`
 * @typedef {Record<string, Record<string, Text>>} Book a language's file: the texts of every page, by section
 * @typedef {Record<string, string | number>} Values
 */

const FALLBACK = 'en';

/**
 * The first language of those that there is, by its primary tag; English when there is none.
 * @param {readonly (string | null)[]} wanted best first
 * @param {readonly string[]} [known]
 */
export function pickLanguage(wanted, known = Object.keys(LANGUAGES)) {
  const primary = wanted.map((language) => language?.toLowerCase().split('-')[0] ?? '');
  return primary.find((language) => known.includes(language)) ?? FALLBACK;
}

/** The texts a person reads, in their language. Emits `change`. */
export class I18n extends Emitter {
  language = FALLBACK;
  #sections;
  #load;
  #wanted = '';
  /** @type {Record<string, Text>} */
  #texts = {};
  #plural = new Intl.PluralRules(FALLBACK);

  /**
   * @param {string[]} sections of the books that the page reads; a later one's texts come before an earlier one's
   * @param {(language: string) => Promise<Book>} load
   */
  constructor(sections, load) {
    super();
    this.#sections = sections;
    this.#load = load;
  }

  /** The other languages there are. */
  get others() {
    return Object.keys(LANGUAGES).filter((language) => language !== this.language);
  }

  /** @param {string} language */
  async use(language) {
    this.#wanted = language;
    const book = await this.#load(language);
    if (this.#wanted !== language) return;
    this.language = language;
    this.#texts = Object.assign({}, ...this.#sections.map((section) => book[section]));
    this.#plural = new Intl.PluralRules(language);
    this.emit('change', language);
  }

  /** @param {string} key @param {Values} [values] what stands for its {names} */
  t(key, values = {}) {
    const text = this.#texts[key] ?? key;
    const form = typeof text === 'string' ? text : (text[this.#plural.select(Number(values.count))] ?? text.other);
    return form.replace(/\{(\w+)\}/g, (_, name) => String(values[name] ?? ''));
  }

  /** Whether there is such a text. @param {string} key */
  has(key) {
    return key in this.#texts;
  }

  /** The text of an error code; unknown ones get a general text. @param {string} code */
  problem(code) {
    const key = `problem.${code}`;
    return this.t(this.has(key) ? key : 'problem.internal');
  }

  /** A time of day, with the date when it is not today. @param {string} iso */
  time(iso) {
    const date = new Date(iso);
    if (Number.isNaN(date.getTime())) return '';
    const today = date.toDateString() === new Date().toDateString();
    /** @type {Intl.DateTimeFormatOptions} */
    const format = { hour: 'numeric', minute: '2-digit' };
    return date.toLocaleString(this.language, today ? format : { month: 'short', day: 'numeric', ...format });
  }

  /** Minutes and seconds, for the eye. @param {number} seconds */
  duration(seconds) {
    return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
  }

  /** The same in words. @param {number} seconds */
  timeLeft(seconds) {
    if (seconds < 60) return this.t('timer.seconds', { seconds });
    return this.t('timer.minutes', { minutes: Math.floor(seconds / 60), seconds: seconds % 60 });
  }

  /** @param {number} bytes */
  size(bytes) {
    const units = ['B', 'KB', 'MB', 'GB'];
    const step = bytes < 1000 ? 0 : Math.min(3, Math.floor(Math.log10(bytes) / 3));
    const value = bytes / 1000 ** step;
    const digits = { maximumFractionDigits: value < 10 && step > 0 ? 1 : 0 };
    return `${value.toLocaleString(this.language, digits)} ${units[step]}`;
  }
}
