// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QDebug>
#include <QtCore/QList>
#include <QtCore/QString>

namespace lectern {

/// Something that a log line is about, by name: qCInfo(lcRoom) << "the class has ended" << field::room(id).
/// Fields stand at the end of a line. Never a token, a password, or what somebody wrote.
struct LogField
{
    QString name;
    QString value;

    bool operator==(const LogField &) const = default;
};

QDebug operator<<(QDebug debug, const LogField &field);

namespace field {
inline LogField room(const QString &id)
{
    return {QStringLiteral("room"), id};
}
inline LogField user(const QString &id)
{
    return {QStringLiteral("user"), id};
}
inline LogField request(const QByteArray &id)
{
    return {QStringLiteral("request"), QString::fromLatin1(id)};
}
} // namespace field

/// A logged text, taken apart again.
struct LogLine
{
    QString text;
    QList<LogField> fields; ///< those without a value are left out

    static LogLine parse(const QString &logged);
};

} // namespace lectern
