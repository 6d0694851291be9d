// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QStringList>

namespace lectern::rosterfile {

/// The names in a table as schools keep them: CSV with commas, semicolons or tabs, in UTF-8 or as Korean
/// Excel writes it (CP949). The column is the one whose title says so (name, 이름, 성명, 학생), else the
/// first that is not numbers. Names are cleaned as the server does it; what is none is left out, and nobody
/// stands there twice.
QStringList namesInTable(const QByteArray &bytes);

/// One name a line, whatever stands in it ("Kim, Minjun" is one); cleaned, and left out, as above.
QStringList namesInLines(const QString &text);

} // namespace lectern::rosterfile
