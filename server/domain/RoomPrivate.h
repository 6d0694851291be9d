// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/domain/CatchUp.h"
#include "server/domain/Gatherer.h"
#include "server/domain/Lines.h"
#include "server/domain/MovedReads.h"
#include "server/domain/Movements.h"
#include "server/domain/Polls.h"
#include "server/domain/RecentRefs.h"
#include "server/domain/RecentSeqs.h"
#include "server/domain/Room.h"
#include "server/domain/Roster.h"
#include "server/domain/Sequencer.h"
#include "server/domain/ports/AwaitedPeople.h"
#include "server/domain/ports/BallotBox.h"
#include "server/domain/ports/ClassRegister.h"

#include <QtCore/QSet>
#include <QtCore/QTimer>

namespace lectern {

/// The inside of a room, for the Room*.cpp files only: RoomEntrance (who comes), RoomDeparture (who goes),
/// RoomSpeech (what is said), RoomFiles (what it carries), RoomTools (what has no place in
/// the log), RoomReading (how far people have read), RoomActs (what the host does), RoomPeople (what they
/// settle about people), RoomNodes (what other nodes tell), RoomReunion (how they agree again).
class Room::Private
{
public:
    Private(Room *room, RoomContext &context, RoomInfo info);

    // RoomEntrance.cpp
    void enter(Session *session, const Entrance &entrance);
    void takeSeat(const Entrance &entrance);
    void replaceSession(const QString &userId);
    void beginCatchUp(const LinePtr &line, const Entrance &entrance);
    void catchUpFrom(qint64 position, const LinePtr &line, const Entrance &entrance);
    void welcome(const LinePtr &line, const Entrance &entrance, const CatchUp::Missed &missed, bool recovered,
                 const QString &lastRead);
    payload::Welcome greeting(const LinePtr &line) const;
    void sendAway(const LinePtr &line, const Problem &problem);

    // RoomDeparture.cpp
    void depart(Session *session, Departure how);
    void holdSeat(Seat &seat, LeaveReason reason);
    void markAway(Seat &seat);
    void whenNowhereElse(const QString &userId, std::function<void()> then);
    void findElsewhere(const QString &userId, const QString &serverId);
    void giveUpSeat(const QString &userId, LeaveReason reason);
    void orphaned(const Participant &participant);
    void hostCame();
    void hostWent();
    void graceOver();
    Message hostAwayMessage(std::chrono::milliseconds grace) const;
    void sendElsewhere(const std::function<double(bool host)> &reconnectIn);
    std::chrono::milliseconds patienceFor(const QString &userId, double wait) const;
    void expect(const Awaited &awaited); ///< off the roster, and expected back
    Seat *takeUp(const QString &userId, const QString &serverId, bool online);
    void missed(const Awaited &awaited);

    // RoomSpeech.cpp
    void say(Session *session, Message message);
    Result<Message> authored(Message claim, const Person &author, bool muted) const;
    void obey(const LinePtr &line, const Person &author, Message message);
    void noteActs(const Message &obeyed, const QString &address) const; ///< for the audit
    using Prepared = std::function<void(Result<Message>)>;
    void prepare(Message message, Prepared done);             ///< whether it has room, then lookUp()
    void lookUp(Message message, Prepared done);              ///< what the message refers to
    void prepareAbsentTarget(Message message, Prepared done); ///< somebody who is away reads it later
    void append(Message message, Said done);                  ///< stores or numbers it, then rings it out
    void publishNumbered(Message message, Said done);
    void refuseNew(const Person &author, MessageType type, const QString &ref, const Problem &problem,
                   Said done); ///< a retry of what is stored is acknowledged, whatever has changed since
    void settle(const LinePtr &line, const QString &ref, const Result<MessageLog::Appended> &said);
    void readOn(std::function<void()> then); ///< delivers what the log holds beyond what was heard
    void fillHole(qint64 after);
    void noteGap(qsizetype messages); ///< that the log has filled
    void withLinks(Message &message) const;
    void relay(const Message &message); ///< to this node's people and to the other nodes
    void refuse(const LinePtr &line, const QString &ref, const Problem &problem) const;
    Message systemMessage(MessageType type, Payload payload) const;

    // RoomFiles.cpp
    void prepareAttachment(Message message, Prepared done);
    void prepareDelete(Message message, Prepared done);
    static QString takeReleased(Message &message); ///< id of the file that a `delete` lets go of
    void lookAgain(const Message &said);
    QFuture<Result<void>> announce(const Attachment &attachment);
    void appendAll(QList<Message> entries, std::function<void(const Result<void> &)> done);
    void rememberUpload(const Message &said);
    void deliverEnd(const Message &ended); ///< of an upload, in a room without a log
    void tellUsage(const payload::Usage &usage);

    // RoomTools.cpp
    void act(const Person &author, const Message &message, Said done); ///< what has no place in the log
    using Done = std::function<void(const Result<void> &)>;
    Result<void> raiseHand(const Person &author, const Message &message);
    void setTimer(const Message &message, Done done);
    Result<void> vote(const Person &author, const Message &message);
    void announceResult(const Message &closing, payload::PollResult result, bool show);
    void flushPollResults(); ///< the votes are kept first, then the teachers are told
    void tellPollResults();
    void applyTool(const Message &message); ///< what a tool's message changes in the room's state

    // RoomReading.cpp
    void markRead(const QString &userId, const QString &messageId, Done done);
    void moveReadMark(const ReadMark &mark);
    void noteMoved(const ReadMark &mark, MovedReads::News news);
    void learnRead(const ReadMark &mark);
    void countAsRead(const Message &own);          ///< as it is delivered
    void countAsReadBySpeaker(const Message &own); ///< as it is acknowledged
    void flushReads();                             ///< the marks are kept first, then the teachers are told
    void tellReads(const QList<MovedReads::Entry> &moved);
    void compareReads();

    // RoomActs.cpp
    QFuture<Result<RoomInfo>> update(const payload::RoomUpdate &change, const Person &by);
    QFuture<Result<RoomInfo>> carryOut(const payload::RoomUpdate &change, const Person &by);
    void dismiss(const QString &userId); ///< from helping
    void remove(const QString &userId, LeaveReason reason);
    QFuture<Result<void>> end();
    void adopt(const payload::RoomUpdate &change);
    Result<void> mayTakeOver(const QString &userId, const Person &by) const;
    void handOver(const QString &userId);
    std::optional<Problem> cannotRemove(const QString &userId) const;
    void finish(); ///< everyone on this node is told that the class has ended

    // RoomPeople.cpp
    void mute(const Person &by, const Message &message, Done done);
    void rename(const Person &by, const Message &message, Done done);
    void tellNames(Message message, const payload::Rename &names, Movements::Reach reach);
    void applyNames(const QString &userId, const payload::Rename &names);
    void applySettled(const Message &message); ///< mute and rename
    void changePerson(const QString &userId, const std::function<void(Participant &)> &change);
    void compareStandings();
    void learnStanding(const Standing &standing);

    // RoomNodes.cpp
    void receive(const EnvelopePtr &envelope);
    void receiveNumbered(const EnvelopePtr &envelope);
    void deliverUnlogged(const EnvelopePtr &envelope);
    void receiveMovement(const EnvelopePtr &envelope);
    bool heardJoin(const Participant &participant);  ///< whether that is news for the people here
    bool heardLeave(const Participant &participant); ///< the same
    void insistOn(const Seat &seat);
    void receiveSeat(const SeatNotice &notice);
    void settleWho(const LinePtr &line, const SeatNotice &notice);

    // RoomReunion.cpp
    void restate();
    void askPresence(std::function<void(const QList<Participant> &)> then);
    void compareAll();
    void compareWithPresence();
    void lookForLost();
    QList<Participant> agreeWith(const QList<Participant> &present);
    void learnOf(const Participant &participant);
    void loseSightOf(const Participant &participant);
    void findOutAbout(const QString &serverId, const QList<Participant> &people);
    bool hearOf(const RoomInfo &stored);
    void readCounter();
    void beginEpoch(const QString &epoch, qint64 lastSeq);
    payload::RoomUpdate changeTo(const RoomInfo &stored) const;

    // RoomErasure.cpp
    QFuture<Result<Traces>> erase(const QString &personId, const Person &by);
    void tellErased(const QString &personId, const Erased &erased);
    void forgetPerson(const Message &erasure); ///< what this node knows of them besides the log
    void putOut(const QString &personId);

    Person person(const LinePtr &line) const;
    void becomeIdle();

    /// Somebody who is expected back, and since when by the room's count of moments.
    struct Absence
    {
        Awaited awaited;
        quint64 since = 0;
    };

    Room *q;
    RoomContext &context;
    RoomInfo info;
    Roster roster;                    ///< none of whom is expected
    QHash<QString, Absence> expected; ///< by user id
    quint64 moments = 0;              ///< of welcomes and absences, to tell which came first
    Lines lines;
    Movements movements;
    Sequencer sequencer;
    CatchUp catchUp;
    QList<std::function<void()>> afterFill;
    EnvelopePtr last; ///< of the numbered messages that were delivered
    RecentRefs refs;  ///< of a room without a log
    Polls polls;
    payload::Timer timer;
    Gatherer reads;
    MovedReads movedReads;
    Gatherer pollResults;
    QSet<QString> votedPolls;
    QList<Ballot> ballots;                    ///< not kept by the ballot box yet
    QHash<QString, QList<Message>> uploading; ///< in a room without a log: what carries a file on its way
    QHash<QString, Entrance::Clock::time_point> removed; ///< who was put out, and when
    QSet<QString> erased;   ///< put out by an erasure: what they have under way still is not taken
    bool usageTold = false; ///< the teachers know that the room is nearly full
    QTimer hostGrace;
    bool hostAway = false;
    bool started = false;
    QList<EnvelopePtr> beforeStart; ///< what other nodes said until then
    QList<SeatNotice> seatsBeforeStart;
    Gatherer comparison;          ///< with presence and the read marks
    QSet<QString> complete;       ///< nodes of which presence names everybody
    bool askedWho = false;        ///< by a node that is back
    QSet<QString> heardMeanwhile; ///< of whom something was heard since presence was asked
    bool readingCounter = false;
    QList<EnvelopePtr> uncounted; ///< what came meanwhile
    bool doubted = false;         ///< the database did not agree the last time
    bool over = false;
    int underWay = 0;      ///< answers that are waited for
    RecentSeqs recentSeqs; ///< of what was delivered
};

} // namespace lectern
