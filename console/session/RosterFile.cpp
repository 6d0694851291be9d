// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/session/RosterFile.h"

#include "common/protocol/Limits.h"
#include "common/protocol/PersonName.h"

#include <QtCore/QStringDecoder>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace lectern::rosterfile {

namespace {

QString decoded(const QByteArray &bytes)
{
    QStringDecoder utf8(QStringDecoder::Utf8);
    const QString text = utf8(bytes);
    if (!utf8.hasError()) return text;
    QStringDecoder korean("CP949");
    return korean.isValid() ? QString(korean(bytes)) : text;
}

/// The one of the usual separators that stands most often in the first line, outside of quotes.
QChar separatorOf(const QString &text)
{
    QString first;
    bool quoted = false;
    for (const auto c : text) {
        if (c == u'"') quoted = !quoted;
        if (quoted) continue;
        if (c == u'\n' || c == u'\r') break;
        first += c;
    }
    const QChar candidates[] = {u',', u';', u'\t'};
    return *std::ranges::max_element(candidates, {}, [&first](QChar each) { return first.count(each); });
}

/// RFC 4180, with any separator and any line end.
QList<QStringList> rowsOf(const QString &text)
{
    const auto separator = separatorOf(text);
    QList<QStringList> rows{QStringList{QString()}};
    bool quoted = false;
    for (qsizetype i = 0; i < text.size(); ++i) {
        const auto c = text.at(i);
        auto &field = rows.last().last();
        if (quoted && c == u'"' && text.mid(i + 1, 1) == u"\""_s) {
            field += c;
            ++i;
        } else if (c == u'"') {
            quoted = !quoted;
        } else if (!quoted && c == separator) {
            rows.last().append(QString());
        } else if (!quoted && (c == u'\n' || c == u'\r')) {
            rows.append(QStringList{QString()});
        } else {
            field += c;
        }
    }
    rows.removeIf([](const QStringList &row) { return row.join(QString()).trimmed().isEmpty(); });
    return rows;
}

bool isTitle(const QString &field)
{
    static const QStringList kTitles{u"name"_s, u"names"_s, u"student"_s, u"students"_s, u"이름"_s,
                                     u"성명"_s, u"학생"_s,  u"학생명"_s,  u"학생 이름"_s};
    return kTitles.contains(field.trimmed().toLower());
}

bool isNumber(const QString &field)
{
    const auto text = field.trimmed();
    return std::ranges::all_of(text, [](QChar c) { return !c.isLetter(); });
}

qsizetype nameColumn(const QList<QStringList> &rows)
{
    for (qsizetype column = 0; column < rows.first().size(); ++column) {
        if (isTitle(rows.first().at(column))) return column;
    }
    for (qsizetype column = 0; column < rows.first().size(); ++column) {
        if (!std::ranges::all_of(rows,
                                 [column](const QStringList &row) { return isNumber(row.value(column)); }))
            return column;
    }
    return 0;
}

QStringList cleaned(const QStringList &fields)
{
    QStringList names;
    for (const auto &field : fields) {
        const auto name = cleanName(field, Limits().name);
        if (name && !names.contains(*name)) names.append(*name);
    }
    return names;
}

} // namespace

QStringList namesInTable(const QByteArray &bytes)
{
    auto rows = rowsOf(decoded(bytes));
    if (rows.isEmpty()) return {};
    const auto column = nameColumn(rows);
    if (isTitle(rows.first().value(column))) rows.removeFirst();
    QStringList fields;
    for (const auto &row : std::as_const(rows))
        fields.append(row.value(column));
    return cleaned(fields);
}

QStringList namesInLines(const QString &text)
{
    return cleaned(text.split(u'\n'));
}

} // namespace lectern::rosterfile
