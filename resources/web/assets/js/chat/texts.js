// SPDX-License-Identifier: GPL-3.0-or-later
// @ts-check
import { en as accountEn } from '../../i18n/account.en.js';
import { ko as accountKo } from '../../i18n/account.ko.js';
import { en } from '../../i18n/chat.en.js';
import { ko } from '../../i18n/chat.ko.js';

export const CHAT_TEXTS = { ko: { ...accountKo, ...ko }, en: { ...accountEn, ...en } };
