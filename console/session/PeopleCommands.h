// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/client/RoomConnection.h"
#include "console/models/ParticipantsModel.h"

#include <QtCore/QTimer>

namespace lectern {

/// What a teacher asks of people: call on them, lower hands, remove them. A removal waits kUndoTime before it
/// is carried out, and until then can be taken back.
class PeopleCommands : public QObject
{
    Q_OBJECT

public:
    static constexpr std::chrono::milliseconds kUndoTime{6000};

    /// Both outlive it.
    PeopleCommands(RoomConnection &line, ParticipantsModel &people, QObject *parent = nullptr);

    void mute(const QString &personId, bool muted);
    void rename(const QString &personId, const QString &name);
    /// Told to teachers alone; empty: not known any more.
    void setRealName(const QString &personId, const QString &realName);
    void lowerHand(const QString &personId);
    void lowerAllHands();
    /// Notes that they were called on, and lowers their hand.
    void callOn(const QString &personId);
    /// Whoever waits longest with a raised hand. Empty when nobody does.
    QString callNextHand();
    /// By chance, one of those who were called on least often. Empty when nobody is here.
    QString callSomeone();

    /// Removes them soon; an earlier removal is carried out at once. `ban`: they do not come in again.
    void remove(const QStringList &personIds, bool ban);
    void undoRemoval();
    /// What waits is done now: the class is being left.
    void settleRemoval();

Q_SIGNALS:
    void removalWaits(const QStringList &names);
    void removalSettled(); ///< carried out or taken back
    /// There is no line: what was asked for was not done.
    void notOnline();

private:
    bool post(MessageType type, const QString &personId, Payload payload);

    RoomConnection &m_line;
    ParticipantsModel &m_people;
    QTimer m_undoTimer;
    QStringList m_removed;
    bool m_ban = false;
};

} // namespace lectern
