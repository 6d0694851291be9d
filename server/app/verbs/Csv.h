// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QList>
#include <QtCore/QString>
#include <QtCore/QStringList>

#include <expected>

namespace lectern {

/// A row of a CSV file and the line on which it begins, from 1.
struct CsvRow
{
    int line = 1;
    QStringList fields;
};

/// Reads CSV (RFC 4180): fields by comma, quotes doubled within quotes, rows by CRLF or LF; empty lines are
/// left out. The error: the line, from 1, on which a quote begins that is never closed.
std::expected<QList<CsvRow>, int> parseCsv(QStringView text);

} // namespace lectern
