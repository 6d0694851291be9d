// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/domain/ports/AttendanceLog.h"

#include <QtCore/QTimer>

#include <chrono>

namespace lectern {

class Database;

/// Attendance in the database. Gives a sign for this node's open stays every 30 seconds, so that a crash
/// costs no more than that.
class SqlAttendanceLog : public AttendanceLog
{
public:
    /// A node that missed two signs, and some, is dead.
    static constexpr std::chrono::milliseconds kDeadAfter{75'000};

    SqlAttendanceLog(Database &database, QString serverId);

    void entered(QString roomId, Person person, QDateTime at) override;
    void left(QString roomId, QString userId, QDateTime at) override;
    QFuture<Result<QString>> serverOf(QString roomId, QString userId) override;
    QFuture<Result<QList<Stay>>> stays(QString roomId) override;

private:
    Database &m_database;
    QString m_serverId;
    QTimer m_sign;
};

} // namespace lectern
