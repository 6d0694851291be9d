// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/protocol/Envelope.h"
#include "server/domain/Person.h"
#include "server/domain/RoomContext.h"
#include "server/domain/RoomInfo.h"
#include "server/domain/ports/AwaitedPeople.h"
#include "server/domain/ports/BallotBox.h"
#include "server/domain/ports/Broker.h"
#include "server/domain/ports/Erasure.h"
#include "server/domain/ports/MessageLog.h"

#include <QtCore/QObject>

#include <chrono>
#include <memory>

namespace lectern {

class Session;

/// How somebody connects: by which protocol, with which program, from where. Each may be unknown.
struct Approach
{
    std::optional<Via> via = {};
    QString agent = {};
    QString address = {}; ///< an IP address
};

/// What somebody who connects wants to see first.
struct Entrance
{
    using Clock = std::chrono::steady_clock;

    Member member;
    qint64 since = -1; ///< catch up after this seq; -1: not given
    QString epoch;     ///< the numbering that `since` belongs to
    int history = 50;  ///< messages to begin with when there is nothing to catch up on
    Approach approach = {};
    Clock::time_point asked = Clock::now(); ///< when it was asked whether they may come in
};

/// Where a room stands when this node begins to hold it.
struct RoomState
{
    RoomInfo info;              ///< everything up to its lastSeq has been delivered
    QList<Participant> present; ///< on all nodes
    QList<Awaited> awaited;
    QList<ReadMark> readMarks;
    QList<OpenBallots> polls;
};

/// How a session's line ended: by a goodbye, by the network, or because the server closed it.
enum class Departure { Left, Dropped, Closed };

/// One room on one node: its people, its order, its rules. Knows no socket, no SQL, no Redis; speaks to them
/// through the ports in RoomContext. Lives on the main thread; the Hub makes it and lets it go.
class Room : public QObject
{
    Q_OBJECT

public:
    using Said = MessageLog::AppendDone;

    Room(RoomContext &context, RoomInfo info, QObject *parent = nullptr);
    ~Room() override;

    /// Before this nobody enters, and what the other nodes say waits.
    void start(const RoomState &state);

    const RoomInfo &info() const;
    QList<Participant> participants() const; ///< in the order of joining, all nodes
    int count() const; ///< people, with those whose seat is held and who are expected back
    bool hasSeat(const QString &userId) const;
    bool sitsHere(const QString &userId) const; ///< on this node
    int lineCount() const;                      ///< people who are connected here
    bool isHostHere() const;                    ///< the class's host is one of them
    bool isIdle() const;                        ///< nobody is connected here and nothing is waited for

    /// Lets a session in; whoever else holds the same person's seat is closed with 4409. The session gets
    /// `welcome`, what it missed, then what comes.
    void enter(Session *session, const Entrance &entrance);

    /// The session's line has ended; it is not touched any more.
    void depart(Session *session, Departure how);

    /// A frame from a session: obeyed, stored and acknowledged, or answered with `error`.
    void say(Session *session, Message message);

    /// A frame of one of its sessions was refused before it came to the room: it is counted with those that
    /// the room refuses.
    void noteRefusal(const QString &userId, ErrorCode code);

    /// The same for somebody without a session here (REST); `done` is called once, for what has no place in
    /// the log with the message as it was passed on.
    void post(const Member &author, Message message, Said done);

    /// The host's acts, also by REST. The caller has checked who asks.
    QFuture<Result<RoomInfo>> update(payload::RoomUpdate change, const Person &by);
    QFuture<Result<void>> remove(QString userId, LeaveReason reason, bool ban); ///< kick, or leave by REST
    QFuture<Result<void>> end(); ///< ends the class, for all nodes

    /// Takes somebody's data out of the room, and them too: everyone is told of the deletions. What there
    /// was; see Erasure::erase().
    QFuture<Result<Traces>> erase(const QString &personId, const Person &by);

    /// The upload of this file has ended: each message that was said while it went on is followed by an
    /// `attachment` entry. Answered when these are in the log.
    QFuture<Result<void>> announce(const Attachment &attachment);

    /// Lets the teachers know when the room is nearly full.
    void tellUsage(const payload::Usage &usage);

    /// The node goes down: everyone is told to come back elsewhere after `reconnectIn` seconds, nobody
    /// leaves.
    void drain(const std::function<double(bool host)> &reconnectIn);

    /// Somebody who was expected back has not come: they leave, or, if it is the host, the class ends.
    void missed(const Awaited &awaited);

    /// From the other nodes.
    void receive(const EnvelopePtr &envelope);
    void receiveSeat(const SeatNotice &notice);
    /// People whose node has died, presence knows them no more: for all nodes they leave (`orphaned`), and a
    /// class's host is away from now on. Who has come back meanwhile stays.
    void orphaned(const QList<Participant> &people);
    /// This node and the others may have lost each other: what was missed is read from the log, presence is
    /// told anew, and who came and went on the others meanwhile is told here.
    void resync();
    /// All nodes have been back for a while: people whom none of them names have gone, or their node has.
    void lookForLost();
    /// The database was away: what may have been stored without this node's knowing is read from the log.
    void reread();
    /// The room as the database has it: what no bell told of is read, and told here. True: it differs, and is
    /// believed when it does so once more.
    bool hearOf(const RoomInfo &stored);

Q_SIGNALS:
    void ended(const QString &roomId); ///< the class is over
    void idle(const QString &roomId);  ///< became idle

private:
    class Private;
    std::unique_ptr<Private> d;
};

using RoomPtr = std::shared_ptr<Room>;

} // namespace lectern
