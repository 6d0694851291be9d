// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/dialect/NativeAdmission.h"

#include "common/protocol/RoomCode.h"
#include "server/auth/Origins.h"
#include "server/dialect/RoomDoor.h"
#include "server/domain/Hub.h"

#include <QCoroFuture>

namespace lectern {

using namespace Qt::StringLiterals;

namespace {

constexpr int kMostHistory = 1'000; ///< messages that a newcomer may ask for

/// A number from `least` up, `otherwise` when it was not given.
Result<qint64> number(const HttpHead &head, const QString &name, qint64 least, qint64 otherwise)
{
    if (!head.query.hasQueryItem(name)) return otherwise;
    bool ok = false;
    const QString text = head.queryValue(name);
    const qint64 value = text.toLongLong(&ok);
    if (!ok || value < least)
        return problem(ErrorCode::BadRequest,
                       u"%1: expected a number from %2 up, got \"%3\""_s.arg(name).arg(least).arg(text));
    return value;
}

Result<Entrance> wishes(const HttpHead &head)
{
    Entrance entrance;
    const auto since = number(head, u"since"_s, 0, -1);
    if (!since) return std::unexpected(since.error());
    const auto history = number(head, u"history"_s, 0, 50);
    if (!history) return std::unexpected(history.error());
    entrance.since = *since;
    entrance.epoch = head.queryValue(u"epoch"_s);
    entrance.history = int(std::min<qint64>(*history, kMostHistory));
    return entrance;
}

} // namespace

QCoro::Task<Result<QString>> NativeAdmission::newClass(Identity identity) const
{
    if (!identity.account || identity.person.type != PersonType::Teacher)
        co_return problem(ErrorCode::BadRequest,
                          u"room: expected a room's code; only a teacher gets a new room"_s);
    // A named value, not a braced one within the co_await: g++ 12 destroys the parts of such an aggregate
    // twice.
    const NewRoom wish{.name = identity.person.name};
    const auto made = co_await m_hub.create(identity.person, wish);
    if (!made) co_return std::unexpected(made.error());
    co_return made->id;
}

QCoro::Task<Result<NativeTicket>> NativeAdmission::admit(HttpHead head, std::optional<QString> code) const
{
    auto entrance = wishes(head);
    if (!entrance) co_return std::unexpected(entrance.error());
    const auto identity = co_await m_authenticator.identify(socketToken(head));
    if (!identity) co_return std::unexpected(identity.error());
    if (!origins::isAllowed(head, m_allowedOrigins))
        co_return problem(ErrorCode::Forbidden, u"Origin: this site is not in allowed_origins"_s);

    QString roomId;
    if (code) {
        roomId = roomcode::addressed(*code);
        if (roomId.isEmpty()) co_return problem(ErrorCode::RoomNotFound, u"room: expected six letters"_s);
    } else {
        const auto made = co_await newClass(*identity);
        if (!made) co_return std::unexpected(made.error());
        roomId = *made;
    }

    const Seeker seeker{head.peer, *identity};
    const auto found = co_await m_finder.open(seeker, roomId);
    if (!found) co_return std::unexpected(found.error());
    if (!identity->mayEnter(roomId))
        co_return problem(ErrorCode::Forbidden, u"this token is good for another room"_s);
    entrance->asked = Entrance::Clock::now();
    const auto member = co_await m_hub.admit(found->room, identity->person, QString());
    if (!member) co_return std::unexpected(member.error());
    entrance->member = *member;
    co_return NativeTicket{found->room, *identity, *entrance};
}

} // namespace lectern
