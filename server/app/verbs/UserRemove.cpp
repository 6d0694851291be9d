// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/app/verbs/AccountsDesk.h"
#include "server/store/SqlRoomStore.h"

namespace lectern::verbs {

using namespace Qt::StringLiterals;

namespace {

/// Codes of the classes that the account hosts and that have not ended.
Result<QStringList> openClasses(Database &database, const QString &userId)
{
    const auto rooms = SqlRoomStore(database).list(userId, true).result();
    if (!rooms) return std::unexpected(rooms.error());
    QStringList codes;
    for (const RoomInfo &room : *rooms)
        if (room.isHost(userId) && room.isOpen()) codes += room.id;
    return codes;
}

} // namespace

int userRemove(const Config &config, const QString &username, Terminal &terminal)
{
    AccountsDesk desk(terminal);
    if (const auto code = desk.open(config)) return *code;
    const auto account = desk.find(username);
    if (!account) return kFailed;
    const auto classes = openClasses(desk.database(), account->id);
    if (!classes) return desk.fail(classes.error().detail);
    const auto removed = desk.accounts().remove(account->id).result();
    if (!removed) return desk.fail(removed.error().detail);
    if (!*removed) return desk.fail(u"user \"%1\": there is no such account"_s.arg(username));
    desk.note(u"user removed"_s, account->username);
    terminal.out << "user " << account->username << " removed" << Qt::endl;
    if (!classes->isEmpty())
        terminal.out << "note: " << classes->size() << " of their classes "
                     << (classes->size() == 1 ? "is" : "are") << " open still (" << classes->join(u", "_s)
                     << "): without a host a class ends by itself" << Qt::endl;
    return kFine;
}

} // namespace lectern::verbs
