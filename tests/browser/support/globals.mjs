// SPDX-License-Identifier: GPL-3.0-or-later
// What every browser has and Node 18 keeps in a module.
import { webcrypto } from 'node:crypto';

globalThis.crypto ??= webcrypto;
