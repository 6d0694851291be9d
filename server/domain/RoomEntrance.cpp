// SPDX-License-Identifier: GPL-3.0-or-later
// Who comes and goes: seats, the first frames, and the host's absence.
#include "server/domain/RoomPrivate.h"

#include "server/domain/ports/AttendanceLog.h"
#include "server/domain/ports/Presence.h"
#include "server/domain/ports/RoomStore.h"

namespace lectern {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

void Room::Private::enter(Session *session, const Entrance &entrance)
{
    if (over)
        return session->end(CloseCode::ClassEnded, {ErrorCode::ClassEnded, u"the class has ended"_s, {}});
    const Person &who = entrance.member.person;
    erased.remove(who.id);
    replaceSession(who.id);
    takeSeat(entrance);
    const LinePtr line = lines.add(session, who.id, who.type);
    context.store.setSeen(info.id, who.id);
    context.broker.publishSeat(info.id, {who.id, context.options.serverId, true});
    if (info.isHost(who.id)) hostCame();
    beginCatchUp(line, entrance);
}

void Room::Private::takeSeat(const Entrance &entrance)
{
    const Person &who = entrance.member.person;
    if (Seat *seat = roster.find(who.id)) {
        seat->hold.reset();
        // The stay goes on, but from now on it is this node whose signs of life it needs.
        if (seat->participant.serverId != context.options.serverId)
            context.attendance.entered(info.id, who, QDateTime::currentDateTimeUtc());
        seat->participant.online = true;
        seat->participant.serverId = context.options.serverId;
        // The node they come from has kept it, and may not have been heard.
        seat->markRead(entrance.member.lastReadMessage, entrance.member.lastReadSeq);
        context.presence.enter(info.id, seat->participant);
        return;
    }
    Participant participant;
    participant.id = who.id;
    participant.name = who.name;
    participant.type = who.type;
    participant.serverId = context.options.serverId;
    participant.joinedAt = QDateTime::currentDateTimeUtc();
    participant.lastReadMessage = entrance.member.lastReadMessage;
    if (entrance.member.lastReadSeq > 0) participant.readSeq = entrance.member.lastReadSeq;
    roster.put(participant);
    context.presence.enter(info.id, participant);
    context.attendance.entered(info.id, who, participant.joinedAt);
    movements.joined(participant);
}

void Room::Private::replaceSession(const QString &userId)
{
    const LinePtr old = lines.ofUser(userId);
    if (!old) return;
    Session *session = old->session;
    lines.remove(session);
    session->end(CloseCode::Replaced, {ErrorCode::Replaced, u"opened in another place"_s, {}});
}

void Room::Private::beginCatchUp(const LinePtr &line, const Entrance &entrance)
{
    // Numbered messages that are delivered from here on wait in the line until the welcome: what is read now
    // and what waits overlap, and welcome() drops the overlap. So nothing falls between the two.
    const bool ahead = entrance.epoch == info.epoch && entrance.since > sequencer.delivered();
    if (!info.history || !ahead) return catchUpFrom(sequencer.delivered(), line, entrance);
    // Another node has told them more than this one has heard of yet.
    readOn([this, line, entrance] {
        if (line->session) catchUpFrom(sequencer.delivered(), line, entrance);
    });
}

void Room::Private::catchUpFrom(qint64 position, const LinePtr &line, const Entrance &entrance)
{
    const bool sameRun = entrance.since >= 0 && entrance.epoch == info.epoch && entrance.since <= position;
    const Seat *seat = roster.find(line->userId);
    const Participant &reader = seat->participant;
    if (!info.history) {
        welcome(line, entrance, {}, sameRun && entrance.since == position, reader.lastReadMessage);
        return;
    }
    // The other nodes may have told of a mark that the database does not know yet: nothing is counted from
    // there.
    const QString lastRead = reader.readSeq ? reader.lastReadMessage : QString();

    const bool recover = sameRun && position - entrance.since <= context.options.limits.recovery;
    CatchUp::Wish wish;
    wish.reader = {line->userId, line->type == PersonType::Teacher, seat->readUpTo()};
    wish.since = recover ? entrance.since : -1;
    wish.history = entrance.history;
    ++underWay;
    catchUp.tell(wish, position,
                 [this, line, entrance, lastRead](const Result<CatchUp::Missed> &missed) {
                     --underWay;
                     if (!line->session) return becomeIdle();
                     if (missed)
                         welcome(line, entrance, *missed, missed->recovered, lastRead);
                     else
                         sendAway(line, missed.error());
                 });
}

/// Without the log nobody can be told what they missed, and must not take it for nothing.
void Room::Private::sendAway(const LinePtr &line, const Problem &problem)
{
    constexpr double kTryAgain = 2; // seconds
    Session *session = line->session;
    depart(session, Departure::Closed);
    session->end(CloseCode::GoingAway, {problem.code, problem.detail, kTryAgain});
}

/// `lastRead`: what `missed.unread` was counted from; the mark may have moved meanwhile.
void Room::Private::welcome(const LinePtr &line, const Entrance &entrance, const CatchUp::Missed &missed,
                            bool recovered, const QString &lastRead)
{
    const Seat *seat = roster.find(line->userId);
    if (!seat) return;
    const qint64 position = sequencer.delivered();

    payload::Welcome welcome;
    welcome.selfId = line->userId;
    welcome.selfName = seat->participant.name;
    welcome.selfType = line->type;
    welcome.roomName = info.name;
    welcome.kind = info.kind;
    welcome.talk = info.talk;
    welcome.locked = info.locked;
    if (info.kind == RoomKind::Class) {
        const Seat *host = roster.find(info.ownerId);
        welcome.host = payload::Host{info.ownerId, info.ownerName, host && host->participant.online};
    }
    welcome.participants = roster.participants();
    welcome.openPolls = polls.list();
    if (timer.endsAt.isValid()) welcome.timer = timer;
    welcome.epoch = info.epoch;
    welcome.lastSeq = position;
    welcome.lastReadMessage = lastRead;
    welcome.unread = missed.unread;
    welcome.recovered = recovered;
    welcome.limits = context.options.limits;

    Message hello = systemMessage(MessageType::Welcome, welcome);
    hello.target = line->userId;
    line->session->deliver(seal(std::move(hello)));

    qint64 sent = recovered ? entrance.since : 0;
    for (const auto &envelope : missed.messages) {
        if (envelope->message().seq > position) break;
        line->session->deliver(envelope);
        sent = envelope->message().seq;
    }
    for (const auto &envelope : std::exchange(line->pending, {}))
        if (envelope->message().seq > sent) line->session->deliver(envelope);
    line->joinsSeen = movements.joins();
    line->welcomed = true;
}

void Room::Private::depart(Session *session, Departure how)
{
    const LinePtr line = lines.find(session);
    if (!line) return;
    lines.remove(session);
    Seat *seat = roster.find(line->userId);
    if (!seat) return becomeIdle();

    if (info.isHost(line->userId)) {
        hostWent();
    } else if (how == Departure::Left) {
        giveUpSeat(line->userId, LeaveReason::Left);
    } else {
        holdSeat(*seat, how == Departure::Closed ? LeaveReason::Closed : LeaveReason::Timeout);
    }
    becomeIdle();
}

void Room::Private::holdSeat(Seat &seat, LeaveReason reason)
{
    const QString userId = seat.participant.id;
    if (context.options.seat <= 0ms) return giveUpSeat(userId, reason);
    seat.participant.online = false;
    context.presence.setOnline(info.id, userId, false);
    context.broker.publishSeat(info.id, {userId, context.options.serverId, false});
    seat.hold = std::make_unique<QTimer>();
    seat.hold->setSingleShot(true);
    QObject::connect(seat.hold.get(), &QTimer::timeout, q, [this, userId, reason] {
        giveUpSeat(userId, reason);
        becomeIdle();
    });
    seat.hold->start(context.options.seat);
}

void Room::Private::giveUpSeat(const QString &userId, LeaveReason reason)
{
    Seat *seat = roster.find(userId);
    if (!seat) return;
    if (readers.contains(userId)) reads.now(); // nobody keeps the mark of who is not there
    const Participant gone = seat->participant;
    if (seat->hold) seat->hold.release()->deleteLater(); // may be the timer that is calling
    roster.remove(userId);
    context.presence.leave(info.id, userId, gone.serverId);
    context.attendance.left(info.id, userId, QDateTime::currentDateTimeUtc());
    movements.left(gone, reason);
}

void Room::Private::orphaned(const Participant &participant)
{
    const Seat *seat = roster.find(participant.id);
    if (seat && seat->participant.serverId != participant.serverId) return;
    if (!info.isHost(participant.id)) {
        roster.put(participant);
        return giveUpSeat(participant.id, LeaveReason::Orphaned);
    }
    Participant host = participant;
    host.serverId = context.options.serverId;
    roster.put(host);
    context.presence.enter(info.id, host);
    context.attendance.entered(info.id, {host.id, host.name, host.type}, QDateTime::currentDateTimeUtc());
    hostWent();
}

void Room::Private::hostCame()
{
    hostGrace.stop();
    if (!std::exchange(hostAway, false)) return;
    relay(systemMessage(MessageType::HostBack, {}));
}

void Room::Private::hostWent()
{
    Seat *seat = roster.find(info.ownerId);
    if (context.options.hostGrace <= 0ms) {
        (void)end();
        return;
    }
    seat->participant.online = false;
    context.presence.setOnline(info.id, info.ownerId, false);
    context.broker.publishSeat(info.id, {info.ownerId, context.options.serverId, false});
    hostAway = true;
    hostGrace.start(context.options.hostGrace);
    const auto seconds = std::chrono::ceil<std::chrono::seconds>(context.options.hostGrace);
    relay(systemMessage(MessageType::HostAway, payload::HostAway{int(seconds.count())}));
}

} // namespace lectern
