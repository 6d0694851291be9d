// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/domain/Hub.h"

#include "common/protocol/PersonName.h"
#include "server/domain/LogWatch.h"
#include "server/domain/Policy.h"
#include "server/domain/Sweeper.h"
#include "server/domain/ports/BallotBox.h"
#include "server/domain/ports/Presence.h"
#include "server/domain/ports/RoomStore.h"

#include <QCoroFuture>
#include <QtCore/QPromise>

namespace lectern {

using namespace Qt::StringLiterals;

class Hub::Private
{
public:
    Private(Hub *hub, RoomContext roomContext)
        : q(hub)
        , context(std::move(roomContext))
    {
    }

    using OpenPromise = std::shared_ptr<QPromise<Result<RoomPtr>>>;
    QCoro::Task<void> load(QString roomId, OpenPromise promise);
    QCoro::Task<Result<RoomState>> stateOf(RoomInfo info);
    QCoro::Task<QList<ReadMark>> marksAheadOf(QList<ReadMark> saved, QString roomId,
                                              QList<Participant> present);
    void letGoIfIdle(const QString &roomId);
    void letGo(const QString &roomId);

    Hub *q;
    RoomContext context;
    std::unique_ptr<Sweeper> sweeper;
    std::unique_ptr<LogWatch> logWatch;
    QHash<QString, RoomPtr> rooms;
    QHash<QString, RoomPtr> loading; ///< not started yet: what others say waits in them
    QList<RoomPtr> closing;          ///< ended, but still waiting for an answer of the store
    QHash<QString, QFuture<Result<RoomPtr>>> opening;
};

Hub::Hub(RoomContext context, QObject *parent)
    : QObject(parent)
    , d(std::make_unique<Private>(this, std::move(context)))
{
    connect(&d->context.broker, &Broker::received, this, [this](const EnvelopePtr &envelope) {
        const QString &id = envelope->message().roomId;
        if (const auto room = d->rooms.contains(id) ? d->rooms.value(id) : d->loading.value(id))
            room->receive(envelope);
    });
    connect(&d->context.broker, &Broker::seatReceived, this,
            [this](const QString &roomId, const SeatNotice &notice) {
                if (const auto room = d->rooms.value(roomId)) room->receiveSeat(notice);
            });
    connect(&d->context.broker, &Broker::connected, this, [this] {
        for (const auto &room : std::as_const(d->rooms))
            room->resync();
    });
    d->sweeper = std::make_unique<Sweeper>(d->context, *this);
    d->logWatch = std::make_unique<LogWatch>(d->context, [this] { return d->rooms.values(); });
}

Hub::~Hub() = default;

const RoomOptions &Hub::options() const
{
    return d->context.options;
}

void Hub::reread()
{
    for (const auto &room : std::as_const(d->rooms))
        room->reread();
}

void Hub::releaseIdle()
{
    const auto ids = d->rooms.keys();
    for (const QString &id : ids)
        d->letGoIfIdle(id);
    d->closing.removeIf([](const RoomPtr &room) { return room->isIdle(); });
}

int Hub::roomCount() const
{
    return int(d->rooms.size());
}

QCoro::Task<Result<RoomInfo>> Hub::create(Person owner, NewRoom wish)
{
    const auto name = cleanName(wish.name, options().limits.name);
    if (!name) co_return std::unexpected(name.error());
    RoomInfo room;
    room.name = *name;
    room.kind = wish.kind;
    room.talk = wish.talk.value_or(wish.kind == RoomKind::Class ? Talk::Teacher : Talk::All);
    room.history = wish.history;
    room.ownerId = owner.id;
    room.ownerName = owner.name;
    co_return co_await d->context.store.create(room, options().limits.roomsPerUser);
}

QCoro::Task<Result<RoomInfo>> Hub::find(QString roomId)
{
    if (const auto room = d->rooms.value(roomId)) co_return room->info();
    const auto found = co_await d->context.store.find(roomId);
    if (!found) co_return std::unexpected(found.error());
    if (!*found) co_return problem(ErrorCode::RoomNotFound, u"no room has the code %1"_s.arg(roomId));
    co_return **found;
}

QFuture<Result<RoomPtr>> Hub::open(QString roomId)
{
    if (const auto room = d->rooms.value(roomId)) return QtFuture::makeReadyFuture(Result<RoomPtr>(room));
    if (const auto under = d->opening.constFind(roomId); under != d->opening.cend()) return *under;
    const auto promise = std::make_shared<QPromise<Result<RoomPtr>>>();
    promise->start();
    const auto future = promise->future();
    d->opening.insert(roomId, future);
    d->load(roomId, promise);
    return future;
}

QCoro::Task<void> Hub::Private::load(QString roomId, OpenPromise promise)
{
    const auto answer = [this, roomId, promise](Result<RoomPtr> room) {
        opening.remove(roomId);
        loading.remove(roomId);
        promise->addResult(std::move(room));
        promise->finish();
    };
    const auto found = co_await q->find(roomId);
    if (!found) co_return answer(std::unexpected(found.error()));
    if (!found->isOpen()) co_return answer(problem(ErrorCode::RoomNotFound, u"this class has ended"_s));

    const RoomPtr room(new Room(context, *found), [](Room *gone) { gone->deleteLater(); });
    loading.insert(roomId, room);
    // Subscribed first and read after: what others do in between arrives and is told again by what is read.
    (void)co_await context.broker.subscribe(roomId);
    const auto state = co_await stateOf(*found);
    if (!state) co_return answer(std::unexpected(state.error()));
    room->start(*state);

    QObject::connect(
        room.get(), &Room::ended, q,
        [this](const QString &id) {
            if (const auto over = rooms.value(id); over && !over->isIdle()) closing.append(over);
            letGo(id);
        },
        Qt::QueuedConnection);
    QObject::connect(
        room.get(), &Room::idle, q, [this](const QString &id) { letGoIfIdle(id); }, Qt::QueuedConnection);
    rooms.insert(roomId, room);
    answer(room);
}

QCoro::Task<Result<RoomState>> Hub::Private::stateOf(RoomInfo info)
{
    RoomState state;
    state.present = (co_await context.presence.list(info.id)).value_or(QList<Participant>{});
    if (!info.history) {
        const auto counter = co_await context.broker.counter(info.id);
        if (!counter) co_return std::unexpected(counter.error());
        state.epoch = counter->epoch;
        state.lastSeq = counter->lastSeq;
        co_return state;
    }
    const QStringList id{info.id};
    const auto last = co_await context.log.lastSeqs(id);
    if (!last) co_return std::unexpected(last.error());
    const auto polls = co_await context.ballots.open(info.id);
    if (!polls) co_return std::unexpected(polls.error());
    const auto marks = co_await context.store.readMarks(info.id);
    if (!marks) co_return std::unexpected(marks.error());
    state.epoch = info.epoch;
    state.readMarks = *marks + co_await marksAheadOf(*marks, info.id, state.present);
    state.lastSeq = last->value(info.id);
    state.polls = *polls;
    co_return state;
}

/// What the other nodes tell of people's reading and the database does not know yet.
QCoro::Task<QList<ReadMark>> Hub::Private::marksAheadOf(QList<ReadMark> saved, QString roomId,
                                                        QList<Participant> present)
{
    QHash<QString, QString> known;
    for (const ReadMark &mark : saved)
        known.insert(mark.userId, mark.messageId);
    QList<ReadMark> ahead;
    for (const Participant &participant : present) {
        const QString &told = participant.lastReadMessage;
        if (told.isEmpty() || known.value(participant.id) == told) continue;
        const auto message = co_await context.log.find(roomId, told);
        if (message && *message) ahead.append({participant.id, told, (*message)->seq});
    }
    co_return ahead;
}

void Hub::Private::letGoIfIdle(const QString &roomId)
{
    const auto room = rooms.constFind(roomId);
    if (room != rooms.cend() && (*room)->isIdle() && room->use_count() == 1) letGo(roomId);
}

void Hub::Private::letGo(const QString &roomId)
{
    if (rooms.remove(roomId)) context.broker.unsubscribe(roomId);
}

QCoro::Task<Result<RoomInfo>> Hub::reopen(QString roomId)
{
    auto info = co_await find(roomId);
    if (!info || info->isOpen()) co_return info;
    info->endedAt = {};
    const auto saved = co_await d->context.store.update(*info);
    if (!saved) co_return std::unexpected(saved.error());
    co_return info;
}

QCoro::Task<Result<Member>> Hub::admit(RoomPtr room, Person person, QString device)
{
    const RoomInfo info = room->info();
    const bool host = policy::isModerator(info, person);
    if (!host && !room->hasSeat(person.id) && room->count() >= options().limits.participants)
        co_return problem(ErrorCode::RoomFull,
                          u"at most %1 people fit in"_s.arg(options().limits.participants));

    std::optional<Member> known;
    if (!person.id.isEmpty()) {
        const auto found = co_await d->context.store.member(info.id, person.id);
        if (!found) co_return std::unexpected(found.error());
        known = *found;
    }
    const auto refusal = [&](const Member &member) -> std::optional<Problem> {
        if (host) return std::nullopt;
        if (member.banned) return Problem{ErrorCode::Kicked, u"removed from this room by its host"_s};
        if (info.locked && !member.seen)
            return Problem{ErrorCode::RoomLocked, u"the host has locked the room"_s};
        return std::nullopt;
    };
    if (known) {
        if (const auto refused = refusal(*known)) co_return std::unexpected(*refused);
        co_return *known;
    }
    // A locked room makes no new places; a device that has one is found by admit().
    if (info.locked && !host && device.isEmpty())
        co_return problem(ErrorCode::RoomLocked, u"the host has locked the room"_s);
    const auto member = co_await d->context.store.admit(info.id, person, device);
    if (!member) co_return std::unexpected(member.error());
    if (const auto refused = refusal(*member)) co_return std::unexpected(*refused);
    co_return *member;
}

QCoro::Task<void> Hub::announceOrphans(QString roomId, QList<Participant> people)
{
    const auto room = co_await open(roomId);
    // A class that has ended meanwhile has sent them home already.
    if (room) (*room)->orphaned(people);
}

QCoro::Task<Result<void>> Hub::announceFile(QString roomId, Attachment attachment)
{
    const auto room = co_await open(roomId);
    if (!room && room.error().code == ErrorCode::RoomNotFound) co_return Result<void>();
    if (!room) co_return std::unexpected(room.error());
    const QFuture<Result<void>> announcing = (*room)->announce(attachment);
    co_return co_await announcing;
}

QCoro::Task<void> Hub::tellUsage(QString roomId, payload::Usage usage)
{
    if (!usage.isNearlyFull()) co_return;
    const auto room = co_await open(roomId);
    if (room) (*room)->tellUsage(usage);
}

void Hub::drain(std::chrono::milliseconds over)
{
    int people = 0;
    for (const auto &room : std::as_const(d->rooms))
        people += room->count();
    const double step = people > 0 ? std::chrono::duration<double>(over).count() / people : 0;
    int told = 0;
    for (const auto &room : std::as_const(d->rooms))
        room->drain([&] { return step * ++told; });
}

} // namespace lectern
