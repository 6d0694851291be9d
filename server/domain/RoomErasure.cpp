// SPDX-License-Identifier: GPL-3.0-or-later
// Somebody's data leave the room: the log is told by Erasure, everyone and this node's memory from here.
#include "server/domain/RoomPrivate.h"

#include "server/domain/ports/Erasure.h"

namespace lectern {

using namespace Qt::StringLiterals;

QFuture<Result<Traces>> Room::Private::erase(const QString &personId, const Person &by)
{
    const auto promise = std::make_shared<QPromise<Result<Traces>>>();
    promise->start();
    ++underWay;
    context.erasure.erase(info.id, personId, by)
        .then(q, [this, personId, promise](const Result<Erased> &done) {
            --underWay;
            if (done) tellErased(personId, *done);
            promise->addResult(done ? Result<Traces>(done->traces) : std::unexpected(done.error()));
            promise->finish();
            becomeIdle();
        });
    return promise->future();
}

void Room::Private::tellErased(const QString &personId, const Erased &done)
{
    for (const Message &entry : done.entries) {
        const auto envelope = seal(entry);
        context.broker.publish(envelope);
        sequencer.arrived(envelope);
    }
    if (!info.history && !done.traces.isEmpty()) putOut(personId);
}

void Room::Private::forgetPerson(const Message &erasure)
{
    const QString &personId = erasure.refers;
    if (info.ownerId == personId) info.ownerName.clear();
    const Seat *seat = roster.find(personId);
    const auto absence = expected.constFind(personId);
    const auto isAnother = [&](const Participant &one) { return one.joinedAt > erasure.sentAt; };
    // Who came after it came anew.
    if (seat && isAnother(seat->participant)) return;
    if (absence != expected.cend() && isAnother(absence->awaited.person)) return;
    if (absence != expected.cend()) {
        // Each node hears of the erasure by itself.
        movements.left(absence->awaited.person, LeaveReason::Kicked, Movements::Reach::Here);
        expected.erase(absence);
    }
    for (const QString &pollId : polls.forget(personId)) {
        votedPolls.insert(pollId);
        pollResults.touch();
    }
    ballots.removeIf([&](const Ballot &ballot) { return ballot.userId == personId; });
    // The node that they sit on puts them out.
    if (!seat || seat->participant.serverId != context.options.serverId) return;
    putOut(personId);
    // What they said between the erasure and now; they can't any more.
    (void)erase(personId, {u"system"_s, {}, PersonType::System});
}

void Room::Private::putOut(const QString &personId)
{
    erased.insert(personId);
    remove(personId, LeaveReason::Kicked);
}

} // namespace lectern
