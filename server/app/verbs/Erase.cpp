// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/protocol/RoomCode.h"
#include "common/protocol/Ulid.h"
#include "server/app/DataDir.h"
#include "server/app/FilePlaces.h"
#include "server/app/verbs/AccountsDesk.h"
#include "server/store/FileRemoval.h"
#include "server/store/Sql.h"
#include "server/store/SqlErasure.h"
#include "server/store/SqlRoomStore.h"
#include "server/store/TraceSearch.h"

#include <QCoroFuture>
#include <QCoroTask>
#include <QtCore/QTemporaryDir>

namespace lectern::verbs {

using namespace Qt::StringLiterals;

namespace {

/// Whom to erase, and where; found out from what was asked for.
struct Target
{
    QString personId;
    QStringList rooms;
    std::optional<Account> account; ///< goes, too
};

/// Why this cannot be meant; nothing when it can.
std::optional<QString> misfitOf(const ErasureWish &wish)
{
    if (wish.username.isEmpty() == wish.person.isEmpty())
        return u"erase: got %1, expected --user NAME, or --person with an id or a name"_s.arg(
            wish.username.isEmpty() ? u"neither --user nor --person"_s : u"both --user and --person"_s);
    if (!wish.room.isEmpty() && roomcode::normalized(wish.room).isEmpty())
        return u"--room: got \"%1\", expected a code of six letters"_s.arg(wish.room);
    if (wish.room.isEmpty() && !wish.person.isEmpty() && !isUserId(wish.person))
        return u"--person: got \"%1\", expected an id (u_…), or a name together with --room"_s.arg(
            wish.person);
    return std::nullopt;
}

QCoro::Task<Result<Erased>> finished(QFuture<Result<Erased>> erasing)
{
    co_return co_await erasing;
}

class EraseVerb
{
public:
    EraseVerb(const Config &config, const ErasureWish &wish, AccountsDesk &desk, Terminal &terminal)
        : m_wish(wish)
        , m_desk(desk)
        , m_terminal(terminal)
        , m_store(makeFileStore(config, desk.database(), m_copies.path()))
        , m_files(desk.database(),
                  [this](Sql &sql, const QString &sha256) { return m_store->remove(sql, sha256); })
        , m_erasure(desk.database(), m_files)
    {
    }

    Result<void> run()
    {
        if (const auto there = requireRoom(); !there) return there;
        const auto target = m_wish.username.isEmpty() ? person() : student();
        if (!target) return std::unexpected(target.error());
        // First, so that no new traces come.
        if (target->account && !m_wish.dryRun)
            if (const auto off = m_desk.accounts().setDisabled(target->personId, true).result(); !off)
                return std::unexpected(off.error());
        for (const QString &room : target->rooms)
            if (const auto done = erase(room, target->personId); !done) return done;
        if (target->account) return removeAccount(*target->account);
        if (!m_found)
            return problem(ErrorCode::UserNotFound, u"there is nothing of %1"_s.arg(target->personId));
        return {};
    }

private:
    /// The one that was named, if any.
    Result<void> requireRoom()
    {
        if (m_wish.room.isEmpty()) return {};
        const QString code = roomcode::normalized(m_wish.room);
        const auto room = SqlRoomStore(m_desk.database()).find(code).result();
        if (!room) return std::unexpected(room.error());
        if (!*room) return problem(ErrorCode::RoomNotFound, u"room %1: there is no such room"_s.arg(code));
        return {};
    }

    Result<Target> student()
    {
        const auto account = m_desk.accounts().byUsername(m_wish.username).result();
        if (!account) return std::unexpected(account.error());
        if (!*account)
            return problem(ErrorCode::UserNotFound,
                           u"user \"%1\": there is no such account"_s.arg(m_wish.username));
        if ((*account)->role != Role::Student)
            return problem(ErrorCode::Forbidden, u"user \"%1\": got a %2, expected a student"_s.arg(
                                                     (*account)->username, wireName((*account)->role)));
        auto target = everywhere((*account)->id);
        if (target && m_wish.room.isEmpty()) target->account = *account;
        return target;
    }

    Result<Target> person()
    {
        if (isUserId(m_wish.person)) return everywhere(m_wish.person);
        const QString room = roomcode::normalized(m_wish.room);
        const auto ids = search([&](Sql &sql) { return tracesearch::called(sql, room, m_wish.person); });
        if (!ids) return std::unexpected(ids.error());
        if (ids->isEmpty())
            return problem(ErrorCode::UserNotFound,
                           u"room %1: nobody is called \"%2\""_s.arg(room, m_wish.person));
        if (ids->size() > 1)
            return problem(ErrorCode::BadRequest,
                           u"room %1: several are called \"%2\", expected one of the ids %3"_s.arg(
                               room, m_wish.person, ids->join(u", "_s)));
        return Target{ids->first(), {room}, {}};
    }

    /// In the one room that was named, or in all that know the person.
    Result<Target> everywhere(const QString &personId)
    {
        if (!m_wish.room.isEmpty()) return Target{personId, {roomcode::normalized(m_wish.room)}, {}};
        const auto rooms = search([&](Sql &sql) { return tracesearch::roomsOf(sql, personId); });
        if (!rooms) return std::unexpected(rooms.error());
        return Target{personId, *rooms, {}};
    }

    Result<QStringList> search(std::function<Result<QStringList>(Sql &)> job)
    {
        return m_desk.database().read<QStringList>(std::move(job)).result();
    }

    Result<void> erase(const QString &room, const QString &personId)
    {
        auto traces = m_erasure.look(room, personId).result();
        if (traces && !traces->isEmpty() && !m_wish.dryRun) {
            const Person system{u"system"_s, {}, PersonType::System};
            const Result<Erased> erased = QCoro::waitFor(finished(m_erasure.erase(room, personId, system)));
            if (!erased) return std::unexpected(erased.error());
        }
        if (!traces) return problem(traces.error().code, u"room %1: %2"_s.arg(room, traces.error().detail));
        if (traces->isEmpty()) return {};
        m_found = true;
        if (!m_wish.dryRun) m_desk.note(u"person erased"_s, room + u' ' + personId);
        m_terminal.out << "room " << room << ": " << (m_wish.dryRun ? "there are " : "erased ")
                       << traces->messages << " messages, " << traces->files << " files, " << traces->votes
                       << " votes, " << traces->stays << " stays of " << personId << Qt::endl;
        return {};
    }

    Result<void> removeAccount(const Account &account)
    {
        if (!m_wish.dryRun)
            if (const auto removed = m_desk.accounts().remove(account.id).result(); !removed)
                return std::unexpected(removed.error());
        if (!m_wish.dryRun)
            if (const auto wiped = m_desk.database().run<void>([](Sql &sql) { return sql.wipe(); }).result();
                !wiped)
                return std::unexpected(wiped.error());
        if (!m_wish.dryRun) m_desk.note(u"user erased"_s, account.id);
        m_terminal.out << "user " << account.username << (m_wish.dryRun ? " would be removed" : " removed")
                       << Qt::endl;
        return {};
    }

    const ErasureWish &m_wish;
    AccountsDesk &m_desk;
    Terminal &m_terminal;
    QTemporaryDir m_copies;
    std::unique_ptr<FileStore> m_store;
    FileRemoval m_files;
    SqlErasure m_erasure;
    bool m_found = false;
};

} // namespace

int erase(const Config &config, const ErasureWish &wish, Terminal &terminal)
{
    AccountsDesk desk(terminal);
    if (const auto misfit = misfitOf(wish)) return desk.badUsage(*misfit);
    if (const auto there = requireDatabase(config.database); !there) return desk.fail(there.error());
    if (const auto code = desk.open(config)) return *code;
    const auto done = EraseVerb(config, wish, desk, terminal).run();
    return done ? kFine : desk.fail(done.error().detail);
}

} // namespace lectern::verbs
