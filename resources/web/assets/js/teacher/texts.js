// SPDX-License-Identifier: GPL-3.0-or-later
// @ts-check
import { en as accountEn } from '../../i18n/account.en.js';
import { ko as accountKo } from '../../i18n/account.ko.js';
import { en } from '../../i18n/teacher.en.js';
import { ko } from '../../i18n/teacher.ko.js';

export const TEACHER_TEXTS = { ko: { ...accountKo, ...ko }, en: { ...accountEn, ...en } };
