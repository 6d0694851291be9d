// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/domain/ports/RoomStore.h"

namespace lectern {

class Database;

/// Rooms and members in the database.
class SqlRoomStore : public RoomStore
{
public:
    explicit SqlRoomStore(Database &database)
        : m_database(database)
    {
    }

    QFuture<Result<RoomInfo>> create(RoomInfo room, int ownerLimit) override;
    QFuture<Result<RoomInfo>> ensure(RoomInfo room) override;
    QFuture<Result<std::optional<RoomInfo>>> find(QString roomId) override;
    QFuture<Result<QList<RoomInfo>>> list(QString userId, bool mine) override;
    QFuture<Result<QList<RoomInfo>>> standing(QStringList roomIds) override;
    QFuture<Result<void>> setTimer(QString roomId, payload::Timer timer) override;
    QFuture<Result<void>> change(QString roomId, payload::RoomUpdate change) override;
    QFuture<Result<void>> setEnded(QString roomId, QDateTime endedAt) override;
    QFuture<Result<void>> remove(QString roomId) override;
    QFuture<Result<Member>> admit(QString roomId, Person person, QString device) override;
    QFuture<Result<std::optional<Member>>> member(QString roomId, QString userId) override;
    QFuture<Result<std::optional<Member>>> memberWithDevice(QString roomId, QString device) override;
    QFuture<Result<void>> setSeen(QString roomId, QString userId) override;
    QFuture<Result<void>> setReadMarks(QString roomId, QList<ReadMark> marks) override;
    QFuture<Result<QList<ReadMark>>> readMarks(QString roomId) override;

private:
    Database &m_database;
};

} // namespace lectern
