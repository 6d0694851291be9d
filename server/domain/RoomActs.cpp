// SPDX-License-Identifier: GPL-3.0-or-later
// What the host does to the room.
#include "server/domain/Policy.h"
#include "server/domain/RoomLog.h"
#include "server/domain/RoomPrivate.h"

#include "common/client/WhenDone.h"
#include "common/protocol/PersonName.h"
#include "server/domain/ports/AttendanceLog.h"
#include "server/domain/ports/AwaitedPeople.h"
#include "server/domain/ports/Presence.h"
#include "server/domain/ports/RoomStore.h"

namespace lectern {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype kMostAssistants = 20;

QFuture<Result<RoomInfo>> refused(Result<RoomInfo> why)
{
    return QtFuture::makeReadyFuture(std::move(why));
}

} // namespace

QFuture<Result<RoomInfo>> Room::Private::update(const payload::RoomUpdate &change, const Person &by)
{
    payload::RoomUpdate cleaned = change;
    if (change.name) {
        auto name = cleanName(*change.name, context.options.limits.name);
        if (!name) return refused(std::unexpected(name.error()));
        cleaned.name = *name;
    }
    if (change.assistants) {
        if (!policy::isOwner(info, by))
            return refused(problem(ErrorCode::Forbidden, u"assistants: are the host's alone to name"_s));
        cleaned.assistants->removeDuplicates();
        cleaned.assistants->removeAll(info.ownerId);
        if (cleaned.assistants->size() > kMostAssistants)
            return refused(
                problem(ErrorCode::BadRequest, u"assistants: expected at most %1"_s.arg(kMostAssistants)));
    }
    if (change.host) {
        if (const auto may = mayTakeOver(*change.host, by); !may)
            return refused(std::unexpected(may.error()));
        if (info.isAssistant(*change.host) && !cleaned.assistants) cleaned.assistants = info.assistants;
        if (cleaned.assistants) cleaned.assistants->removeAll(*change.host);
    }
    return carryOut(cleaned, by);
}

QFuture<Result<RoomInfo>> Room::Private::carryOut(const payload::RoomUpdate &change, const Person &by)
{
    return whenDone(context.store.change(info.id, change), q, [this, change, by](const Result<void> &saved) {
        if (!saved) return Result<RoomInfo>(std::unexpected(saved.error()));
        const bool wasAway = hostAway;
        adopt(change);
        Message message = systemMessage(MessageType::RoomUpdate, change);
        message.sender = by.id;
        message.senderName = by.name;
        message.senderType = by.type;
        relay(message);
        if (wasAway && !hostAway) relay(systemMessage(MessageType::HostBack, {}));
        return Result<RoomInfo>(info);
    });
}

/// Whom the host puts out does not help any more, also not by REST.
void Room::Private::dismiss(const QString &userId)
{
    if (!info.isAssistant(userId)) return;
    payload::RoomUpdate change;
    change.assistants = info.assistants;
    change.assistants->removeAll(userId);
    carryOut(change, {u"system"_s, {}, PersonType::System});
}

void Room::Private::adopt(const payload::RoomUpdate &change)
{
    info.name = change.name.value_or(info.name);
    info.talk = change.talk.value_or(info.talk);
    info.locked = change.locked.value_or(info.locked);
    info.names = change.names.value_or(info.names);
    info.assistants = change.assistants.value_or(info.assistants);
    if (change.host && *change.host != info.ownerId) handOver(*change.host);
    lines.follow(info);
}

Result<void> Room::Private::mayTakeOver(const QString &userId, const Person &by) const
{
    if (!policy::isOwner(info, by))
        return problem(ErrorCode::Forbidden, u"host: is the host's alone to name"_s);
    if (info.kind != RoomKind::Class)
        return problem(ErrorCode::BadRequest, u"host: expected a class; a chat room has none"_s);
    const Seat *seat = roster.find(userId);
    if (!seat || !seat->participant.online || seat->participant.type != PersonType::Teacher)
        return problem(ErrorCode::BadRequest, u"host: expected a teacher who is in the room"_s);
    return {};
}

/// The class waits for its new host from now on, and for the former one as for everybody.
void Room::Private::handOver(const QString &userId)
{
    const QString former = std::exchange(info.ownerId, userId);
    hostGrace.stop();
    Seat *seat = roster.find(userId);
    info.ownerName = seat ? seat->participant.name : QString();
    hostAway = false;
    if (seat && !seat->participant.online && q->sitsHere(userId)) {
        seat->hold.reset();
        hostWent();
    }
    if (Seat *left = roster.find(former); left && !left->participant.online && q->sitsHere(former))
        holdSeat(*left, LeaveReason::Timeout);
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
    if (reason == LeaveReason::Kicked) removed.insert(userId, Entrance::Clock::now());
    if (expected.contains(userId)) takeUp(userId, context.options.serverId, false);
    if (!roster.find(userId)) return;
    const LinePtr line = lines.ofUser(userId);
    Session *session = line ? line->session : nullptr;
    if (session) lines.remove(session);
    giveUpSeat(userId, reason);
    movements.flush();
    if (reason == LeaveReason::Kicked) dismiss(userId);
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
    return whenDone(context.store.setEnded(info.id, endedAt), q, [this, endedAt](const Result<void> &saved) {
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
