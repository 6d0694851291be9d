// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/domain/ports/Presence.h"

namespace lectern {

/// Presence of a node that is alone: in memory, gone with the process.
class MemoryPresence : public Presence
{
public:
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
    Participant *find(const QString &roomId, const QString &userId);

    QHash<QString, QHash<QString, Participant>> m_rooms; ///< no room in it is empty
};

} // namespace lectern
