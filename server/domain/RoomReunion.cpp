// SPDX-License-Identifier: GPL-3.0-or-later
// How nodes agree again after they have lost each other: with presence about people, with the database about
// the room.
#include "server/domain/RoomPrivate.h"

#include "common/client/WhenDone.h"
#include "server/domain/ports/Presence.h"

namespace lectern {

using namespace Qt::StringLiterals;

/// Tells the other nodes who is here, after they may have lost sight of this one.
void Room::Private::restate()
{
    for (const LinePtr &line : lines.all()) {
        const Seat *seat = roster.find(line->userId);
        if (!seat) continue;
        context.presence.enter(info.id, seat->participant);
        context.broker.publishSeat(
            info.id, {SeatNotice::Kind::Still, line->userId, context.options.serverId, line->since});
    }
    context.broker.publishSeat(info.id, {SeatNotice::Kind::Restated, {}, context.options.serverId});
    comparison.touch();
}

/// Hands on who is present, to be compared with the roster: only as far as nothing is heard of them
/// meanwhile.
void Room::Private::askPresence(std::function<void(const QList<Participant> &)> then)
{
    heardMeanwhile.clear();
    ++underWay;
    whenDone(context.presence.list(info.id), q,
             [this, then = std::move(then)](const Result<QList<Participant>> &present) {
                 --underWay;
                 if (present && !over) then(*present);
                 becomeIdle();
             });
}

void Room::Private::compareAll()
{
    compareWithPresence();
    compareReads();
    compareStandings();
}

void Room::Private::compareWithPresence()
{
    askPresence([this, told = std::exchange(complete, {}),
                 asked = std::exchange(askedWho, false)](const QList<Participant> &present) {
        for (const Participant &one : agreeWith(present))
            if (told.contains(one.serverId)) loseSightOf(one);
        // Behind agreeWith(): presence has everybody of this node by now.
        if (asked)
            context.broker.publishSeat(info.id, {SeatNotice::Kind::Complete, {}, context.options.serverId});
    });
}

/// The nodes have had the time to tell who is with them: who is still missing is nobody's, or their node let
/// go of them without being heard.
void Room::Private::lookForLost()
{
    askPresence([this](const QList<Participant> &present) {
        QHash<QString, QList<Participant>> lost; // by node
        for (const Participant &one : agreeWith(present))
            lost[one.serverId].append(one);
        for (const auto &[serverId, people] : lost.asKeyValueRange())
            findOutAbout(serverId, people);
    });
}

/// Takes over what presence knows of the other nodes' people; gives those whom it does not know.
QList<Participant> Room::Private::agreeWith(const QList<Participant> &present)
{
    QSet<QString> settled = heardMeanwhile;
    for (const Participant &participant : present) {
        if (!settled.contains(participant.id) && participant.serverId != context.options.serverId)
            learnOf(participant);
        settled.insert(participant.id);
    }
    QList<Participant> missing;
    for (const Participant &participant : roster.participants()) {
        if (settled.contains(participant.id)) continue;
        if (participant.serverId == context.options.serverId)
            context.presence.enter(info.id, participant);
        else
            missing.append(participant);
    }
    return missing;
}

void Room::Private::learnOf(const Participant &participant)
{
    if (lines.ofUser(participant.id)) return;
    if (!takeUp(participant.id, participant.serverId, participant.online)) {
        roster.put(participant);
        movements.joined(participant, Movements::Reach::Here);
    }
    if (!info.isHost(participant.id) || hostAway != participant.online) return;
    hostAway = !participant.online;
    hostGrace.stop();
    lines.deliver(seal(hostAway ? hostAwayMessage(context.options.hostGrace)
                                : systemMessage(MessageType::HostBack, {})));
}

void Room::Private::loseSightOf(const Participant &participant)
{
    if (!roster.find(participant.id)) return;
    roster.remove(participant.id);
    movements.left(participant, LeaveReason::Timeout, Movements::Reach::Here);
}

void Room::Private::findOutAbout(const QString &serverId, const QList<Participant> &people)
{
    ++underWay;
    whenDone(context.presence.claimLost(info.id, serverId), q,
             [this, people](const Result<Presence::Loss> &loss) {
                 --underWay;
                 if (loss && *loss == Presence::Loss::OursToTell) q->orphaned(people);
                 if (loss && *loss == Presence::Loss::NodeLives)
                     for (const Participant &one : people)
                         loseSightOf(one);
                 becomeIdle();
             });
}

/// What was read may be older than what was heard since: only what stands there twice is believed.
bool Room::Private::hearOf(const RoomInfo &stored)
{
    if (stored.lastSeq > sequencer.delivered()) q->reread();
    const payload::RoomUpdate change = changeTo(stored);
    const bool differs = !stored.isOpen() || change != payload::RoomUpdate{} || stored.timer != timer;
    const bool differedBefore = std::exchange(doubted, differs);
    if (!differs || !differedBefore) return differs;

    doubted = false;
    if (!stored.isOpen()) {
        finish();
        return false;
    }
    if (stored.timer != timer) {
        timer = stored.timer;
        lines.deliver(seal(systemMessage(MessageType::Timer, timer)));
    }
    if (change != payload::RoomUpdate{}) {
        adopt(change);
        info.ownerName = stored.ownerName;
        lines.deliver(seal(systemMessage(MessageType::RoomUpdate, change)));
    }
    return false;
}

/// A room without a log: its counter may have been lost, and its numbers have begun anew.
void Room::Private::readCounter()
{
    if (std::exchange(readingCounter, true)) return;
    ++underWay;
    whenDone(context.broker.counter(info.id), q, [this](const Result<Broker::Counter> &counter) {
        --underWay;
        readingCounter = false;
        const auto waiting = std::exchange(uncounted, {});
        if (counter && counter->epoch != info.epoch) {
            const qint64 before = waiting.isEmpty() ? counter->lastSeq : waiting.first()->message().seq - 1;
            beginEpoch(counter->epoch, before);
        }
        for (const EnvelopePtr &envelope : waiting)
            if (envelope->message().seq > sequencer.delivered()) deliverUnlogged(envelope);
        becomeIdle();
    });
}

/// Whoever is here is welcomed anew, as if they had just come: what they know of the numbers is over.
void Room::Private::beginEpoch(const QString &epoch, qint64 lastSeq)
{
    info.epoch = epoch;
    sequencer.startAt(lastSeq);
    recentSeqs.clear();
    for (const Participant &participant : roster.participants())
        roster.find(participant.id)->forgetRead();
    for (const LinePtr &line : lines.all()) {
        if (!line->welcomed) continue;
        Message hello = systemMessage(MessageType::Welcome, greeting(line));
        hello.target = line->userId;
        line->session->deliver(seal(std::move(hello)));
    }
}

payload::RoomUpdate Room::Private::changeTo(const RoomInfo &stored) const
{
    payload::RoomUpdate change;
    if (stored.name != info.name) change.name = stored.name;
    if (stored.talk != info.talk) change.talk = stored.talk;
    if (stored.locked != info.locked) change.locked = stored.locked;
    if (stored.names != info.names) change.names = stored.names;
    if (stored.ownerId != info.ownerId) change.host = stored.ownerId;
    if (stored.assistants != info.assistants) change.assistants = stored.assistants;
    return change;
}

} // namespace lectern
