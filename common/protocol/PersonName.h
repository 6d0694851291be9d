// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/protocol/Problem.h"

#include <QtCore/QString>

namespace lectern {

/// Length in characters as the contract counts them: code points, not UTF-16 units.
qsizetype codePoints(QStringView text);

/// A name as it may be shown to others: NFC, control, bidi-override and invisible format characters taken
/// out (the joiners of emoji stay), runs of white space made one space, trimmed.
/// `invalid_name` when nothing visible is left or more than `limit` code points are.
Result<QString> cleanName(const QString &typed, int limit);

} // namespace lectern
