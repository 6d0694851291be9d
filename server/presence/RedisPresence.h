// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/broker/RedisLink.h"
#include "server/domain/ports/Presence.h"

namespace lectern {

/// Presence over several nodes, in Redis: the set "room:{id}:users", a hash "room:{id}:user:{userId}" a
/// person; raised hands in the hash "lectern:room:{id}:hands" (user id to time), people who are away for the
/// moment in the set "lectern:room:{id}:away"; what else is known of people as JSON in the hash
/// "lectern:room:{id}:details"; for the reaper "{id} {userId}" in the set
/// "lectern:node:{serverId}:seats" of the person's node. While Redis is away writes are lost: nodes enter
/// their people again when it is back.
class RedisPresence : public Presence
{
public:
    /// The link outlives it.
    explicit RedisPresence(RedisLink &commands);

    void enter(const QString &roomId, const Participant &participant) override;
    void leave(const QString &roomId, const QString &userId, const QString &serverId) override;
    void setOnline(const QString &roomId, const QString &userId, bool online) override;
    void setLastRead(const QString &roomId, const QString &userId, const QString &messageId) override;
    void setHand(const QString &roomId, const QString &userId, const QDateTime &raisedAt) override;
    void forget(const QString &roomId) override;
    QFuture<Result<QList<Place>>> placesOn(QString serverId) override;
    QFuture<Result<Loss>> claimLost(QString roomId, QString serverId) override;
    QFuture<Result<QList<Participant>>> list(QString roomId) override;
    QFuture<Result<QHash<QString, int>>> counts(QStringList roomIds) override;

private:
    void changePresent(const QString &roomId, const QString &userId, const QByteArrayList &command);

    RedisLink &m_commands;
};

} // namespace lectern
