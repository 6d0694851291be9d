// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/session/Account.h"

#include "common/client/WhenDone.h"
#include "common/protocol/RoomCode.h"

using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace lectern {

Account::Account(QObject *parent)
    : QObject(parent)
{
    m_refreshTimer.setSingleShot(true);
    connect(&m_refreshTimer, &QTimer::timeout, this, &Account::refreshToken);
}

Account::~Account() = default;

void Account::signIn(const QUrl &server, const QString &username, const QString &password,
                     const QSslCertificate &authority)
{
    signOut();
    m_api = std::make_unique<ApiClient>(server);
    if (!authority.isNull()) m_api->trust(authority);
    whenDone(m_api->login(username, password), m_api.get(), [this](const ApiResult<api::Login> &login) {
        if (login) {
            welcome(*login);
            return;
        }
        // The client is at work in this very call.
        m_api.release()->deleteLater();
        Q_EMIT signInFailed(login.error());
    });
}

void Account::cancelSignIn()
{
    if (!m_signedIn) m_api.reset();
}

void Account::signOut()
{
    m_refreshTimer.stop();
    if (m_api) m_api.release()->deleteLater();
    m_rooms.clear();
    m_user = {};
    if (!std::exchange(m_signedIn, false)) return;
    Q_EMIT signedOut();
}

QUrl Account::server() const
{
    return m_api ? m_api->server() : QUrl();
}

void Account::welcome(const api::Login &login)
{
    if (login.user.type == "student"_L1) {
        ApiError error;
        error.kind = ApiError::Kind::Refused;
        error.status = 403;
        error.problem = {ErrorCode::Forbidden, u"a teacher's account is needed"_s};
        m_api.release()->deleteLater();
        Q_EMIT signInFailed(error);
        return;
    }
    m_user = login.user;
    m_signedIn = true;
    scheduleRefresh(login.expiresAt);
    Q_EMIT signedIn();
}

void Account::scheduleRefresh(const QDateTime &expiresAt)
{
    const auto left = std::chrono::milliseconds(QDateTime::currentDateTimeUtc().msecsTo(expiresAt));
    // A wrong clock must not make a storm of calls; QTimer counts to 24 days.
    m_refreshTimer.start(std::clamp<std::chrono::milliseconds>(left / 2, 10s, 24h));
}

void Account::refreshToken()
{
    whenDone(m_api->refreshToken(), m_api.get(), [this](const ApiResult<api::Login> &login) {
        if (!login) {
            // Refused for good is told by the next thing that the teacher does.
            if (login.error().kind != ApiError::Kind::Refused) m_refreshTimer.start(30s);
            return;
        }
        m_api->setToken(login->token);
        scheduleRefresh(login->expiresAt);
        Q_EMIT tokenChanged(login->token);
    });
}

void Account::refreshRooms()
{
    if (!m_signedIn) return;
    whenDone(m_api->rooms(true), m_api.get(), [this](const ApiResult<QList<api::Room>> &rooms) {
        if (!rooms) {
            Q_EMIT failed(rooms.error());
            return;
        }
        takeRooms(*rooms);
        Q_EMIT roomsRefreshed();
    });
}

void Account::createRoom(const QString &name, Talk talk)
{
    whenDone(m_api->createRoom({.name = name, .kind = RoomKind::Class, .talk = talk}), m_api.get(),
             [this](const ApiResult<api::Room> &room) { takeRoom(room); });
}

void Account::enterRoom(const QString &roomId)
{
    whenDone(m_api->room(roomId), m_api.get(), [this, roomId](const ApiResult<api::Room> &room) {
        if (!room || !room->endedAt.isValid()) {
            takeRoom(room);
            return;
        }
        whenDone(m_api->reopenRoom(roomId), m_api.get(),
                 [this](const ApiResult<api::Room> &reopened) { takeRoom(reopened); });
    });
}

void Account::visitRoom(const QString &code)
{
    whenDone(m_api->room(code), m_api.get(), [this](const ApiResult<api::Room> &room) { visit(room); });
}

void Account::visit(const ApiResult<api::Room> &room)
{
    if (!room) {
        Q_EMIT visitFailed(room.error());
    } else if (room->kind != RoomKind::Class || room->endedAt.isValid()) {
        ApiError error{.kind = ApiError::Kind::Refused, .problem = {}, .detail = {}};
        error.problem.code = room->kind == RoomKind::Class ? ErrorCode::ClassEnded : ErrorCode::RoomNotFound;
        Q_EMIT visitFailed(error);
    } else if (room->isHeldBy(m_user.id)) {
        Q_EMIT roomReady(*room);
    } else {
        join(room->id);
    }
}

void Account::join(const QString &roomId)
{
    whenDone(m_api->join(roomId, m_user.name), m_api.get(), [this](const ApiResult<api::Joined> &joined) {
        if (joined) {
            Q_EMIT roomReady(joined->room);
        } else {
            Q_EMIT visitFailed(joined.error());
        }
    });
}

void Account::enterRoomNamed(const QString &nameOrCode)
{
    whenDone(m_api->rooms(true), m_api.get(), [this, nameOrCode](const ApiResult<QList<api::Room>> &rooms) {
        if (!rooms) {
            Q_EMIT failed(rooms.error());
            return;
        }
        takeRooms(*rooms);
        const auto code = roomcode::normalized(nameOrCode);
        for (int row = 0; row < m_rooms.rowCount(); ++row) {
            const auto *room = m_rooms.roomAt(row);
            if ((!code.isEmpty() && room->id == code) ||
                (room->name == nameOrCode && !room->endedAt.isValid())) {
                enterRoom(room->id);
                return;
            }
        }
        if (code.isEmpty())
            createRoom(nameOrCode, Talk::Teacher);
        else
            enterRoomCoded(code, nameOrCode);
    });
}

/// Six letters that are no room's code are a name.
void Account::enterRoomCoded(const QString &code, const QString &name)
{
    whenDone(m_api->room(code), m_api.get(), [this, name](const ApiResult<api::Room> &room) {
        const bool isNobodys = !room && room.error().kind == ApiError::Kind::Refused &&
                               room.error().problem.code == ErrorCode::RoomNotFound;
        if (isNobodys)
            createRoom(name, Talk::Teacher);
        else
            visit(room);
    });
}

void Account::takeRoom(const ApiResult<api::Room> &room)
{
    if (room) {
        Q_EMIT roomReady(*room);
    } else {
        Q_EMIT failed(room.error());
    }
}

// Where one was only a visitor is nothing to go on with.
void Account::takeRooms(QList<api::Room> rooms)
{
    rooms.removeIf(
        [this](const api::Room &room) { return room.kind != RoomKind::Class || !room.isHeldBy(m_user.id); });
    m_rooms.setRooms(std::move(rooms));
}

} // namespace lectern
