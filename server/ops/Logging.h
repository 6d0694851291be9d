// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/telemetry/LogField.h"

#include <QtCore/QDateTime>

namespace lectern {

enum class LogLevel { Debug, Info, Warning, Error };

struct LogEntry
{
    QDateTime time;
    QLatin1StringView level;
    QString category;
    LogLine line;
};
/// As a line, without its end.
QByteArray textLine(const LogEntry &entry);
QByteArray jsonLine(const LogEntry &entry);

/// As long as it lives, qDebug() and its kin go to stderr, a line each, as text or JSON, from that level up:
/// time (ISO 8601 UTC), level, category, text, `node`, and the line's own fields. Never a token, a password
/// or a message's text: who logs takes care. One at a time; it outlives the threads that log.
class Logging
{
public:
    Logging(LogLevel level, bool json, const QString &node);
    ~Logging();
    Q_DISABLE_COPY_MOVE(Logging)

private:
    static void log(QtMsgType type, const QMessageLogContext &context, const QString &text);

    static const Logging *s_installed; ///< Qt calls a plain function, which can be given nothing
    QByteArray (*m_write)(const LogEntry &);
    QString m_node;
};

} // namespace lectern
