// SPDX-License-Identifier: GPL-3.0-or-later
// @ts-check
import { en } from '../../i18n/teacher.en.js';
import { ko } from '../../i18n/teacher.ko.js';

export const TEACHER_TEXTS = { ko, en };
