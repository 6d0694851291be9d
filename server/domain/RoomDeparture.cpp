// SPDX-License-Identifier: GPL-3.0-or-later
// Who goes, who is waited for, and the host's absence.
#include "server/domain/RoomLog.h"
#include "server/domain/RoomPrivate.h"

#include "common/client/WhenDone.h"
#include "server/domain/ports/AttendanceLog.h"
#include "server/domain/ports/Presence.h"

namespace lectern {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

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
    markAway(seat);
    context.presence.setOnline(info.id, userId, false);
    context.broker.publishSeat(info.id, {SeatNotice::Kind::Away, userId, context.options.serverId});
    seat.hold = std::make_unique<QTimer>();
    seat.hold->setSingleShot(true);
    QObject::connect(seat.hold.get(), &QTimer::timeout, q, [this, userId, reason] {
        whenNowhereElse(userId, [this, userId, reason] { giveUpSeat(userId, reason); });
    });
    seat.hold->start(context.options.seat);
}

/// This node may have slept, or been cut off from the others: somebody whose line went down here may sit on
/// another one by now.
void Room::Private::whenNowhereElse(const QString &userId, std::function<void()> then)
{
    ++underWay;
    whenDone(context.attendance.serverOf(info.id, userId), q,
             [this, userId, then = std::move(then)](const Result<QString> &server) {
                 --underWay;
                 const Seat *seat = roster.find(userId);
                 const bool away = !seat || (!seat->participant.online &&
                                             seat->participant.serverId == context.options.serverId);
                 if (away && server && !server->isEmpty() && *server != context.options.serverId)
                     findElsewhere(userId, *server);
                 else if (away)
                     then();
                 becomeIdle();
             });
}

void Room::Private::findElsewhere(const QString &userId, const QString &serverId)
{
    takeUp(userId, serverId, true);
    if (info.isHost(userId)) hostCame();
}

void Room::Private::giveUpSeat(const QString &userId, LeaveReason reason)
{
    Seat *seat = roster.find(userId);
    if (!seat) return;
    if (movedReads.contains(userId)) reads.now(); // they may come back elsewhere at once
    const Participant gone = seat->participant;
    qCDebug(lcRoom).noquote() << "leaves:" << wireName(reason) << field::room(info.id) << field::user(userId);
    if (seat->hold) seat->hold.release()->deleteLater(); // may be the timer that is calling
    heardMeanwhile.insert(userId);
    roster.remove(userId);
    context.presence.leave(info.id, userId, gone.serverId);
    context.attendance.left(info.id, userId, QDateTime::currentDateTimeUtc());
    movements.left(gone, reason);
}

void Room::Private::orphaned(const Participant &participant)
{
    if (expected.contains(participant.id)) return; // their time is not over yet
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
    if (context.options.hostGrace <= 0ms) {
        (void)end();
        return;
    }
    if (Seat *seat = roster.find(info.ownerId)) markAway(*seat);
    context.presence.setOnline(info.id, info.ownerId, false);
    context.broker.publishSeat(info.id, {SeatNotice::Kind::Away, info.ownerId, context.options.serverId});
    hostAway = true;
    hostGrace.start(context.options.hostGrace);
    relay(hostAwayMessage(context.options.hostGrace));
}

void Room::Private::graceOver()
{
    if (hostAway) whenNowhereElse(info.ownerId, [this] { (void)end(); });
}

Message Room::Private::hostAwayMessage(std::chrono::milliseconds grace) const
{
    const auto seconds = std::chrono::ceil<std::chrono::seconds>(grace);
    return systemMessage(MessageType::HostAway, payload::HostAway{int(seconds.count())});
}

void Room::Private::sendElsewhere(const std::function<double(bool host)> &reconnectIn)
{
    movements.flush();
    reads.now();
    pollResults.now();
    QList<Awaited> people;
    for (const Participant &person : roster.onNode(context.options.serverId)) {
        const QString userId = person.id;
        const LinePtr line = lines.ofUser(userId);
        const double wait = line ? reconnectIn(info.isHost(userId)) : 0;
        const auto now = QDateTime::currentDateTimeUtc();
        const auto patience = patienceFor(userId, wait);
        people.append({info.id, person, now, now + patience, LeaveReason::Timeout});
        if (line && info.isHost(userId)) context.broker.publish(seal(hostAwayMessage(patience)));
        context.presence.leave(info.id, userId, context.options.serverId);
        context.broker.publishSeat(info.id, {SeatNotice::Kind::Expected, userId, context.options.serverId});
        expect(people.last());
        if (!line) continue;
        Session *session = line->session;
        lines.remove(session);
        session->end(CloseCode::GoingAway, {ErrorCode::GoingAway, u"the server is going down"_s, wait});
    }
    hostGrace.stop();
    context.awaited.expect(people);
}

/// How long somebody is waited for who is told to come back after `wait` seconds, or is away already.
std::chrono::milliseconds Room::Private::patienceFor(const QString &userId, double wait) const
{
    const Seat *seat = roster.find(userId);
    if (seat->hold) return seat->hold->remainingTimeAsDuration();
    if (info.isHost(userId) && hostGrace.isActive()) return hostGrace.remainingTimeAsDuration();
    const auto &options = context.options;
    const auto patience = info.isHost(userId) ? std::max(options.hostGrace, options.seat) : options.seat;
    return std::chrono::milliseconds(qRound64(wait * 1000)) + patience;
}

void Room::Private::expect(const Awaited &awaited)
{
    if (info.isHost(awaited.person.id)) hostAway = true;
    roster.remove(awaited.person.id);
    expected.insert(awaited.person.id, {awaited, ++moments});
}

/// The seat of somebody who is on that node now. Who is waited for has never left; null for newcomers.
Seat *Room::Private::takeUp(const QString &userId, const QString &serverId, bool online)
{
    const auto absence = expected.constFind(userId);
    const bool isExpected = absence != expected.cend();
    Seat *seat = isExpected ? &roster.put(absence->awaited.person) : roster.find(userId);
    if (!seat) return nullptr;
    const bool returns = online && (isExpected || !seat->participant.online);
    seat->hold.reset();
    seat->participant.serverId = serverId;
    if (online)
        seat->participant.online = true;
    else
        markAway(*seat);
    if (returns) movements.returned(seat->participant, isExpected ? absence->since : seat->awaySince);
    if (isExpected) expected.erase(absence);
    return seat;
}

/// Who is welcomed from now on is told that they are away, and has to be told of their return.
void Room::Private::markAway(Seat &seat)
{
    if (std::exchange(seat.participant.online, false)) seat.awaySince = ++moments;
}

void Room::Private::missed(const Awaited &awaited)
{
    const QString &userId = awaited.person.id;
    expected.remove(userId);
    if (roster.find(userId)) return; // back after all, on whatever node
    context.attendance.left(info.id, userId, awaited.lastSeen);
    if (info.isHost(userId)) {
        (void)end();
        return;
    }
    movements.left(awaited.person, awaited.reason);
    movements.flush();
}

} // namespace lectern
