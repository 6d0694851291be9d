// SPDX-License-Identifier: GPL-3.0-or-later
// @ts-check

/** Each language there is a file of in ../i18n, in its own words. @type {Record<string, string>} */
export const LANGUAGES = { ko: '한국어', en: 'English' };
