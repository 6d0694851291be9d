// SPDX-License-Identifier: GPL-3.0-or-later
// @ts-check
import { ko } from '../i18n/ko.js';
import { en } from '../i18n/en.js';
import { Emitter } from './emitter.js';

/** @typedef {'ko' | 'en'} Language */

/** @type {Record<Language, Record<string, string | ((value: any) => string)>>} */
export const TEXTS = { ko, en };

/**
 * Korean where the browser lists it before English, otherwise English.
 * @param {readonly string[]} wanted the browser's languages, best first
 * @returns {Language}
 */
export function pickLanguage(wanted) {
  for (const language of wanted) {
    const primary = language.toLowerCase().split('-')[0];
    if (primary === 'ko' || primary === 'en') return primary;
  }
  return 'en';
}

/** The texts a person reads, in their language. Emits `change`. */
export class I18n extends Emitter {
  /** @type {Language} */
  #language;
  #texts;

  /** @param {Language} language @param {typeof TEXTS} [more] a page's own texts, which come before the shared ones */
  constructor(language, more) {
    super();
    this.#language = language;
    this.#texts = more ? { ko: { ...ko, ...more.ko }, en: { ...en, ...more.en } } : TEXTS;
  }

  get language() {
    return this.#language;
  }

  get other() {
    return this.#language === 'ko' ? 'en' : 'ko';
  }

  /** @param {Language} language */
  use(language) {
    if (language === this.#language) return;
    this.#language = language;
    this.emit('change', language);
  }

  /**
   * @param {string} key
   * @param {any} [value] what the text is about, for instance a count
   */
  t(key, value) {
    const text = this.#texts[this.#language][key];
    return typeof text === 'function' ? text(value) : (text ?? key);
  }

  /** Whether there is such a text. @param {string} key */
  has(key) {
    return key in this.#texts[this.#language];
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
    return date.toLocaleString(this.#language, today ? format : { month: 'short', day: 'numeric', ...format });
  }

  /** Minutes and seconds. @param {number} seconds */
  duration(seconds) {
    return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
  }

  /** @param {number} bytes */
  size(bytes) {
    const units = ['B', 'KB', 'MB', 'GB'];
    const step = bytes < 1000 ? 0 : Math.min(3, Math.floor(Math.log10(bytes) / 3));
    const value = bytes / 1000 ** step;
    const digits = { maximumFractionDigits: value < 10 && step > 0 ? 1 : 0 };
    return `${value.toLocaleString(this.#language, digits)} ${units[step]}`;
  }
}
