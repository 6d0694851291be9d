// SPDX-License-Identifier: GPL-3.0-or-later
// What the host does to the room.
#include "server/domain/RoomLog.h"
#include "server/domain/RoomPrivate.h"

#include "common/protocol/PersonName.h"
#include "server/domain/ports/AttendanceLog.h"
#include "server/domain/ports/AwaitedPeople.h"
#include "server/domain/ports/Presence.h"
#include "server/domain/ports/RoomStore.h"

namespace lectern {

using namespace Qt::StringLiterals;

QFuture<Result<RoomInfo>> Room::Private::update(const payload::RoomUpdate &change, const Person &by)
{
    payload::RoomUpdate cleaned = change;
    if (change.name) {
        auto name = cleanName(*change.name, context.options.limits.name);
        if (!name) return QtFuture::makeReadyFuture(Result<RoomInfo>(std::unexpected(name.error())));
        cleaned.name = *name;
    }
    return context.store.change(info.id, cleaned).then(q, [this, cleaned, by](const Result<void> &saved) {
        if (!saved) return Result<RoomInfo>(std::unexpected(saved.error()));
        adopt(cleaned);
        Message message = systemMessage(MessageType::RoomUpdate, cleaned);
        message.sender = by.id;
        message.senderName = by.name;
        message.senderType = by.type;
        relay(message);
        return Result<RoomInfo>(info);
    });
}

void Room::Private::adopt(const payload::RoomUpdate &change)
{
    info.name = change.name.value_or(info.name);
    info.talk = change.talk.value_or(info.talk);
    info.locked = change.locked.value_or(info.locked);
}

std::optional<Problem> Room::Private::cannotRemove(const QString &userId) const
{
    if (!q->hasSeat(userId))
        return Problem{ErrorCode::UserNotFound, u"target: expected somebody who is in the room"_s};
    const Seat *seat = roster.find(userId);
    const bool isFar = seat && seat->participant.serverId != context.options.serverId;
    if (isFar && !context.broker.isUp())
        return Problem{ErrorCode::StorageUnavailable, u"the server that they are on cannot be reached now"_s};
    return std::nullopt;
}

void Room::Private::remove(const QString &userId, LeaveReason reason)
{
    if (expected.contains(userId)) takeUp(userId, context.options.serverId, false);
    if (!roster.find(userId)) return;
    const LinePtr line = lines.ofUser(userId);
    Session *session = line ? line->session : nullptr;
    if (session) lines.remove(session);
    giveUpSeat(userId, reason);
    movements.flush();
    if (info.isHost(userId)) hostWent();
    if (!session) return;
    if (reason == LeaveReason::Kicked)
        session->end(CloseCode::Kicked, {ErrorCode::Kicked, u"removed from the room"_s, {}});
    else
        session->end(CloseCode::Normal, {ErrorCode::GoingAway, u"left"_s, {}});
}

QFuture<Result<void>> Room::Private::end()
{
    if (over) return QtFuture::makeReadyFuture(Result<void>{});
    const auto endedAt = QDateTime::currentDateTimeUtc();
    ++underWay;
    return context.store.setEnded(info.id, endedAt).then(q, [this, endedAt](const Result<void> &saved) {
        --underWay;
        if (!saved) {
            // Nobody is sent home on a class that the database still takes for open; the host may try again.
            becomeIdle();
            return saved;
        }
        info.endedAt = endedAt;
        const auto now = QDateTime::currentDateTimeUtc();
        for (const auto &participant : roster.participants())
            context.attendance.left(info.id, participant.id, now);
        for (const Absence &absence : std::as_const(expected))
            context.attendance.left(info.id, absence.awaited.person.id, absence.awaited.lastSeen);
        context.broker.publish(seal(systemMessage(
            MessageType::Bye, payload::Bye{ErrorCode::ClassEnded, u"the class has ended"_s, {}})));
        context.presence.forget(info.id);
        context.awaited.forget(info.id);
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
    // What this node wrote last may have come after another one cleared the room away.
    for (const auto &participant : roster.onNode(context.options.serverId))
        context.presence.leave(info.id, participant.id, context.options.serverId);
    context.broker.forget(info.id);
    for (const auto &participant : roster.participants())
        roster.remove(participant.id);
    expected.clear();
    Q_EMIT q->ended(info.id);
}

} // namespace lectern
