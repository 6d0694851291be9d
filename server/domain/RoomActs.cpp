// SPDX-License-Identifier: GPL-3.0-or-later
// What the host does to the room, and what other nodes tell of it.
#include "server/domain/RoomLog.h"
#include "server/domain/RoomPrivate.h"

#include "common/protocol/PersonName.h"
#include "server/domain/ports/AttendanceLog.h"
#include "server/domain/ports/Presence.h"
#include "server/domain/ports/RoomStore.h"

namespace lectern {

using namespace Qt::StringLiterals;

QFuture<Result<RoomInfo>> Room::Private::update(const payload::RoomUpdate &change, const Person &by)
{
    RoomInfo wanted = info;
    payload::RoomUpdate cleaned = change;
    if (change.name) {
        auto name = cleanName(*change.name, context.options.limits.name);
        if (!name) return QtFuture::makeReadyFuture(Result<RoomInfo>(std::unexpected(name.error())));
        cleaned.name = *name;
        wanted.name = *name;
    }
    if (change.talk) wanted.talk = *change.talk;
    if (change.locked) wanted.locked = *change.locked;
    return context.store.update(wanted).then(q, [this, wanted, cleaned, by](const Result<void> &saved) {
        if (!saved) return Result<RoomInfo>(std::unexpected(saved.error()));
        info = wanted;
        Message message = systemMessage(MessageType::RoomUpdate, cleaned);
        message.sender = by.id;
        message.senderName = by.name;
        message.senderType = by.type;
        relay(message);
        return Result<RoomInfo>(info);
    });
}

void Room::Private::remove(const QString &userId, LeaveReason reason)
{
    if (!roster.find(userId)) return;
    const LinePtr line = lines.ofUser(userId);
    Session *session = line ? line->session : nullptr;
    if (session) lines.remove(session);
    giveUpSeat(userId, reason);
    movements.flush();
    if (!session) return;
    if (reason == LeaveReason::Kicked)
        session->end(CloseCode::Kicked, {ErrorCode::Kicked, u"removed from the room"_s, {}});
    else
        session->end(CloseCode::Normal, {ErrorCode::GoingAway, u"left"_s, {}});
}

QFuture<Result<void>> Room::Private::end()
{
    if (over) return QtFuture::makeReadyFuture(Result<void>{});
    RoomInfo closed = info;
    closed.endedAt = QDateTime::currentDateTimeUtc();
    ++underWay;
    return context.store.update(closed).then(q, [this, closed](const Result<void> &saved) {
        --underWay;
        if (!saved) {
            // Nobody is sent home on a class that the database still takes for open; the host may try again.
            becomeIdle();
            return saved;
        }
        info = closed;
        const auto now = QDateTime::currentDateTimeUtc();
        for (const auto &participant : roster.participants())
            context.attendance.left(info.id, participant.id, now);
        context.broker.publish(seal(systemMessage(
            MessageType::Bye, payload::Bye{ErrorCode::ClassEnded, u"the class has ended"_s, {}})));
        context.presence.forget(info.id);
        context.broker.forget(info.id);
        finish();
        return saved;
    });
}

void Room::Private::finish()
{
    if (std::exchange(over, true)) return;
    qCInfo(lcRoom) << "the class has ended" << field::room(info.id);
    hostGrace.stop();
    if (info.isOpen()) info.endedAt = QDateTime::currentDateTimeUtc();
    const auto ending = lines.all();
    for (const auto &line : ending) {
        Session *session = line->session;
        lines.remove(session);
        session->end(CloseCode::ClassEnded, {ErrorCode::ClassEnded, u"the class has ended"_s, {}});
    }
    for (const auto &participant : roster.participants())
        roster.remove(participant.id);
    Q_EMIT q->ended(info.id);
}

void Room::Private::receive(const EnvelopePtr &envelope)
{
    const Message &message = envelope->message();
    if (message.seq > 0) {
        // Without a log there is nothing to fill a hole from: what came is what there is.
        if (!info.history) {
            sequencer.startAt(message.seq - 1);
            refs.learn(message);
        }
        return sequencer.arrived(envelope);
    }

    switch (message.type) {
    case MessageType::Bye:
        if (const auto *bye = payloadOf<payload::Bye>(message); bye && bye->code == ErrorCode::ClassEnded)
            finish();
        return;
    case MessageType::Join:
    case MessageType::Leave:
    case MessageType::Read:
        receivePeople(message);
        break;
    case MessageType::RoomUpdate:
        if (const auto *change = payloadOf<payload::RoomUpdate>(message)) {
            info.name = change->name.value_or(info.name);
            info.talk = change->talk.value_or(info.talk);
            info.locked = change->locked.value_or(info.locked);
        }
        break;
    case MessageType::Attachment:
        if (message.attachment) deliverEnd(message);
        return;
    case MessageType::HostAway:
        hostAway = true;
        // Away by another node's word, but connected here.
        if (const LinePtr line = lines.ofUser(info.ownerId)) {
            context.presence.enter(info.id, roster.find(info.ownerId)->participant);
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
    default:
        applyTool(message);
        break;
    }
    lines.deliver(envelope);
}

void Room::Private::receivePeople(const Message &message)
{
    const auto *people = payloadOf<payload::People>(message);
    if (!people) return;
    for (const Participant &participant : people->participants) {
        Seat *seat = roster.find(participant.id);
        switch (message.type) {
        case MessageType::Join:
            if (!seat || !lines.ofUser(participant.id)) roster.put(participant);
            break;
        case MessageType::Leave:
            if (const LinePtr line = lines.ofUser(participant.id)) {
                // Away by another node's word, but connected here: only a removal ends that, and a goodbye
                // that was not said to the node they came from. Who has struck them off is told again.
                const bool kicked = participant.reason == LeaveReason::Kicked;
                const bool left = participant.reason == LeaveReason::Left &&
                                  participant.serverId == context.options.serverId;
                if (!kicked && !left) {
                    seat->markRead(participant.lastReadMessage, participant.readSeq.value_or(0));
                    context.presence.enter(info.id, seat->participant);
                    movements.joined(seat->participant);
                    break;
                }
                Session *session = line->session;
                lines.remove(session);
                session->end(
                    kicked ? CloseCode::Kicked : CloseCode::Normal,
                    {kicked ? ErrorCode::Kicked : ErrorCode::GoingAway, u"removed from the room"_s, {}});
                context.presence.leave(info.id, participant.id, context.options.serverId);
            }
            roster.remove(participant.id);
            break;
        default:
            if (seat) seat->markRead(participant.lastReadMessage, participant.readSeq.value_or(0));
        }
    }
}

} // namespace lectern
