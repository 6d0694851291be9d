// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QString>

namespace lectern {

/// A name that can be given to a file on Windows, macOS and Linux alike, as near to the given one as that
/// allows: at most 150 bytes of UTF-8 with the ending kept, in NFC; "file" when nothing is left. It may still
/// be a device of Windows ("CON"): put something before it.
QString safeFileName(const QString &name);

/// "files/0007-칠판.png": no two numbers give the same name, whatever the file system takes for the same.
QString fileEntryName(qsizetype number, const QString &name);

} // namespace lectern
