// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/domain/Hub.h"

#include "common/protocol/PersonName.h"
#include "common/protocol/RoomCode.h"
#include "server/domain/AwaitedWatch.h"
#include "server/domain/Policy.h"
#include "server/domain/RoomLog.h"
#include "server/domain/RoomWatch.h"
#include "server/domain/Sweeper.h"
#include "server/domain/ports/AttendanceLog.h"
#include "server/domain/ports/AwaitedPeople.h"
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
    QCoro::Task<Result<RoomInfo>> stored(QString roomId);
    QCoro::Task<Result<RoomState>> stateOf(QString roomId);
    QCoro::Task<QList<ReadMark>> marksAheadOf(QList<ReadMark> saved, QString roomId,
                                              QList<Participant> present);
    RoomPtr living(const QString &roomId) const; ///< or about to; null: neither
    void letGoIfIdle(const QString &roomId);
    void letGo(const QString &roomId);

    Hub *q;
    RoomContext context;
    std::unique_ptr<Sweeper> sweeper;
    std::unique_ptr<AwaitedWatch> awaitedWatch;
    std::unique_ptr<RoomWatch> roomWatch;
    QTimer reunion; ///< runs while the nodes come back to each other
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
        if (const auto room = d->living(envelope->message().roomId)) room->receive(envelope);
    });
    connect(&d->context.broker, &Broker::seatReceived, this,
            [this](const QString &roomId, const SeatNotice &notice) {
                if (const auto room = d->living(roomId)) room->receiveSeat(notice);
            });
    connect(&d->context.broker, &Broker::connected, this, [this] { rejoin(); });
    d->reunion.setSingleShot(true);
    connect(&d->reunion, &QTimer::timeout, this, [this] {
        for (const auto &room : std::as_const(d->rooms))
            room->lookForLost();
    });
    d->sweeper = std::make_unique<Sweeper>(d->context, *this);
    d->awaitedWatch = std::make_unique<AwaitedWatch>(d->context, *this);
    d->roomWatch = std::make_unique<RoomWatch>(d->context, [this] { return d->rooms.values(); });
}

Hub::~Hub() = default;

const RoomOptions &Hub::options() const
{
    return d->context.options;
}

RoomPtr Hub::Private::living(const QString &roomId) const
{
    const auto room = rooms.constFind(roomId);
    return room == rooms.cend() ? loading.value(roomId) : *room;
}

QCoro::Task<void> Hub::rejoin()
{
    const QString self = options().serverId;
    // Whoever left while presence could not be told.
    const auto places = co_await d->context.presence.placesOn(self);
    if (places)
        for (const auto &[roomId, userId] : *places)
            if (const auto room = d->living(roomId); !room || !room->sitsHere(userId))
                d->context.presence.leave(roomId, userId, self);
    for (const auto &room : std::as_const(d->rooms))
        room->resync();
    if (d->roomWatch) d->roomWatch->look();
    d->reunion.start(options().reunion);
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

int Hub::peopleCount() const
{
    int people = 0;
    for (const auto &room : std::as_const(d->rooms))
        people += room->lineCount();
    return people;
}

const RoomTally &Hub::tally() const
{
    return d->context.tally;
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
    const auto made = co_await d->context.store.create(room, options().limits.roomsPerUser);
    if (made) qCInfo(lcRoom) << "made" << field::room(made->id) << field::user(owner.id);
    co_return made;
}

QCoro::Task<Result<RoomInfo>> Hub::find(QString roomId)
{
    if (const auto room = d->rooms.value(roomId)) co_return room->info();
    const auto found = co_await d->context.store.find(roomId);
    if (!found) co_return std::unexpected(found.error());
    if (!*found) co_return problem(ErrorCode::RoomNotFound, u"no room has the code %1"_s.arg(roomId));
    co_return **found;
}

QCoro::Task<QList<Participant>> Hub::present(QString roomId)
{
    const auto people = co_await d->context.presence.list(roomId);
    if (people) co_return *people;
    const auto room = d->rooms.value(roomId);
    co_return room ? room->participants() : QList<Participant>();
}

QCoro::Task<QHash<QString, int>> Hub::counts(QStringList roomIds)
{
    const auto counts = co_await d->context.presence.counts(roomIds);
    if (counts) co_return *counts;
    QHash<QString, int> known;
    for (const QString &roomId : roomIds)
        if (const auto room = d->rooms.value(roomId)) known.insert(roomId, int(room->participants().size()));
    co_return known;
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

/// The lobby is there for whoever comes. Nobody owns it, and nothing of it is kept.
QCoro::Task<Result<RoomInfo>> Hub::Private::stored(QString roomId)
{
    if (roomId != roomcode::kLobby) co_return co_await q->find(roomId);
    RoomInfo lobby;
    lobby.id = roomcode::kLobby;
    lobby.name = roomcode::kLobby;
    lobby.kind = RoomKind::Chat;
    lobby.talk = Talk::All;
    lobby.history = false;
    lobby.ownerId = u"system"_s;
    lobby.ownerName = u"system"_s;
    co_return co_await context.store.ensure(lobby);
}

QCoro::Task<void> Hub::Private::load(QString roomId, OpenPromise promise)
{
    const auto answer = [this, roomId, promise](Result<RoomPtr> room) {
        opening.remove(roomId);
        loading.remove(roomId);
        promise->addResult(std::move(room));
        promise->finish();
    };
    const auto found = co_await stored(roomId);
    if (!found) co_return answer(std::unexpected(found.error()));
    if (!found->isOpen()) co_return answer(problem(ErrorCode::RoomNotFound, u"this class has ended"_s));

    const RoomPtr room(new Room(context, *found), [](Room *gone) { gone->deleteLater(); });
    loading.insert(roomId, room);
    // Subscribed first and read after: what others do in between arrives and is told again by what is read.
    (void)co_await context.broker.subscribe(roomId);
    const auto state = co_await stateOf(roomId);
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

QCoro::Task<Result<RoomState>> Hub::Private::stateOf(QString roomId)
{
    RoomState state;
    state.present = (co_await context.presence.list(roomId)).value_or(QList<Participant>{});
    const auto awaited = co_await context.awaited.of(roomId);
    if (!awaited) co_return std::unexpected(awaited.error());
    state.awaited = *awaited;
    const auto stored = co_await context.store.find(roomId);
    if (!stored) co_return std::unexpected(stored.error());
    if (!*stored || !(*stored)->isOpen())
        co_return problem(ErrorCode::RoomNotFound, u"this class has ended"_s);
    state.info = **stored;
    if (!state.info.history) {
        const auto counter = co_await context.broker.counter(roomId);
        if (!counter) co_return std::unexpected(counter.error());
        state.info.epoch = counter->epoch;
        state.info.lastSeq = counter->lastSeq;
        co_return state;
    }
    const auto polls = co_await context.ballots.open(roomId);
    if (!polls) co_return std::unexpected(polls.error());
    const auto marks = co_await context.store.readMarks(roomId);
    if (!marks) co_return std::unexpected(marks.error());
    state.readMarks = *marks + co_await marksAheadOf(*marks, roomId, state.present);
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
    const auto saved = co_await d->context.store.setEnded(roomId, info->endedAt);
    if (!saved) co_return std::unexpected(saved.error());
    co_return info;
}

QCoro::Task<Result<Member>> Hub::admit(RoomPtr room, Person person, QString device)
{
    const RoomInfo info = room->info();
    const bool host = policy::isOwner(info, person);
    const bool full = !host && room->count() >= options().limits.participants;
    std::optional<Member> known;
    if (!person.id.isEmpty() || ((full || info.locked) && !device.isEmpty())) {
        auto &store = d->context.store;
        const auto looking =
            person.id.isEmpty() ? store.memberWithDevice(info.id, device) : store.member(info.id, person.id);
        const auto found = co_await looking;
        if (!found) co_return std::unexpected(found.error());
        known = *found;
    }
    // A page that is loaded again comes back to the seat that it still has.
    if (full && !room->hasSeat(known ? known->person.id : person.id))
        co_return problem(ErrorCode::RoomFull,
                          u"at most %1 people fit in"_s.arg(options().limits.participants));
    const auto refusal = [&](const Member &member) -> std::optional<Problem> {
        if (host) return std::nullopt;
        if (member.banned) return Problem{ErrorCode::Kicked, u"removed from this room by its host"_s};
        // Whoever has only just come in may not be marked as seen yet.
        if (info.locked && !member.seen && !room->hasSeat(member.person.id))
            return Problem{ErrorCode::RoomLocked, u"the host has locked the room"_s};
        return std::nullopt;
    };
    if (known) {
        if (const auto refused = refusal(*known)) co_return std::unexpected(*refused);
        co_return *known;
    }
    if (info.locked && !host) co_return problem(ErrorCode::RoomLocked, u"the host has locked the room"_s);
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

QCoro::Task<void> Hub::announceMissing(Awaited awaited)
{
    const auto room = co_await open(awaited.roomId);
    if (room) co_return (*room)->missed(awaited);
    // The class has ended meanwhile, or cannot be opened now: for the others they are gone in any case.
    d->context.attendance.left(awaited.roomId, awaited.person.id, awaited.lastSeen);
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
    d->sweeper->stop();
    d->awaitedWatch->stop();
    d->roomWatch.reset();
    d->reunion.stop();
    int hosts = 0;
    int people = 0;
    for (const auto &room : std::as_const(d->rooms)) {
        people += room->lineCount();
        hosts += room->isHostHere() ? 1 : 0;
    }
    const double step = people > 0 ? std::chrono::duration<double>(over).count() / people : 0;
    // A class goes on with its host: hosts come back before all others.
    int hostsTold = 0;
    int othersTold = hosts;
    for (const auto &room : std::as_const(d->rooms))
        room->drain([&](bool host) { return step * ++(host ? hostsTold : othersTold); });
}

} // namespace lectern
