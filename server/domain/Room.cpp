// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/domain/Room.h"

#include "common/client/WhenDone.h"
#include "server/domain/Policy.h"
#include "server/domain/RoomLog.h"
#include "server/domain/RoomPrivate.h"
#include "server/domain/ports/ClassRegister.h"
#include "server/domain/ports/Presence.h"
#include "server/domain/ports/RoomStore.h"

namespace lectern {

Q_LOGGING_CATEGORY(lcRoom, "lectern.room")

namespace {
constexpr std::chrono::milliseconds kGather{250};
} // namespace

Room::Private::Private(Room *room, RoomContext &roomContext, RoomInfo roomInfo)
    : q(room)
    , context(roomContext)
    , info(std::move(roomInfo))
    , roster(context.options.limits)
    , lines(info, context.tally)
    , movements(info.id, lines, [this](const EnvelopePtr &envelope) { context.broker.publish(envelope); })
    , sequencer(
          [this](const EnvelopePtr &envelope) {
              const Message &message = envelope->message();
              recentSeqs.add(message.id, message.seq);
              applyTool(message);
              if (policy::erases(message)) forgetPerson(message);
              rememberUpload(message);
              countAsRead(message);
              last = envelope;
              lines.deliver(envelope);
          },
          [this](qint64 after) { fillHole(after); })
    , catchUp(
          info.id, context.log, [this](Message &message) { withLinks(message); }, q)
    , reads(kGather, [this] { flushReads(); })
    , pollResults(kGather, [this] { flushPollResults(); })
    , comparison(kGather, [this] { compareAll(); })
{
    hostGrace.setSingleShot(true);
    QObject::connect(&hostGrace, &QTimer::timeout, q, [this] { graceOver(); });
}

Person Room::Private::person(const LinePtr &line) const
{
    const Seat *seat = roster.find(line->userId);
    return {line->userId, seat ? seat->participant.name : QString(), line->type};
}

void Room::Private::becomeIdle()
{
    if (q->isIdle()) Q_EMIT q->idle(info.id);
}

Room::Room(RoomContext &context, RoomInfo info, QObject *parent)
    : QObject(parent)
    , d(std::make_unique<Private>(this, context, std::move(info)))
{
}

Room::~Room() = default;

void Room::start(const RoomState &state)
{
    d->info = state.info;
    d->timer = state.info.timer;
    d->lines.follow(d->info);
    for (const auto &participant : state.present)
        d->roster.put(participant);
    for (const auto &awaited : state.awaited)
        if (!hasSeat(awaited.person.id)) d->expected.insert(awaited.person.id, {awaited, 0});
    for (const auto &mark : state.readMarks)
        if (Seat *seat = d->roster.find(mark.userId)) seat->markRead(mark.messageId, mark.seq);
    for (const auto &ballots : state.polls)
        d->polls.restore(ballots);
    const Seat *host = d->info.kind == RoomKind::Class ? d->roster.find(d->info.ownerId) : nullptr;
    d->hostAway = (host && !host->participant.online) || d->expected.contains(d->info.ownerId);
    d->sequencer.startAt(state.info.lastSeq);
    d->started = true;
    for (const auto &envelope : std::exchange(d->beforeStart, {}))
        d->receive(envelope);
    for (const auto &notice : std::exchange(d->seatsBeforeStart, {}))
        d->receiveSeat(notice);
}

const RoomInfo &Room::info() const
{
    return d->info;
}
QList<Participant> Room::participants() const
{
    return d->roster.participants();
}
int Room::count() const
{
    return d->roster.size() + int(d->expected.size());
}
bool Room::hasSeat(const QString &userId) const
{
    return d->roster.find(userId) || d->expected.contains(userId);
}

bool Room::sitsHere(const QString &userId) const
{
    const Seat *seat = d->roster.find(userId);
    return seat && seat->participant.serverId == d->context.options.serverId;
}

int Room::lineCount() const
{
    return int(d->lines.all().size());
}

bool Room::isHostHere() const
{
    return d->info.kind == RoomKind::Class && d->lines.ofUser(d->info.ownerId);
}

bool Room::isIdle() const
{
    return d->lines.isEmpty() && d->underWay == 0 && !d->hostGrace.isActive() && !d->reads.isWaiting() &&
           !d->pollResults.isWaiting() && !d->movements.isWaiting() && !d->comparison.isWaiting() &&
           std::ranges::none_of(d->roster.onNode(d->context.options.serverId), [this](const Participant &p) {
               return d->roster.find(p.id)->hold != nullptr;
           });
}

void Room::enter(Session *session, const Entrance &entrance)
{
    d->enter(session, entrance);
}
void Room::depart(Session *session, Departure how)
{
    d->depart(session, how);
}
void Room::say(Session *session, Message message)
{
    d->say(session, std::move(message));
}

void Room::noteRefusal(const QString &userId, ErrorCode code)
{
    d->context.tally.refused.add(code);
    qCDebug(lcRoom).noquote() << "refused:" << wireName(code) << field::room(d->info.id)
                              << field::user(userId);
}

void Room::post(const Member &author, Message message, Said done)
{
    const Person who = author.person;
    const MessageType type = message.type;
    const QString ref = message.ref;
    Seat *const seat = d->roster.find(who.id);
    auto ready = d->authored(std::move(message), who, seat ? seat->participant.muted : author.muted);
    if (!ready) return d->refuseNew(who, type, ref, ready.error(), std::move(done));
    if (seat && !seat->frames.take())
        return done(problem(
            ErrorCode::RateLimited,
            QStringLiteral("expected at most %1 messages a second").arg(d->context.options.limits.rate)));
    d->context.tally.said.add(type);
    if (!policy::isLogged(type)) return d->act(who, *ready, std::move(done));
    d->prepare(std::move(*ready), [this, who, type, ref, done = std::move(done)](Result<Message> prepared) {
        if (!prepared) return d->refuseNew(who, type, ref, prepared.error(), done);
        d->append(std::move(*prepared), done);
    });
}

QFuture<Result<RoomInfo>> Room::update(payload::RoomUpdate change, const Person &by)
{
    return d->update(change, by);
}

QFuture<Result<void>> Room::remove(QString userId, LeaveReason reason, bool ban)
{
    QFuture<Result<void>> noted = reason == LeaveReason::Kicked
                                      ? d->context.people.putOut(d->info.id, userId, ban)
                                      : QtFuture::makeReadyFuture(Result<void>{});
    ++d->underWay;
    return whenDone(noted, this, [this, userId, reason](Result<void> result) {
        --d->underWay;
        if (result) d->remove(userId, reason);
        d->becomeIdle();
        return result;
    });
}

QFuture<Result<void>> Room::end()
{
    return d->end();
}

QFuture<Result<Traces>> Room::erase(const QString &personId, const Person &by)
{
    return d->erase(personId, by);
}

QFuture<Result<void>> Room::announce(const Attachment &attachment)
{
    return d->announce(attachment);
}

void Room::tellUsage(const payload::Usage &usage)
{
    d->tellUsage(usage);
}

void Room::drain(const std::function<double(bool host)> &reconnectIn)
{
    d->sendElsewhere(reconnectIn);
}

void Room::receive(const EnvelopePtr &envelope)
{
    if (d->started)
        d->receive(envelope);
    else
        d->beforeStart.append(envelope);
}

void Room::receiveSeat(const SeatNotice &notice)
{
    if (d->started)
        d->receiveSeat(notice);
    else
        d->seatsBeforeStart.append(notice);
}

void Room::missed(const Awaited &awaited)
{
    d->missed(awaited);
    d->becomeIdle();
}

void Room::orphaned(const QList<Participant> &people)
{
    for (const auto &participant : people)
        d->orphaned(participant);
    d->movements.flush();
    d->becomeIdle();
}

void Room::resync()
{
    d->restate();
    reread();
    // What this node rang while it was cut off nobody has heard: the others see by its number what they
    // missed.
    if (!d->info.history)
        d->readCounter();
    else if (d->last)
        d->context.broker.publish(d->last);
}

void Room::lookForLost()
{
    d->lookForLost();
}

void Room::reread()
{
    if (d->info.history) d->sequencer.refill();
}

bool Room::hearOf(const RoomInfo &stored)
{
    return d->hearOf(stored);
}

} // namespace lectern
