// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/app/verbs/Csv.h"

namespace lectern {

std::expected<QList<CsvRow>, int> parseCsv(QStringView text)
{
    if (text.startsWith(QChar(QChar::ByteOrderMark))) text = text.mid(1);
    QList<CsvRow> rows;
    CsvRow row;
    QString field;
    bool inQuotes = false;
    int line = 1;
    int quoteLine = 1;
    const auto endRow = [&] {
        row.fields += field;
        if (row.fields.size() > 1 || !field.isEmpty()) rows += row;
        field.clear();
        row = CsvRow{line, {}};
    };
    for (qsizetype i = 0; i < text.size(); ++i) {
        const QChar c = text[i];
        if (c == u'\n') ++line;
        if (inQuotes) {
            if (c != u'"')
                field += c;
            else if (i + 1 < text.size() && text[i + 1] == u'"')
                field += text[++i];
            else
                inQuotes = false;
        } else if (c == u'"' && field.isEmpty()) {
            inQuotes = true;
            quoteLine = line;
        } else if (c == u',') {
            row.fields += field;
            field.clear();
        } else if (c == u'\n') {
            endRow();
        } else if (c != u'\r') {
            field += c;
        }
    }
    if (inQuotes) return std::unexpected(quoteLine);
    endRow();
    return rows;
}

} // namespace lectern
