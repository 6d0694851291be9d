// SPDX-License-Identifier: GPL-3.0-or-later
// What the other nodes tell.
#include "server/domain/RoomPrivate.h"

#include "server/domain/ports/AttendanceLog.h"
#include "server/domain/ports/Presence.h"

#include <tuple>

namespace lectern {

using namespace Qt::StringLiterals;

void Room::Private::receive(const EnvelopePtr &envelope)
{
    const Message &message = envelope->message();
    if (message.seq > 0) return receiveNumbered(envelope);

    switch (message.type) {
    case MessageType::Bye:
        if (const auto *bye = payloadOf<payload::Bye>(message); bye && bye->code == ErrorCode::ClassEnded)
            finish();
        return;
    case MessageType::Join:
    case MessageType::Leave:
        return receiveMovement(envelope);
    case MessageType::Read:
        if (const auto *people = payloadOf<payload::People>(message))
            for (const Participant &participant : people->participants)
                learnRead({participant.id, participant.lastReadMessage, participant.readSeq.value_or(0)});
        break;
    case MessageType::RoomUpdate:
        if (const auto *change = payloadOf<payload::RoomUpdate>(message)) adopt(*change);
        break;
    case MessageType::Attachment:
        if (message.attachment) deliverEnd(message);
        return;
    case MessageType::HostAway:
        hostAway = true;
        if (lines.ofUser(info.ownerId)) {
            insistOn(*roster.find(info.ownerId));
            return hostCame();
        }
        break;
    case MessageType::HostBack:
        hostAway = false;
        hostGrace.stop();
        break;
    case MessageType::Vote:
        if (const auto *vote = payloadOf<payload::Vote>(message);
            vote && polls.vote(message.refers, message.sender, *vote)) {
            votedPolls.insert(message.refers);
            pollResults.touch();
        }
        return;
    case MessageType::Mute:
    case MessageType::Rename:
        heardMeanwhile.insert(message.target);
        applySettled(message);
        break;
    default:
        applyTool(message);
        break;
    }
    lines.deliver(envelope);
}

void Room::Private::receiveNumbered(const EnvelopePtr &envelope)
{
    if (info.history) return sequencer.arrived(envelope);
    const bool goesBack = envelope->message().seq <= sequencer.delivered();
    if (!readingCounter && !goesBack) return deliverUnlogged(envelope);
    uncounted.append(envelope);
    readCounter();
}

/// Without a log there is nothing to fill a hole from: what came is what there is.
void Room::Private::deliverUnlogged(const EnvelopePtr &envelope)
{
    sequencer.startAt(envelope->message().seq - 1);
    refs.learn(envelope->message());
    sequencer.arrived(envelope);
}

/// Nodes may hear of the same twice (from each other, and from presence): people are told once.
void Room::Private::receiveMovement(const EnvelopePtr &envelope)
{
    const Message &message = envelope->message();
    const auto *people = payloadOf<payload::People>(message);
    if (!people) return;
    payload::People news;
    for (const Participant &participant : people->participants) {
        const bool isNews =
            message.type == MessageType::Join ? heardJoin(participant) : heardLeave(participant);
        if (isNews) news.participants.append(participant);
    }
    if (news.participants.size() == people->participants.size()) return lines.deliver(envelope);
    if (news.participants.isEmpty()) return;
    Message rest = message;
    rest.sender = news.participants.first().id;
    rest.senderName = news.participants.first().name;
    rest.senderType = news.participants.first().type;
    rest.payload = std::move(news);
    lines.deliver(seal(std::move(rest)));
}

bool Room::Private::heardJoin(const Participant &participant)
{
    heardMeanwhile.insert(participant.id);
    const Seat *seat = roster.find(participant.id);
    // The same stay: known already, and they may have moved on since that was rung.
    if (seat && participant.joinedAt <= seat->participant.joinedAt) return false;
    // They have come here after that, which that node has been told of.
    if (const LinePtr line = lines.ofUser(participant.id); line && line->since >= participant.joinedAt)
        return false;
    replaceSession(participant.id);
    const bool isNews = !roster.find(participant.id) && !expected.contains(participant.id);
    if (!isNews) takeUp(participant.id, participant.serverId, participant.online);
    roster.put(participant);
    return isNews;
}

bool Room::Private::heardLeave(const Participant &participant)
{
    heardMeanwhile.insert(participant.id);
    const bool kicked = participant.reason == LeaveReason::Kicked;
    if (kicked) removed.insert(participant.id, Entrance::Clock::now());
    const LinePtr line = lines.ofUser(participant.id);
    if (!line) {
        const bool wasExpected = expected.remove(participant.id) > 0;
        const bool wasHere = roster.find(participant.id) != nullptr;
        roster.remove(participant.id);
        return wasExpected || wasHere;
    }
    // Away by another node's word, but connected here: only a removal ends that, and a goodbye that was not
    // said to the node they came from. Who has struck them off is told again.
    Seat *seat = roster.find(participant.id);
    const bool left =
        participant.reason == LeaveReason::Left && participant.serverId == context.options.serverId;
    if (!kicked && !left) {
        seat->markRead(participant.lastReadMessage, participant.readSeq.value_or(0));
        insistOn(*seat);
        movements.joined(seat->participant);
        return true;
    }
    Session *session = line->session;
    lines.remove(session);
    session->end(kicked ? CloseCode::Kicked : CloseCode::Normal,
                 {kicked ? ErrorCode::Kicked : ErrorCode::GoingAway, u"removed from the room"_s, {}});
    context.presence.leave(info.id, participant.id, context.options.serverId);
    roster.remove(participant.id);
    return true;
}

/// They are connected here, whatever the other nodes believe.
void Room::Private::insistOn(const Seat &seat)
{
    const Participant &person = seat.participant;
    context.presence.enter(info.id, person);
    context.attendance.entered(info.id, {person.id, person.name, person.type},
                               QDateTime::currentDateTimeUtc());
    context.broker.publishSeat(info.id, {SeatNotice::Kind::Online, person.id, context.options.serverId});
}

void Room::Private::receiveSeat(const SeatNotice &notice)
{
    using Kind = SeatNotice::Kind;
    if (notice.kind == Kind::Complete || notice.kind == Kind::Restated) {
        complete.insert(notice.serverId);
        askedWho |= notice.kind == Kind::Restated;
        return comparison.touch();
    }
    heardMeanwhile.insert(notice.userId);
    const LinePtr line = lines.ofUser(notice.userId);
    if (line && notice.kind == Kind::Still) return settleWho(line, notice);
    if (line && notice.kind != Kind::Online) return; // a line that went down elsewhere is none of ours
    if (line) replaceSession(notice.userId);

    const Seat *seat = roster.find(notice.userId);
    if (notice.kind == Kind::Expected) {
        if (!seat || seat->participant.serverId != notice.serverId) return;
        const auto now = QDateTime::currentDateTimeUtc();
        expect({info.id, seat->participant, now, now, LeaveReason::Timeout});
    } else if (!takeUp(notice.userId, notice.serverId, notice.kind != Kind::Away)) {
        comparison.touch(); // somebody of whom nothing was heard
    }
    becomeIdle();
}

/// Connected twice, as the two nodes could not tell each other: the later one stays.
void Room::Private::settleWho(const LinePtr &line, const SeatNotice &notice)
{
    const SeatNotice own{SeatNotice::Kind::Still, line->userId, context.options.serverId, line->since};
    if (std::tie(own.since, own.serverId) > std::tie(notice.since, notice.serverId)) {
        // The other one has told presence, too, and perhaps later.
        if (const Seat *seat = roster.find(line->userId)) context.presence.enter(info.id, seat->participant);
        return context.broker.publishSeat(info.id, own);
    }
    replaceSession(line->userId);
    takeUp(line->userId, notice.serverId, true);
    becomeIdle();
}

} // namespace lectern
