// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "Store.h"

#include "server/domain/ports/AttendanceLog.h"
#include "server/domain/ports/AwaitedPeople.h"
#include "server/domain/ports/ClassRegister.h"

#include <algorithm>

namespace lectern::house {

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

} // namespace lectern::house
