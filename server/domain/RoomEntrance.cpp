// SPDX-License-Identifier: GPL-3.0-or-later
// Who comes in: seats, and the first frames.
#include "server/domain/Policy.h"
#include "server/domain/RoomLog.h"
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
    // Put out since it was asked whether they may: the answer does not hold any more.
    if (entrance.asked <= removed.value(who.id))
        return session->end(CloseCode::Kicked, {ErrorCode::Kicked, u"removed from the room"_s, {}});
    qCDebug(lcRoom) << "enters" << field::room(info.id) << field::user(who.id);
    erased.remove(who.id);
    replaceSession(who.id);
    takeSeat(entrance);
    const LinePtr line = lines.add(session, who.id, who.type, policy::audienceOf(info, who.id, who.type));
    line->address = entrance.approach.address;
    context.store.setSeen(info.id, who.id);
    if (info.isHost(who.id)) hostCame();
    beginCatchUp(line, entrance);
}

void Room::Private::takeSeat(const Entrance &entrance)
{
    const Person &who = entrance.member.person;
    heardMeanwhile.insert(who.id);
    const Seat *before = roster.find(who.id);
    const bool satHere = before && before->participant.serverId == context.options.serverId;
    if (Seat *seat = takeUp(who.id, context.options.serverId, true)) {
        // The stay goes on, but from now on it is this node whose signs of life it needs.
        if (!satHere) context.attendance.entered(info.id, who, QDateTime::currentDateTimeUtc());
        // The node they come from has kept it, and may not have been heard.
        seat->participant.via = entrance.approach.via;
        seat->participant.agent = entrance.approach.agent;
        seat->markRead(entrance.member.lastReadMessage, entrance.member.lastReadSeq);
        context.presence.enter(info.id, seat->participant);
        context.broker.publishSeat(info.id, {SeatNotice::Kind::Online, who.id, context.options.serverId});
        return;
    }
    Participant participant;
    participant.id = who.id;
    participant.name = who.name;
    participant.type = who.type;
    participant.muted = entrance.member.muted;
    participant.realName = entrance.member.realName;
    participant.via = entrance.approach.via;
    participant.agent = entrance.approach.agent;
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
    wish.reader = {line->userId, line->audience == PersonType::Teacher, seat->readUpTo()};
    wish.since = recover ? entrance.since : -1;
    wish.history = entrance.history;
    ++underWay;
    catchUp.tell(wish, position, [this, line, entrance, lastRead](const Result<CatchUp::Missed> &missed) {
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
    ++context.tally.sentAway;
    Session *session = line->session;
    depart(session, Departure::Closed);
    session->end(CloseCode::GoingAway, {problem.code, problem.detail, kTryAgain});
}

/// What somebody is told of the room first; what they missed is for the caller to add.
payload::Welcome Room::Private::greeting(const LinePtr &line) const
{
    payload::Welcome welcome;
    welcome.selfId = line->userId;
    welcome.selfName = person(line).name;
    welcome.selfType = line->type;
    welcome.roomName = info.name;
    welcome.kind = info.kind;
    welcome.talk = info.talk;
    welcome.locked = info.locked;
    welcome.names = info.names;
    welcome.assistants = info.assistants;
    if (info.kind == RoomKind::Class) {
        const Seat *host = roster.find(info.ownerId);
        welcome.host = payload::Host{info.ownerId, info.ownerName, host && host->participant.online};
    }
    welcome.participants = lines.asSeenBy(*line, roster.participants());
    welcome.openPolls = polls.list();
    if (timer.endsAt.isValid()) welcome.timer = timer;
    welcome.epoch = info.epoch;
    welcome.lastSeq = sequencer.delivered();
    welcome.resumeSeq = welcome.lastSeq;
    welcome.limits = context.options.limits;
    return welcome;
}

/// `lastRead`: what `missed.unread` was counted from; the mark may have moved meanwhile.
void Room::Private::welcome(const LinePtr &line, const Entrance &entrance, const CatchUp::Missed &missed,
                            bool recovered, const QString &lastRead)
{
    if (!roster.find(line->userId)) return;
    const qint64 position = sequencer.delivered();
    std::vector<EnvelopePtr> following;
    qint64 sent = recovered ? entrance.since : 0;
    for (const auto &envelope : missed.messages) {
        if (envelope->message().seq > position) break;
        following.push_back(envelope);
        sent = envelope->message().seq;
    }
    for (const auto &envelope : std::exchange(line->pending, {}))
        if (envelope->message().seq > sent) following.push_back(envelope);

    payload::Welcome welcome = greeting(line);
    if (!following.empty()) welcome.resumeSeq = following.front()->message().seq - 1;
    welcome.lastReadMessage = lastRead;
    welcome.unread = missed.unread;
    welcome.recovered = recovered;
    Message hello = systemMessage(MessageType::Welcome, welcome);
    hello.target = line->userId;
    line->session->deliver(seal(std::move(hello)));
    for (const auto &envelope : following)
        lines.hand(*line, envelope);
    context.tally.replays += following.size();
    if (entrance.since >= 0) ++(recovered ? context.tally.recovered : context.tally.startedOver);
    line->joinsSeen = movements.joins();
    line->welcomedAt = ++moments;
    line->welcomed = true;
}

} // namespace lectern
