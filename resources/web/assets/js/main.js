// SPDX-License-Identifier: GPL-3.0-or-later
// @ts-check
import { App } from './app.js';
import { boot } from './boot.js';

void boot().then((parts) => void new App(parts).start());
