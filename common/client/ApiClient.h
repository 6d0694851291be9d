// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/protocol/Message.h"
#include "common/protocol/Problem.h"

#include <QtCore/QDateTime>
#include <QtCore/QFuture>
#include <QtCore/QJsonDocument>
#include <QtCore/QObject>
#include <QtCore/QUrl>

#include <functional>
#include <memory>

class QIODevice;
class QNetworkReply;
class QSslCertificate;
class QSslConfiguration;

namespace lectern {

class Download;
class TusCalls;

/// What went wrong with a call: the server's problem, or why it could not be asked.
struct ApiError
{
    enum class Kind {
        Refused,      ///< the server answered with a problem
        HostNotFound, ///< the name does not resolve
        Unreachable,  ///< nothing listens there, or no way to it
        Timeout,
        Tls,        ///< certificate not accepted, or no TLS there
        NotLectern, ///< something answered that is not a Lectern server
        Canceled,
    };
    Kind kind = Kind::Unreachable;
    int status = 0;     ///< HTTP; 0 without an answer
    Problem problem;    ///< for Refused
    QString detail;     ///< for a person, in English
    int retryAfter = 0; ///< seconds; 0: not said
};

template <typename T> using ApiResult = std::expected<T, ApiError>;

namespace api {

struct User
{
    QString id;
    QString username;
    QString name;
    QString type; ///< teacher, admin or student
};

struct Login
{
    QString token;
    QDateTime expiresAt;
    User user;
};

struct Room
{
    QString id; ///< six letters
    QString name;
    RoomKind kind = RoomKind::Class;
    Talk talk = Talk::Teacher;
    bool locked = false;
    bool history = true;
    QUrl joinUrl;
    payload::Host host;
    QStringList assistants; ///< user ids: they hold the class together with its host
    int participants = 0;
    QDateTime createdAt;
    QDateTime endedAt; ///< invalid while open

    /// Whether the class is theirs, or they hold it together with its host.
    bool isHeldBy(const QString &userId) const { return host.id == userId || assistants.contains(userId); }
};

struct NewRoom
{
    QString name;
    RoomKind kind = RoomKind::Class;
    std::optional<Talk> talk = {};
    bool history = true;
};

/// Who was in a class, and when.
struct Attendee
{
    struct Stay
    {
        QDateTime from;
        QDateTime to; ///< invalid while they are there
    };

    QString id;
    QString name;
    QString realName; ///< empty where none was given
    PersonType type = PersonType::Student;
    QList<Stay> intervals; ///< the first first
    qint64 totalSeconds = 0;
};

/// A part of a room's history, from its end.
struct HistoryPage
{
    qint64 before = -1; ///< a seq; -1: the newest
    int limit = 50;
    QString search = {}; ///< only messages in which this stands
};

/// Somebody who may not come in again.
struct Ban
{
    QString id;
    QString name;
    QDateTime bannedAt;
};

struct Joined
{
    QString token;
    User user;
    Room room;
};

} // namespace api

/// The REST interface of a server, typed. Every call answers on the calling thread. No call blocks.
/// Every call is answered: those still under way when the client is destroyed are Canceled.
class ApiClient : public QObject
{
    Q_OBJECT

public:
    /// `server`: scheme, host and port, for instance http://127.0.0.1:8080.
    explicit ApiClient(QUrl server, QObject *parent = nullptr);
    ~ApiClient() override;

    QUrl server() const;
    QString token() const;
    void setToken(const QString &token); ///< sent as bearer with every call
    /// Besides the system's authorities this one is believed, too, when it vouches for the server.
    void trust(const QSslCertificate &authority);
    /// How calls are secured, for whatever else talks to this server.
    QSslConfiguration tls() const;

    /// On success the token is kept, too.
    QFuture<ApiResult<api::Login>> login(const QString &username, const QString &password);
    QFuture<ApiResult<api::Login>> refreshToken();
    QFuture<ApiResult<void>> logout();
    QFuture<ApiResult<api::User>> profile();

    QFuture<ApiResult<api::Room>> createRoom(const api::NewRoom &room);
    QFuture<ApiResult<QList<api::Room>>> rooms(bool mine);
    QFuture<ApiResult<api::Room>> room(const QString &roomId);
    QFuture<ApiResult<api::Room>> updateRoom(const QString &roomId, const payload::RoomUpdate &change);
    QFuture<ApiResult<api::Room>> reopenRoom(const QString &roomId);
    QFuture<ApiResult<void>> endRoom(const QString &roomId);

    QFuture<ApiResult<api::Joined>> join(const QString &roomId, const QString &name,
                                         const QString &device = {});
    QFuture<ApiResult<void>> leave(const QString &roomId);
    /// The oldest first.
    QFuture<ApiResult<QList<api::Ban>>> bans(const QString &roomId);
    QFuture<ApiResult<void>> liftBan(const QString &roomId, const QString &personId);
    QFuture<ApiResult<QList<Participant>>> participants(const QString &roomId);
    QFuture<ApiResult<QList<api::Attendee>>> attendance(const QString &roomId);
    /// The names that students may tap when they come in.
    QFuture<ApiResult<QStringList>> roster(const QString &roomId);
    /// No names: there is no roster any more.
    QFuture<ApiResult<QStringList>> setRoster(const QString &roomId, const QStringList &names);
    /// The oldest first.
    QFuture<ApiResult<QList<Message>>> messages(const QString &roomId, const api::HistoryPage &page = {});
    /// The whole class as one zip: messages, files, attendance, and a page to read it in the language of
    /// QLocale() and this computer's time zone. `target` is open for writing and outlives the download. The
    /// first byte comes when all of it is ready, which may take minutes. `rate_limited` while this class is
    /// being exported already.
    std::unique_ptr<Download> exportRoom(const QString &roomId, QIODevice *target);

    /// The requests of which an Upload is made. They end with the client.
    TusCalls uploads();

    /// The bytes of a file by its attachment's url.
    QFuture<ApiResult<QByteArray>> download(const QString &url);
    /// The same into a device, as exportRoom().
    std::unique_ptr<Download> download(const QString &url, QIODevice *target);

private:
    QFuture<ApiResult<api::Login>> keepToken(QNetworkReply *reply);

    class Private;
    std::unique_ptr<Private> d;
};

} // namespace lectern
