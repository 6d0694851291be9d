// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QByteArray>
#include <QtCore/QDateTime>
#include <QtCore/QJsonObject>
#include <QtCore/QLatin1StringView>

namespace lectern {

/// Writes one JSON object (RFC 8259) at the end of a text, compact and in UTF-8, field by field in the order
/// in which they are put. What QJsonObject would hold, at a thirtieth of its instructions: for what is
/// written for every message or every person. Keys and names must need no escaping; no key may be put twice.
class ObjectText
{
public:
    explicit ObjectText(QByteArray &out)
        : m_out(out)
    {
        m_out.append('{');
    }

    /// A half of a surrogate pair is written as its \u escape, as QJsonDocument does.
    void put(QLatin1StringView key, QStringView text) { put(key, {}, text); }
    /// One text of both; `name` must need no escaping.
    void put(QLatin1StringView key, QLatin1StringView name, QStringView text);
    void put(QLatin1StringView key, const QString &text) { put(key, QStringView(text)); }
    void put(QLatin1StringView key, qint64 number);
    void put(QLatin1StringView key, bool value);
    /// The shortest text that reads as the same number, without a fraction where it has none; null for what
    /// JSON has no number for.
    void putReal(QLatin1StringView key, double number);
    void put(QLatin1StringView key, const QJsonObject &object);
    void putName(QLatin1StringView key, QLatin1StringView name);
    void putTime(QLatin1StringView key, const QDateTime &time);
    void putNull(QLatin1StringView key);

    /// Writes the key: its value, whole JSON, has to be appended to this next.
    QByteArray &begin(QLatin1StringView key);

    void end() { m_out.append('}'); }

private:
    char *grow(QLatin1StringView key, qsizetype valueSize);
    void finish(const char *end) { m_out.truncate(end - m_out.constData()); }
    void putPlain(QLatin1StringView key, QByteArrayView value);

    QByteArray &m_out;
    bool m_first = true;
};

} // namespace lectern
