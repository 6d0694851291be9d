// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/backup/RowLines.h"

#include "common/protocol/JsonText.h"

#include <QtCore/QJsonArray>
#include <QtCore/QJsonDocument>

namespace lectern {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype kLongestLine = 64 * 1024 * 1024; ///< bytes; no message comes near it

QJsonValue toJson(const QVariant &value)
{
    if (!value.isValid()) return QJsonValue::Null;
    if (value.typeId() == QMetaType::QString) return value.toString();
    return value.toLongLong();
}

QVariant fromJson(const QJsonValue &value)
{
    if (value.isNull()) return QVariant(QMetaType::fromType<qint64>());
    if (value.isString()) return value.toString();
    return value.toInteger();
}

bool isPlain(const QJsonValue &value)
{
    return value.isNull() || value.isString() || value.isDouble();
}

} // namespace

QByteArray rowlines::lineOf(const QVariantList &row)
{
    QJsonArray values;
    for (const QVariant &value : row)
        values += toJson(value);
    return QJsonDocument(values).toJson(QJsonDocument::Compact) + '\n';
}

Result<void> RowLineReader::feed(const QByteArray &bytes)
{
    const qsizetype known = m_rest.size(); // has no end of a line
    m_rest += bytes;
    qsizetype begin = 0;
    for (qsizetype end = m_rest.indexOf('\n', known); end >= 0; end = m_rest.indexOf('\n', begin)) {
        if (const auto taken = takeLine(m_rest.mid(begin, end - begin)); !taken) return taken;
        begin = end + 1;
    }
    m_rest.remove(0, begin);
    if (m_rest.size() <= kLongestLine) return {};
    return problem(ErrorCode::BadRequest,
                   u"line %1 is longer than %2 bytes"_s.arg(m_line + 1).arg(kLongestLine));
}

Result<void> RowLineReader::finish()
{
    if (m_rest.isEmpty()) return {};
    return problem(ErrorCode::BadRequest, u"line %1 has no end"_s.arg(m_line + 1));
}

Result<void> RowLineReader::takeLine(const QByteArray &line)
{
    ++m_line;
    const QJsonDocument document = readJson(line);
    const QJsonArray values = document.array();
    if (!document.isArray() || !std::all_of(values.begin(), values.end(), isPlain))
        return problem(ErrorCode::BadRequest,
                       u"line %1: expected a JSON array of texts, numbers and nulls"_s.arg(m_line));
    QVariantList row;
    row.reserve(values.size());
    for (const QJsonValue value : values)
        row += fromJson(value);
    return m_take(row);
}

} // namespace lectern
