// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QString>

namespace lectern::typedcode {

/// A class code from what somebody typed: as roomcode::normalized(), also with Hangul switched on (the keys
/// of the Korean two-set keyboard) and in full-width letters. Empty when it can't be a code.
QString read(const QString &typed);

} // namespace lectern::typedcode
