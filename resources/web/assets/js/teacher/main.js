// SPDX-License-Identifier: GPL-3.0-or-later
// @ts-check
import { boot } from '../boot.js';
import { TeacherApp } from './app.js';
import { TEACHER_TEXTS } from './texts.js';

void new TeacherApp(boot(TEACHER_TEXTS)).start();
