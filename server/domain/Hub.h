// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/domain/Room.h"

#include <QCoroTask>
#include <QtCore/QFuture>
#include <QtCore/QObject>

namespace lectern {

/// What somebody asks for when making a room.
struct NewRoom
{
    QString name;
    RoomKind kind = RoomKind::Class;
    std::optional<Talk> talk = {}; ///< nothing: the kind's default
    bool history = true;
};

/// The rooms of this node: opens them when somebody needs them, lets them go when nobody does, makes and ends
/// them, and clears away those that stood empty or whose host never came.
class Hub : public QObject
{
    Q_OBJECT

public:
    explicit Hub(RoomContext context, QObject *parent = nullptr);
    ~Hub() override;

    const RoomOptions &options() const;

    /// `rate_limited` when the owner has limits.roomsPerUser open ones; `invalid_name`.
    QCoro::Task<Result<RoomInfo>> create(Person owner, NewRoom wish);

    /// The living room. `room_not_found` when there is none, or it has ended. Keep the pointer only as long
    /// as you work with it.
    QFuture<Result<RoomPtr>> open(QString roomId);

    /// The room as stored, ended ones too. `room_not_found` for an unknown id.
    QCoro::Task<Result<RoomInfo>> find(QString roomId);

    /// Who is in the room, on all nodes; while presence cannot be asked, whom this node knows of.
    QCoro::Task<QList<Participant>> present(QString roomId);
    /// How many people they are, in each of the rooms; those without any may be left out.
    QCoro::Task<QHash<QString, int>> counts(QStringList roomIds);

    /// Opens an ended class again, with its history.
    QCoro::Task<Result<RoomInfo>> reopen(QString roomId);

    /// Decides whether this person may enter now: `room_locked`, `kicked`, `room_full`. Gives their place.
    /// `device` may be empty. Accounts get a place when they have none.
    QCoro::Task<Result<Member>> admit(RoomPtr room, Person person, QString device);

    /// These people's node has died, and presence has let go of them: the room is told that they left, or, of
    /// its host, that they are away; see Room::orphaned.
    QCoro::Task<void> announceOrphans(QString roomId, QList<Participant> people);

    /// Somebody who was expected back is overdue; see Room::missed.
    QCoro::Task<void> announceMissing(Awaited awaited);

    /// This node and the others may have lost each other, and have met again: each tells who is with it, and
    /// takes over what it has not heard.
    QCoro::Task<void> rejoin();

    /// The upload of a file of that room has ended; see Room::announce. A room that has ended is told
    /// nothing.
    QCoro::Task<Result<void>> announceFile(QString roomId, Attachment attachment);

    /// That much of the room's quota is used now; see Room::tellUsage.
    QCoro::Task<void> tellUsage(QString roomId, payload::Usage usage);

    /// The database was away: see Room::reread.
    void reread();

    /// The node goes down; see Room::drain. The waits are spread over `over`, hosts come first.
    void drain(std::chrono::milliseconds over);

    /// Lets go of rooms that nobody uses here; the sweeper calls it now and then for those opened by REST.
    void releaseIdle();

    int roomCount() const;   ///< living ones on this node
    int peopleCount() const; ///< connected to this node, once a room
    const RoomTally &tally() const;

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace lectern
