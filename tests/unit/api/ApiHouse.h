// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/api/AttendanceApi.h"
#include "server/api/AuthApi.h"
#include "server/api/FilesApi.h"
#include "server/api/MessagesApi.h"
#include "server/api/RoomsApi.h"
#include "server/api/SeatsApi.h"
#include "server/api/UploadsApi.h"
#include "server/auth/Passwords.h"
#include "server/auth/Tokens.h"
#include "server/broker/LocalBroker.h"
#include "server/domain/Hub.h"
#include "server/files/DirectoryFileStore.h"
#include "server/files/FileParts.h"
#include "server/files/SignedLink.h"
#include "server/files/StoredAttachments.h"
#include "server/presence/MemoryPresence.h"
#include "server/store/Accounts.h"
#include "server/store/AuditLog.h"
#include "server/store/Database.h"
#include "server/store/RevokedTokens.h"
#include "server/store/SqlAttendanceLog.h"
#include "server/store/SqlAwaitedPeople.h"
#include "server/store/SqlBallotBox.h"
#include "server/store/SqlClassRegister.h"
#include "server/store/SqlErasure.h"
#include "server/store/SqlMessageLog.h"
#include "server/store/SqlRoomStore.h"
#include "server/store/SqlStorageQuota.h"
#include "server/transport/Guarded.h"

#include <QCoroTask>
#include <QtCore/QJsonDocument>
#include <QtCore/QTemporaryDir>
#include <QtTest/QTest>

namespace lectern::apitest {

using namespace Qt::StringLiterals;

/// The whole of REST over a database of its own, asked through the router: everything but sockets.
class ApiHouse
{
public:
    explicit ApiHouse(bool registrationOpen = false)
        : auth({registrationOpen, std::chrono::seconds(3600), 40, {.rate = 0.001, .burst = 5}}, access,
               accounts, revoked, tokens, throttle)
    {
        if (!database.open(u"sqlite:"_s + dir.filePath(u"lectern.db"_s)) || !inbox.open()) qFatal("no house");
        auth.addTo(router);
        roomsApi.addTo(router);
        seats.addTo(router);
        messages.addTo(router);
        filesApi.addTo(router);
        uploadsApi.addTo(router);
        attendanceApi.addTo(router);
    }

    struct Answer
    {
        int status = 0;
        QJsonDocument json;
        HttpHeaders headers;

        QString code() const { return json[u"code"_s].toString(); }
    };

    Answer call(const QByteArray &method, const QString &target, const QString &token = {},
                const QByteArray &body = {})
    {
        HttpRequest request = head(method, target, token);
        const Router::Match match = router.match(method, request.path);
        if (!match.handler) qFatal("nothing answers %s", qPrintable(target));
        request.parameters = match.parameters;
        request.body = body;
        const HttpResponse response = QCoro::waitFor((*match.handler)(request));
        return answered(response);
    }

    Answer call(const QByteArray &method, const QString &target, const QString &token,
                const QJsonObject &body)
    {
        return call(method, target, token, QJsonDocument(body).toJson());
    }

    Answer upload(const QString &roomId, const QString &token, const QByteArray &bytes,
                  const QByteArray &contentType, const QString &name = u"x"_s)
    {
        HttpRequest request = head("POST"_ba, u"/api/v1/rooms/"_s + roomId + u"/files?name="_s + name, token);
        request.parameters.insert(u"id"_s, roomId);
        request.headers.add("Content-Type"_ba, contentType);
        return send(filesApi.uploadEndpoint(), request, bytes);
    }

    /// A resumable upload is made, or goes on; `fields` beside those of every such request.
    Answer tus(const QByteArray &method, const QString &target, const QString &token, const QByteArray &bytes,
               const QList<std::pair<QByteArray, QByteArray>> &fields)
    {
        HttpRequest request = head(method, target, token);
        request.headers.add("Tus-Resumable"_ba, "1.0.0"_ba);
        for (const auto &[field, value] : fields)
            request.headers.add(field, value);
        const auto endpoints = uploadsApi.uploadEndpoints();
        const auto &endpoint = method == "POST" ? endpoints.front() : endpoints.back();
        request.parameters = *PathPattern(endpoint.pattern).match(request.path);
        return send(endpoint, request, bytes);
    }

    /// An account; its token.
    QString account(const QString &username, Role role = Role::Teacher,
                    const QString &password = u"12345678"_s)
    {
        Account account;
        account.username = username;
        account.name = username;
        account.role = role;
        account.passwordHash = passwords::hash(password).result();
        const auto created = accounts.create(account).result();
        if (!created) qFatal("no account");
        const QDateTime now = QDateTime::currentDateTimeUtc();
        return tokens.issue({created->account.person(), {}, 0, now, now.addSecs(60)});
    }

    /// A room of that account; its code.
    QString room(const QString &token, const QJsonObject &wish = {{u"name"_s, u"수학"_s}})
    {
        return call("POST"_ba, u"/api/v1/rooms"_s, token, wish).json[u"id"_s].toString();
    }

    /// A guest of that room; their token.
    QString guest(const QString &roomId, const QString &name)
    {
        return call("POST"_ba, u"/api/v1/rooms/"_s + roomId + u"/join"_s, {}, QJsonObject{{u"name"_s, name}})
            .json[u"token"_s]
            .toString();
    }

    QTemporaryDir dir;
    Database database;
    Accounts accounts{database};
    RevokedTokens revoked{database};
    SqlRoomStore roomStore{database};
    SqlMessageLog log{database};
    SqlAttendanceLog attendance{database, u"s1"_s};
    Inbox inbox{dir.filePath(u"files"_s)};
    FileParts files{{},
                    database,
                    inbox,
                    std::make_shared<DirectoryFileStore>(dir.filePath(u"files"_s)),
                    [this](FileRecord ended) { return hub.announceFile(ended.roomId, attachmentOf(ended)); }};
    SignedLink links{"secret"_ba};
    StoredAttachments attachments{files.records, files.removal, links};
    SqlStorageQuota quota{database, 0, 0};
    SqlBallotBox ballots{database};
    SqlErasure erasure{database, files.removal};
    SqlAwaitedPeople awaited{database, u"s1"_s};
    SqlClassRegister people{database};
    AuditLog audit{database};
    MemoryPresence presence;
    LocalBroker broker;
    Tokens tokens{"0123456789abcdef0123456789abcdef"_ba};
    Authenticator authenticator{tokens, accounts, revoked, roomStore};
    LoginThrottle throttle;
    Hub hub{RoomContext{.options = {.limits = {}, .serverId = u"s1"_s},
                        .store = roomStore,
                        .log = log,
                        .attendance = attendance,
                        .presence = presence,
                        .broker = broker,
                        .attachments = attachments,
                        .ballots = ballots,
                        .quota = quota,
                        .erasure = erasure,
                        .awaited = awaited,
                        .people = people,
                        .audit = audit}};
    RoomFinder finder{hub, roomStore, {.rate = 0.001, .burst = 10}};
    Access access{authenticator, hub, finder, roomStore};
    RoomJson json{QUrl()};
    AuthApi auth;
    RoomsApi roomsApi{access, hub, roomStore, quota, json};
    SeatsApi seats{access, hub, finder, tokens, json, std::chrono::seconds(3600)};
    MessagesApi messages{access, hub, log, attachments, audit};
    UploadGate gate{access, hub, quota, attachments, 1'000'000, {.rate = 0.001, .burst = 40}};
    FilesApi filesApi{access, files, gate, links};
    UploadsApi uploadsApi{access, files, gate};
    AttendanceApi attendanceApi{access, attendance};
    Router router;

private:
    /// The whole body, as the Gateway hands it on.
    Answer send(const UploadEndpoint &endpoint, HttpRequest request, const QByteArray &bytes)
    {
        request.headers.add("Content-Length"_ba, QByteArray::number(bytes.size()));
        UploadAdmission admitted = QCoro::waitFor(guardedUpload(endpoint.admit, request));
        if (const auto *refusal = std::get_if<HttpResponse>(&admitted)) return answered(*refusal);
        const auto sink = std::get<std::shared_ptr<UploadSink>>(admitted);
        if (!bytes.isEmpty())
            if (const auto taken = sink->take(bytes); !taken)
                return answered(HttpResponse::problem(taken.error()));
        return answered(QCoro::waitFor(sink->finish()));
    }

    static Answer answered(const HttpResponse &response)
    {
        return {response.status, QJsonDocument::fromJson(response.body), response.headers};
    }

    static HttpRequest head(const QByteArray &method, const QString &target, const QString &token)
    {
        HttpRequest request;
        request.method = method;
        request.target = target.toUtf8();
        request.path = target.section(u'?', 0, 0);
        request.query = QUrlQuery(target.section(u'?', 1));
        request.headers.add("Host"_ba, "school.example:8080"_ba);
        if (!token.isEmpty()) request.headers.add("Authorization"_ba, "Bearer "_ba + token.toLatin1());
        return request;
    }
};

} // namespace lectern::apitest
