// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/protocol/Message.h"
#include "common/protocol/Problem.h"

#include <QtCore/QFuture>
#include <QtCore/QHash>
#include <QtCore/QList>
#include <QtCore/QStringList>

namespace lectern {

/// Who is in which room, over all nodes. Writes are not waited for; a later list() on this node sees them.
class Presence
{
public:
    virtual ~Presence() = default;

    /// Adds or replaces a person (with serverId, lastReadMessage, handRaisedAt, online as given).
    virtual void enter(const QString &roomId, const Participant &participant) = 0;
    /// Removes a person, unless they sit on another node than `serverId` by now.
    virtual void leave(const QString &roomId, const QString &userId, const QString &serverId) = 0;
    virtual void setOnline(const QString &roomId, const QString &userId, bool online) = 0;
    virtual void setLastRead(const QString &roomId, const QString &userId, const QString &messageId) = 0;
    virtual void setHand(const QString &roomId, const QString &userId, const QDateTime &raisedAt) = 0;

    /// The room is gone: no key of it stays.
    virtual void forget(const QString &roomId) = 0;

    /// A place of somebody in a room.
    struct Place
    {
        QString roomId;
        QString userId;
    };
    /// Everybody of whom it is said that they sit on that node.
    virtual QFuture<Result<QList<Place>>> placesOn(QString serverId) = 0;

    /// Who tells of the people of a node that have got lost from the list: nobody, as the node lives and has
    /// let go of them; the caller; or another node, which was quicker.
    enum class Loss { NodeLives, OursToTell, OthersTell };
    virtual QFuture<Result<Loss>> claimLost(QString roomId, QString serverId) = 0;

    /// In the order of joinedAt.
    virtual QFuture<Result<QList<Participant>>> list(QString roomId) = 0;

    /// People a room; rooms without any are left out.
    virtual QFuture<Result<QHash<QString, int>>> counts(QStringList roomIds) = 0;
};

} // namespace lectern
