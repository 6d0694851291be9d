// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QFile>

namespace lectern {

/// Opens a file for reading from its beginning, if it holds what the hash says. Once it is open, who takes it
/// away takes nothing from its reader.
bool openWhole(QFile &file, const QString &sha256);

} // namespace lectern
