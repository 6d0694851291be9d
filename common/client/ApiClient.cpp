// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/client/ApiClient.h"

#include "common/client/Answer.h"
#include "common/client/Download.h"
#include "common/client/RestShapes.h"
#include "common/client/TusCalls.h"
#include "common/protocol/Codec.h"

#include <QtCore/QJsonArray>
#include <QtCore/QLocale>
#include <QtCore/QPointer>
#include <QtCore/QTimeZone>
#include <QtCore/QUrlQuery>
#include <QtNetwork/QNetworkAccessManager>
#include <QtNetwork/QNetworkRequest>
#include <QtNetwork/QSslConfiguration>

#include <chrono>

namespace lectern {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

/// Without a byte in either direction for so long a call is given up.
constexpr std::chrono::milliseconds kStalled = 30s;

/// The same for an export, whose first byte comes when all of it is ready.
constexpr std::chrono::milliseconds kExporting = 10min;

QString roomPath(const QString &roomId, const QString &rest = {})
{
    return u"/rooms/"_s + QString::fromLatin1(QUrl::toPercentEncoding(roomId)) + rest;
}

} // namespace

class ApiClient::Private
{
public:
    QNetworkRequest request(const QUrl &url) const;
    QNetworkRequest apiRequest(const QString &path, const QUrlQuery &query = {}) const;
    QNetworkReply *get(const QString &path, const QUrlQuery &query = {});
    QNetworkReply *sendJson(const QByteArray &verb, const QString &path, const QJsonObject &body);

    QUrl server;
    QString token;
    QSslConfiguration tls = QSslConfiguration::defaultConfiguration();
    QNetworkAccessManager network;
};

QNetworkRequest ApiClient::Private::request(const QUrl &url) const
{
    QNetworkRequest request(url);
    request.setTransferTimeout(int(kStalled.count()));
    request.setAttribute(QNetworkRequest::RedirectPolicyAttribute, QNetworkRequest::ManualRedirectPolicy);
    const bool ours = url.scheme() == server.scheme() && url.authority() == server.authority();
    if (ours) request.setSslConfiguration(tls);
    if (ours && !token.isEmpty()) request.setRawHeader("Authorization", "Bearer " + token.toUtf8());
    return request;
}

QNetworkRequest ApiClient::Private::apiRequest(const QString &path, const QUrlQuery &query) const
{
    QUrl url = server;
    url.setPath(u"/api/v1"_s + path, QUrl::TolerantMode);
    url.setQuery(query);
    return request(url);
}

QNetworkReply *ApiClient::Private::get(const QString &path, const QUrlQuery &query)
{
    return network.get(apiRequest(path, query));
}

QNetworkReply *ApiClient::Private::sendJson(const QByteArray &verb, const QString &path,
                                            const QJsonObject &body)
{
    QNetworkRequest json = apiRequest(path);
    json.setHeader(QNetworkRequest::ContentTypeHeader, u"application/json"_s);
    return network.sendCustomRequest(json, verb, QJsonDocument(body).toJson(QJsonDocument::Compact));
}

ApiClient::ApiClient(QUrl server, QObject *parent)
    : QObject(parent)
    , d(std::make_unique<Private>())
{
    d->server = std::move(server);
}

ApiClient::~ApiClient()
{
    // Who waits for an answer gets one.
    const auto waiting = d->network.findChildren<QNetworkReply *>();
    for (QNetworkReply *reply : waiting) {
        reply->setProperty(rest::kCanceled, true);
        reply->abort();
    }
}

QUrl ApiClient::server() const
{
    return d->server;
}
QString ApiClient::token() const
{
    return d->token;
}
void ApiClient::setToken(const QString &token)
{
    d->token = token;
}

void ApiClient::trust(const QSslCertificate &authority)
{
    // What is set by hand is all there is: the system's have to be named, too.
    d->tls.setCaCertificates(QSslConfiguration::systemCaCertificates() << authority);
}

QSslConfiguration ApiClient::tls() const
{
    return d->tls;
}

QFuture<ApiResult<api::Login>> ApiClient::keepToken(QNetworkReply *reply)
{
    return rest::objectAnswer<api::Login>(reply, [client = QPointer(this)](const QJsonObject &object) {
        auto login = rest::loginFromJson(object);
        if (login && client) client->setToken(login->token);
        return login;
    });
}

QFuture<ApiResult<api::Login>> ApiClient::login(const QString &username, const QString &password)
{
    return keepToken(
        d->sendJson("POST"_ba, u"/login"_s, {{"username"_L1, username}, {"password"_L1, password}}));
}

QFuture<ApiResult<api::Login>> ApiClient::refreshToken()
{
    return keepToken(d->sendJson("POST"_ba, u"/token/refresh"_s, {}));
}

QFuture<ApiResult<void>> ApiClient::logout()
{
    return rest::emptyAnswer(d->sendJson("POST"_ba, u"/logout"_s, {}));
}

QFuture<ApiResult<api::User>> ApiClient::profile()
{
    return rest::objectAnswer<api::User>(d->get(u"/profile"_s), rest::userFromJson);
}

QFuture<ApiResult<api::Room>> ApiClient::createRoom(const api::NewRoom &room)
{
    return rest::objectAnswer<api::Room>(d->sendJson("POST"_ba, u"/rooms"_s, rest::toJson(room)),
                                         rest::roomFromJson);
}

QFuture<ApiResult<QList<api::Room>>> ApiClient::rooms(bool mine)
{
    QUrlQuery query;
    if (mine) query.addQueryItem(u"mine"_s, u"true"_s);
    return rest::listAnswer<api::Room>(d->get(u"/rooms"_s, query), rest::roomFromJson);
}

QFuture<ApiResult<api::Room>> ApiClient::room(const QString &roomId)
{
    return rest::objectAnswer<api::Room>(d->get(roomPath(roomId)), rest::roomFromJson);
}

QFuture<ApiResult<api::Room>> ApiClient::updateRoom(const QString &roomId, const payload::RoomUpdate &change)
{
    return rest::objectAnswer<api::Room>(d->sendJson("PATCH"_ba, roomPath(roomId), rest::toJson(change)),
                                         rest::roomFromJson);
}

QFuture<ApiResult<api::Room>> ApiClient::reopenRoom(const QString &roomId)
{
    return rest::objectAnswer<api::Room>(d->sendJson("PATCH"_ba, roomPath(roomId), {{"open"_L1, true}}),
                                         rest::roomFromJson);
}

QFuture<ApiResult<void>> ApiClient::endRoom(const QString &roomId)
{
    return rest::emptyAnswer(d->network.deleteResource(d->apiRequest(roomPath(roomId))));
}

QFuture<ApiResult<api::Joined>> ApiClient::join(const QString &roomId, const QString &name,
                                                const QString &device)
{
    QJsonObject body{{"name"_L1, name}};
    if (!device.isEmpty()) body.insert("device"_L1, device);
    return rest::objectAnswer<api::Joined>(d->sendJson("POST"_ba, roomPath(roomId, u"/join"_s), body),
                                           rest::joinedFromJson);
}

QFuture<ApiResult<void>> ApiClient::leave(const QString &roomId)
{
    return rest::emptyAnswer(d->sendJson("POST"_ba, roomPath(roomId, u"/leave"_s), {}));
}

QFuture<ApiResult<QList<api::Ban>>> ApiClient::bans(const QString &roomId)
{
    return rest::listAnswer<api::Ban>(d->get(roomPath(roomId, u"/bans"_s)), rest::banFromJson);
}

QFuture<ApiResult<void>> ApiClient::liftBan(const QString &roomId, const QString &personId)
{
    return rest::emptyAnswer(
        d->network.deleteResource(d->apiRequest(roomPath(roomId, u"/bans/"_s + personId))));
}

QFuture<ApiResult<QList<Participant>>> ApiClient::participants(const QString &roomId)
{
    return rest::listAnswer<Participant>(d->get(roomPath(roomId, u"/participants"_s)), participantFromJson);
}

QFuture<ApiResult<QList<api::Attendee>>> ApiClient::attendance(const QString &roomId)
{
    return rest::listAnswer<api::Attendee>(d->get(roomPath(roomId, u"/attendance"_s)),
                                           rest::attendeeFromJson);
}

QFuture<ApiResult<QStringList>> ApiClient::roster(const QString &roomId)
{
    return rest::objectAnswer<QStringList>(d->get(roomPath(roomId, u"/roster"_s)), rest::namesFromJson);
}

QFuture<ApiResult<QStringList>> ApiClient::setRoster(const QString &roomId, const QStringList &names)
{
    return rest::objectAnswer<QStringList>(d->sendJson("PUT"_ba, roomPath(roomId, u"/roster"_s),
                                                       {{"names"_L1, QJsonArray::fromStringList(names)}}),
                                           rest::namesFromJson);
}

QFuture<ApiResult<QList<Message>>> ApiClient::messages(const QString &roomId, const api::HistoryPage &page)
{
    QUrlQuery query;
    if (page.before >= 0) query.addQueryItem(u"before"_s, QString::number(page.before));
    query.addQueryItem(u"limit"_s, QString::number(page.limit));
    if (!page.search.isEmpty())
        query.addQueryItem(u"q"_s, QString::fromLatin1(QUrl::toPercentEncoding(page.search)));
    return rest::listAnswer<Message>(d->get(roomPath(roomId, u"/messages"_s), query),
                                     [](const QJsonObject &object) { return messageFromJson(object); });
}

std::unique_ptr<Download> ApiClient::exportRoom(const QString &roomId, QIODevice *target)
{
    QUrlQuery query;
    const QByteArray zone = QTimeZone::systemTimeZoneId();
    if (!zone.isEmpty()) query.addQueryItem(u"timezone"_s, QString::fromLatin1(zone.toPercentEncoding()));
    QNetworkRequest request = d->apiRequest(roomPath(roomId, u"/export"_s), query);
    request.setRawHeader("Accept-Language", QLocale().bcp47Name().toLatin1());
    request.setTransferTimeout(int(kExporting.count()));
    return std::make_unique<Download>(d->network.get(request), target);
}

TusCalls ApiClient::uploads()
{
    return TusCalls(d->network, [this](const QString &path) { return d->apiRequest(path); });
}

QFuture<ApiResult<QByteArray>> ApiClient::download(const QString &url)
{
    return rest::answer<QByteArray>(d->network.get(d->request(d->server.resolved(QUrl(url)))), rest::bodyOf);
}

std::unique_ptr<Download> ApiClient::download(const QString &url, QIODevice *target)
{
    return std::make_unique<Download>(d->network.get(d->request(d->server.resolved(QUrl(url)))), target);
}

} // namespace lectern
