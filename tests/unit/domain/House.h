// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/protocol/Ulid.h"
#include "server/domain/Hub.h"
#include "server/domain/Policy.h"
#include "server/domain/Session.h"
#include "server/domain/ports/AttachmentSource.h"
#include "server/domain/ports/AttendanceLog.h"
#include "server/domain/ports/AwaitedPeople.h"
#include "server/domain/ports/ClassRegister.h"
#include "server/domain/ports/RoomAudit.h"
#include "server/domain/ports/RoomStore.h"
#include "server/domain/ports/StorageQuota.h"
#include "server/presence/MemoryPresence.h"

#include <QtCore/QTimer>

#include <algorithm>

/// A house in memory for the domain's tests: a log, a store, a presence list that two nodes can share, and
/// brokers that ring between them. Answers come later, as the real ones' do.
namespace lectern::house {

template <typename T> QFuture<Result<T>> later(Result<T> value)
{
    auto promise = std::make_shared<QPromise<Result<T>>>();
    promise->start();
    QTimer::singleShot(0, qApp, [promise, value = std::move(value)] {
        promise->addResult(value);
        promise->finish();
    });
    return promise->future();
}

class Log : public MessageLog
{
public:
    bool broken = false;
    int reads = 0; ///< calls of read()
    QHash<QString, QList<Message>> rooms;
    const QHash<QString, Attachment> *files = nullptr; ///< as they are now

    std::function<void()> beforeAppend;
    QHash<QString, qint64> pruned;

    void append(Message message, AppendDone done) override
    {
        if (beforeAppend) std::exchange(beforeAppend, {})();
        QTimer::singleShot(0, qApp, [this, message, done]() mutable {
            if (broken) return done(problem(ErrorCode::StorageUnavailable, QStringLiteral("disk full")));
            auto &log = rooms[message.roomId];
            for (const auto &known : log)
                if (!message.ref.isEmpty() && known.ref == message.ref && known.sender == message.sender)
                    return done(Appended{known, true});
            message.seq = log.isEmpty() ? 1 : log.last().seq + 1;
            if (message.type == MessageType::Delete)
                log.removeIf([&](const Message &m) { return m.id == message.refers; });
            log.append(message);
            done(Appended{message, false});
        });
    }

    QFuture<Result<QList<Message>>> read(QString roomId, HistoryQuery query) override
    {
        ++reads;
        if (broken)
            return later<QList<Message>>(problem(ErrorCode::StorageUnavailable, QStringLiteral("away")));
        QList<Message> found;
        for (const auto &message : rooms[roomId]) {
            if (query.after >= 0 && message.seq <= query.after) continue;
            if (query.before >= 0 && message.seq >= query.before) continue;
            if (!query.withDeletions && policy::amends(message.type)) continue;
            const auto type = query.readerIsTeacher ? PersonType::Teacher : PersonType::Student;
            if (!query.readerId.isEmpty() && !policy::receives(message, query.readerId, type)) continue;
            found.append(message);
            if (found.last().attachment && files)
                *found.last().attachment = files->value(message.attachment->id);
        }
        if (query.after < 0 && found.size() > query.limit) found = found.mid(found.size() - query.limit);
        return later<QList<Message>>(found.mid(0, query.limit));
    }

    QFuture<Result<std::optional<Message>>> find(QString roomId, QString messageId) override
    {
        for (const auto &message : rooms[roomId])
            if (message.id == messageId) return later<std::optional<Message>>(std::optional(message));
        return later<std::optional<Message>>(std::optional<Message>());
    }

    QFuture<Result<QList<Message>>> withAttachment(QString roomId, QString fileId) override
    {
        QList<Message> found;
        for (const auto &message : rooms[roomId])
            if (!policy::amends(message.type) && message.attachment && message.attachment->id == fileId)
                found.append(message);
        return later<QList<Message>>(found);
    }

    QFuture<Result<std::optional<Message>>> findRef(QString roomId, QString sender, QString ref) override
    {
        for (const auto &message : rooms[roomId])
            if (message.sender == sender && message.ref == ref)
                return later<std::optional<Message>>(std::optional(message));
        return later<std::optional<Message>>(std::optional<Message>());
    }

    QFuture<Result<QHash<QString, qint64>>> lastSeqs(QStringList roomIds) override
    {
        QHash<QString, qint64> seqs;
        for (const QString &id : roomIds)
            seqs.insert(id, rooms[id].isEmpty() ? 0 : rooms[id].last().seq);
        return later<QHash<QString, qint64>>(seqs);
    }

    QFuture<Result<qint64>> prunedSeq(QString roomId) override { return later<qint64>(pruned.value(roomId)); }

    /// As retention does it.
    void prune(const QString &roomId, qint64 seq)
    {
        rooms[roomId].removeIf([seq](const Message &message) { return message.seq <= seq; });
        pruned[roomId] = seq;
    }

    QFuture<Result<QList<int>>> countUnread(QString roomId, QList<Reader> readers) override
    {
        QList<int> counts;
        for (const Reader &reader : readers) {
            const auto type = reader.isTeacher ? PersonType::Teacher : PersonType::Student;
            counts.append(int(std::ranges::count_if(rooms[roomId], [&](const Message &m) {
                return m.seq > reader.readUpTo && m.sender != reader.id && !policy::amends(m.type) &&
                       policy::receives(m, reader.id, type);
            })));
        }
        return later<QList<int>>(counts);
    }
};

class Store : public RoomStore
{
public:
    explicit Store(const Log &log)
        : m_log(log)
    {
    }

    bool broken = false; ///< for read marks
    QHash<QString, RoomInfo> rooms;
    QHash<QString, QList<Member>> members;

    QFuture<Result<RoomInfo>> create(RoomInfo room, int) override
    {
        room.id = QStringLiteral("ROOM%1").arg(10 + rooms.size());
        room.epoch = newUlid();
        room.createdAt = QDateTime::currentDateTimeUtc();
        rooms.insert(room.id, room);
        return later<RoomInfo>(room);
    }
    QFuture<Result<RoomInfo>> ensure(RoomInfo room) override
    {
        if (!rooms.contains(room.id)) rooms.insert(room.id, room);
        rooms[room.id].endedAt = {};
        return later<RoomInfo>(rooms.value(room.id));
    }
    QFuture<Result<std::optional<RoomInfo>>> find(QString roomId) override
    {
        return later<std::optional<RoomInfo>>(rooms.contains(roomId) ? std::optional(stored(roomId))
                                                                     : std::nullopt);
    }
    QFuture<Result<QList<RoomInfo>>> list(QString, bool) override
    {
        QList<RoomInfo> open;
        for (const auto &room : std::as_const(rooms))
            if (room.isOpen()) open.append(room);
        return later<QList<RoomInfo>>(open);
    }
    QFuture<Result<QList<RoomInfo>>> standing(QStringList roomIds) override
    {
        QList<RoomInfo> found;
        for (const QString &roomId : roomIds)
            if (rooms.contains(roomId)) found.append(stored(roomId));
        return later<QList<RoomInfo>>(found);
    }
    QFuture<Result<void>> setTimer(QString roomId, payload::Timer timer) override
    {
        rooms[roomId].timer = timer;
        return later<void>({});
    }
    QFuture<Result<void>> change(QString roomId, payload::RoomUpdate change) override
    {
        RoomInfo &room = rooms[roomId];
        room.name = change.name.value_or(room.name);
        room.talk = change.talk.value_or(room.talk);
        room.locked = change.locked.value_or(room.locked);
        room.names = change.names.value_or(room.names);
        room.assistants = change.assistants.value_or(room.assistants);
        if (!change.host) return later<void>({});
        room.ownerId = *change.host;
        for (const auto &member : members[roomId])
            if (member.person.id == room.ownerId) room.ownerName = member.person.name;
        return later<void>({});
    }
    QFuture<Result<void>> setEnded(QString roomId, QDateTime endedAt) override
    {
        rooms[roomId].endedAt = endedAt;
        return later<void>({});
    }
    QFuture<Result<void>> remove(QString roomId) override
    {
        rooms.remove(roomId);
        return later<void>({});
    }
    QFuture<Result<Member>> admit(QString roomId, Person person, QString device) override
    {
        for (const auto &member : members[roomId])
            if ((!device.isEmpty() && member.device == device) ||
                (!person.id.isEmpty() && member.person.id == person.id))
                return later<Member>(member);
        if (person.id.isEmpty()) person.id = newUserId();
        Member member{.roomId = roomId, .person = person, .device = device};
        members[roomId].append(member);
        return later<Member>(member);
    }
    QFuture<Result<std::optional<Member>>> member(QString roomId, QString userId) override
    {
        for (const auto &member : members[roomId])
            if (member.person.id == userId) return later<std::optional<Member>>(std::optional(member));
        return later<std::optional<Member>>(std::optional<Member>());
    }
    QFuture<Result<std::optional<Member>>> memberWithDevice(QString roomId, QString device) override
    {
        for (const auto &member : members[roomId])
            if (member.device == device) return later<std::optional<Member>>(std::optional(member));
        return later<std::optional<Member>>(std::optional<Member>());
    }
    QFuture<Result<void>> setSeen(QString roomId, QString userId) override
    {
        return change(roomId, userId, [](Member &m) { m.seen = true; });
    }
    QFuture<Result<void>> setReadMarks(QString roomId, QList<ReadMark> marks) override
    {
        if (broken) return later<void>(problem(ErrorCode::StorageUnavailable, QStringLiteral("away")));
        for (const ReadMark &mark : marks)
            change(roomId, mark.userId, [&](Member &m) {
                m.lastReadMessage = mark.messageId;
                m.lastReadSeq = mark.seq;
            });
        return later<void>({});
    }
    QFuture<Result<QList<ReadMark>>> readMarks(QString roomId) override
    {
        QList<ReadMark> marks;
        for (const auto &member : members[roomId])
            if (member.lastReadSeq > 0)
                marks.append({member.person.id, member.lastReadMessage, member.lastReadSeq});
        return later<QList<ReadMark>>(marks);
    }

    QFuture<Result<void>> change(const QString &roomId, const QString &userId,
                                 const std::function<void(Member &)> &act)
    {
        for (auto &member : members[roomId])
            if (member.person.id == userId) {
                act(member);
                return later<void>({});
            }
        return later<void>(problem(ErrorCode::UserNotFound, QStringLiteral("no place")));
    }

private:
    RoomInfo stored(const QString &roomId) const
    {
        RoomInfo room = rooms.value(roomId);
        const auto log = m_log.rooms.value(roomId);
        room.lastSeq = log.isEmpty() ? 0 : log.last().seq;
        return room;
    }

    const Log &m_log;
};

/// What the host settles about people, beside the places that it is about.
class Register : public ClassRegister
{
public:
    explicit Register(Store &store)
        : m_store(store)
    {
    }

    QFuture<Result<void>> setMuted(QString roomId, QString userId, bool muted) override
    {
        return m_store.change(roomId, userId, [=](Member &m) { m.muted = muted; });
    }
    QFuture<Result<payload::Rename>> rename(QString roomId, QString userId, payload::Rename wish) override
    {
        for (Member &member : m_store.members[roomId])
            if (member.person.id == userId) {
                member.person.name = wish.name.value_or(member.person.name);
                member.realName = wish.realName.value_or(member.realName);
                return later<payload::Rename>(wish);
            }
        return later<payload::Rename>(problem(ErrorCode::UserNotFound, QStringLiteral("no place")));
    }
    QFuture<Result<QList<Standing>>> standings(QString roomId) override
    {
        QList<Standing> all;
        for (const Member &member : std::as_const(m_store.members[roomId]))
            all.append({member.person.id, member.person.name, member.realName, member.muted});
        return later<QList<Standing>>(all);
    }
    QFuture<Result<void>> putOut(QString roomId, QString userId, bool ban) override
    {
        return m_store.change(roomId, userId, [=](Member &m) {
            m.seen = false;
            m.banned |= ban;
        });
    }
    QFuture<Result<QList<Ban>>> bans(QString roomId) override
    {
        QList<Ban> all;
        for (const Member &member : std::as_const(m_store.members[roomId]))
            if (member.banned) all.append({member.person.id, member.person.name, {}});
        return later<QList<Ban>>(all);
    }
    QFuture<Result<void>> lift(QString roomId, QString userId) override
    {
        return m_store.change(roomId, userId, [](Member &m) {
            m.banned = false;
            m.seen = true;
        });
    }
    QFuture<Result<void>> setRoster(QString, QStringList) override { return later<void>({}); }
    QFuture<Result<QList<ExpectedName>>> roster(QString) override { return later<QList<ExpectedName>>({}); }

private:
    Store &m_store;
};

class AwaitedList : public AwaitedPeople
{
public:
    QList<Awaited> people;

    void expect(QList<Awaited> more) override
    {
        for (const Awaited &one : more)
            remove(one.roomId, one.person.id);
        people += more;
    }
    void forget(QString roomId) override
    {
        people.removeIf([&](const Awaited &one) { return one.roomId == roomId; });
    }
    QFuture<Result<QList<Awaited>>> of(QString roomId) override
    {
        return later<QList<Awaited>>(take([&](const Awaited &one) { return one.roomId == roomId; }, false));
    }
    QFuture<Result<QList<Awaited>>> takeOverdue() override
    {
        const auto now = QDateTime::currentDateTimeUtc();
        return later<QList<Awaited>>(take([&](const Awaited &one) { return one.until <= now; }, true));
    }
    void adopt(QDateTime, Patience) override {}
    void extend(Patience) override {}

    void remove(const QString &roomId, const QString &userId)
    {
        people.removeIf([&](const Awaited &one) { return one.roomId == roomId && one.person.id == userId; });
    }

private:
    QList<Awaited> take(const auto &matches, bool away)
    {
        QList<Awaited> found;
        std::ranges::copy_if(people, std::back_inserter(found), matches);
        if (away) people.removeIf(matches);
        return found;
    }
};

/// Every stay, whichever node has told of it.
struct AttendanceBook
{
    QHash<QString, QList<Stay>> rooms;
    QHash<QString, QString> servers; ///< of those who are there, by room and person
    AwaitedList &awaited;
};

class Attendance : public AttendanceLog
{
public:
    Attendance(AttendanceBook &book, QString serverId)
        : m_book(book)
        , m_serverId(std::move(serverId))
    {
    }

    void entered(QString roomId, Person person, QDateTime at) override
    {
        m_book.awaited.remove(roomId, person.id);
        m_book.servers[roomId + person.id] = m_serverId;
        for (const auto &stay : m_book.rooms[roomId])
            if (stay.person.id == person.id && !stay.to.isValid()) return;
        m_book.rooms[roomId].append({person, at, {}});
    }
    void left(QString roomId, QString userId, QDateTime at) override
    {
        m_book.awaited.remove(roomId, userId);
        m_book.servers.remove(roomId + userId);
        for (auto &stay : m_book.rooms[roomId])
            if (stay.person.id == userId && !stay.to.isValid()) stay.to = at;
    }
    QFuture<Result<QString>> serverOf(QString roomId, QString userId) override
    {
        return later<QString>(m_book.servers.value(roomId + userId));
    }
    QFuture<Result<QList<Stay>>> stays(QString roomId) override
    {
        return later<QList<Stay>>(m_book.rooms[roomId]);
    }

private:
    AttendanceBook &m_book;
    QString m_serverId;
};

class Attachments : public AttachmentSource
{
public:
    QHash<QString, Attachment> files;

    QFuture<Result<std::optional<Attachment>>> find(QString, QString fileId) override
    {
        return later<std::optional<Attachment>>(files.contains(fileId) ? std::optional(files.value(fileId))
                                                                       : std::nullopt);
    }
    QString url(const QString &fileId) const override { return QStringLiteral("/signed/") + fileId; }
    void release(const QString &fileId) override { released.append(fileId); }

    QStringList released;
};

class Quota : public StorageQuota
{
public:
    payload::Usage used;

    bool isLimited() const override { return used.limit > 0; }
    QFuture<Result<payload::Usage>> admit(QString roomId, qint64 bytes) override
    {
        if (used.bytes + bytes > used.limit)
            return later<payload::Usage>(problem(ErrorCode::StorageUnavailable, QStringLiteral("full")));
        used.bytes += bytes;
        return usage(roomId);
    }
    QFuture<Result<payload::Usage>> usage(QString) override { return later<payload::Usage>(used); }
};

class Ballots : public BallotBox
{
public:
    explicit Ballots(Log &log)
        : m_log(log)
    {
    }
    QHash<QString, QHash<QString, payload::Vote>> votes; ///< by poll, then by user

    QFuture<Result<void>> save(QString, QList<Ballot> ballots) override
    {
        for (const Ballot &ballot : ballots)
            votes[ballot.pollId].insert(ballot.userId, ballot.vote);
        return later<void>({});
    }
    QFuture<Result<void>> discard(QString, QString pollId) override
    {
        votes.remove(pollId);
        return later<void>({});
    }
    QFuture<Result<QList<OpenBallots>>> open(QString roomId) override
    {
        QList<OpenBallots> polls;
        for (const Message &message : std::as_const(m_log.rooms[roomId])) {
            if (const auto *poll = payloadOf<payload::Poll>(message))
                polls.append({{message.id, *poll}, votes.value(message.id)});
            if (payloadOf<payload::PollClose>(message))
                polls.removeIf([&](const OpenBallots &open) { return open.poll.id == message.refers; });
        }
        return later<QList<OpenBallots>>(polls);
    }

private:
    Log &m_log;
};

/// Rings between the nodes of a test; a lone one hears itself only for numbered messages.
class Bells : public Broker
{
public:
    QList<Bells *> others;
    bool deaf = false; ///< loses what the others ring
    QList<Message> rung;

    QFuture<Result<void>> subscribe(QString) override { return later<void>({}); }
    void unsubscribe(const QString &) override {}
    void publish(const EnvelopePtr &envelope) override
    {
        rung.append(envelope->message());
        for (Bells *other : others)
            QTimer::singleShot(0, other, [other, envelope] {
                if (!other->deaf) Q_EMIT other->received(envelope);
            });
    }
    void publishSeat(const QString &roomId, const SeatNotice &notice) override
    {
        for (Bells *other : others)
            QTimer::singleShot(0, other, [=] {
                if (!other->deaf) Q_EMIT other->seatReceived(roomId, notice);
            });
    }
    QFuture<Result<qint64>> publishNumbered(Message message) override
    {
        message.seq = ++m_last;
        const auto envelope = seal(message);
        QTimer::singleShot(0, this, [this, envelope] { Q_EMIT received(envelope); });
        return later<qint64>(qint64(m_last));
    }
    QFuture<Result<Counter>> counter(QString) override
    {
        return later<Counter>(Counter{QStringLiteral("volatile"), m_last});
    }
    void forget(const QString &) override {}
    bool isUp() const override { return true; }
    bool isShared() const override { return true; }

private:
    qint64 m_last = 0;
};

/// A person at the other end: keeps what they were sent.
class Listener : public Session
{
public:
    QList<Message> heard;
    int closed = 0; ///< the close code; 0: still open

    void deliver(const EnvelopePtr &envelope) override { heard.append(envelope->message()); }
    void end(CloseCode code, const payload::Bye &) override { closed = int(code); }

    QList<Message> of(MessageType type) const
    {
        QList<Message> found;
        for (const auto &message : heard)
            if (message.type == type) found.append(message);
        return found;
    }
    QStringList texts() const
    {
        QStringList found;
        for (const auto &message : heard)
            if (const auto *text = payloadOf<payload::Text>(message)) found.append(text->text);
        return found;
    }
    bool welcomed() const { return !of(MessageType::Welcome).isEmpty(); }
    payload::Welcome welcome() const { return *payloadOf<payload::Welcome>(of(MessageType::Welcome).last()); }
    QStringList seen(MessageType type) const ///< names in join and leave frames
    {
        QStringList names;
        for (const auto &message : of(type))
            for (const auto &person : payloadOf<payload::People>(message)->participants)
                names.append(person.name);
        return names;
    }
};

/// Takes a person's words out of the log, and their place away.
class Erasures : public Erasure
{
public:
    Erasures(Log &log, Store &store)
        : m_log(log)
        , m_store(store)
    {
    }

    QFuture<Result<Traces>> look(QString roomId, QString personId) override
    {
        return later<Traces>(traces(roomId, personId));
    }

    QFuture<Result<Erased>> erase(QString roomId, QString personId, Person by) override
    {
        Erased erased;
        erased.traces = traces(roomId, personId);
        if (erased.traces.isEmpty()) return later<Erased>(erased);
        m_store.members[roomId].removeIf([&](const Member &m) { return m.person.id == personId; });
        auto &log = m_log.rooms[roomId];
        const QList<Message> before = log;
        log.removeIf([&](const Message &m) { return m.sender == personId; });
        if (m_store.rooms.value(roomId).history) {
            erased.entries = {entry(roomId, personId, {QStringLiteral("system"), {}, PersonType::System})};
            for (const Message &message : before)
                if (message.sender == personId) erased.entries += entry(roomId, message.id, by);
            for (Message &told : erased.entries) {
                told.seq = log.isEmpty() ? before.size() + 1 : std::max(log.last().seq, before.size()) + 1;
                log += told;
            }
        }
        return later<Erased>(erased);
    }

private:
    Traces traces(const QString &roomId, const QString &personId) const
    {
        Traces found;
        for (const Message &message : m_log.rooms.value(roomId))
            if (message.sender == personId) ++found.messages;
        for (const Member &member : m_store.members.value(roomId))
            found.place |= member.person.id == personId;
        return found;
    }

    static Message entry(const QString &roomId, const QString &refers, const Person &by)
    {
        Message message;
        message.roomId = roomId;
        message.type = MessageType::Delete;
        message.sender = by.id;
        message.senderName = by.name;
        message.senderType = by.type;
        message.refers = refers;
        message.id = newUlid();
        message.sentAt = QDateTime::currentDateTimeUtc();
        return message;
    }

    Log &m_log;
    Store &m_store;
};

/// Keeps what the audit was told.
class Audit : public RoomAudit
{
public:
    QList<RoomAct> acts;

    void note(const RoomAct &act) override { acts.append(act); }

    QStringList actions() const
    {
        QStringList found;
        for (const RoomAct &act : acts)
            found.append(act.action);
        return found;
    }
};

/// What two nodes share.
struct Shared
{
    Log log;
    Store store{log};
    AwaitedList awaited;
    AttendanceBook attendance{{}, {}, awaited};
    MemoryPresence presence;
    Attachments attachments;
    Quota quota;
    Ballots ballots{log};
    Erasures erasure{log, store};
    Register people{store};
    Audit audit;
};

/// A node: bells and a hub.
struct Node
{
    explicit Node(Shared &shared, RoomOptions options)
        : attendance(shared.attendance, options.serverId)
        , hub(context(shared, std::move(options)))
    {
    }

    RoomContext context(Shared &shared, RoomOptions options)
    {
        return {std::move(options), shared.store,   shared.log,         attendance,
                shared.presence,    bells,          shared.attachments, shared.ballots,
                shared.quota,       shared.erasure, shared.awaited,     shared.people,
                shared.audit};
    }

    Attendance attendance;
    Bells bells;
    Hub hub;
};

inline RoomOptions quick(const QString &serverId = QStringLiteral("node-a"))
{
    using namespace std::chrono_literals;
    RoomOptions options;
    options.serverId = serverId;
    options.hostGrace = 200ms;
    options.seat = 150ms;
    return options;
}

inline Message text(const QString &words, const QString &ref = {})
{
    Message message;
    message.type = MessageType::Send;
    message.payload = payload::Text{words};
    message.ref = ref;
    return message;
}

inline Message frame(MessageType type, Payload payload = {})
{
    Message message;
    message.type = type;
    message.payload = std::move(payload);
    return message;
}

} // namespace lectern::house
