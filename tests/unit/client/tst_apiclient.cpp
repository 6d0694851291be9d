// SPDX-License-Identifier: GPL-3.0-or-later
#include "HttpPeer.h"
#include "common/client/ApiClient.h"

#include <QtCore/QJsonObject>
#include <QtTest/QTest>

using namespace lectern;
using namespace lectern::test;
using namespace Qt::StringLiterals;
using Kind = ApiError::Kind;

namespace {

const QByteArray kRoom = R"({"id":"FTYXPM","room":"room:FTYXPM","name":"수학","kind":"class","talk":"all",)"
                         R"("locked":true,"joinUrl":"http://h/join/FTYXPM",)"
                         R"("host":{"id":"u_t","name":"김선생","online":true},)"
                         R"("participants":3,"createdAt":"2026-11-21T01:02:03.456Z"})";

template <typename T> ApiResult<T> waited(const QFuture<ApiResult<T>> &future)
{
    if (!QTest::qWaitFor([&] { return future.isFinished(); })) qFatal("no answer came");
    return future.result();
}

} // namespace

/// The REST client against canned answers: what it asks, and what it makes of what comes back.
class ApiClientTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void loginKeepsTheToken()
    {
        HttpPeer peer;
        peer.answerJson(R"({"token":"a.b.c","expiresAt":"2026-11-21T01:02:03.456Z",
                            "user":{"id":"u_t","username":"kim","name":"김선생","type":"teacher"}})");
        ApiClient client(peer.url());
        const auto login = waited(client.login(u"kim"_s, u"비밀 \"번호\""_s));
        QVERIFY(login);
        QCOMPARE(login->user.name, u"김선생"_s);
        QVERIFY(login->expiresAt.isValid());
        QCOMPARE(client.token(), u"a.b.c"_s);
        QCOMPARE(peer.asked.at(0).line, "POST /api/v1/login HTTP/1.1"_ba);
        QVERIFY(peer.asked.at(0).head.contains("Content-Type: application/json"));
        const QJsonObject sent{{"username"_L1, u"kim"_s}, {"password"_L1, u"비밀 \"번호\""_s}};
        QCOMPARE(QJsonDocument::fromJson(peer.asked.at(0).body).object(), sent);

        peer.answerJson(R"({"id":"u_t","username":"kim","name":"김선생","type":"teacher"})");
        QCOMPARE(waited(client.profile())->username, u"kim"_s);
        QVERIFY(peer.asked.at(1).head.contains("Authorization: Bearer a.b.c"));
    }

    void readsRooms()
    {
        HttpPeer peer;
        ApiClient client(peer.url());
        peer.answerJson(kRoom, 201);
        const auto room = waited(client.createRoom({.name = u"수학"_s, .talk = Talk::All, .history = false}));
        QVERIFY(room);
        QCOMPARE(room->id, u"FTYXPM"_s);
        QCOMPARE(room->talk, Talk::All);
        QVERIFY(room->locked && room->host.online && !room->endedAt.isValid());
        QCOMPARE(room->participants, 3);
        QCOMPARE(QJsonDocument::fromJson(peer.asked.at(0).body).object(),
                 QJsonObject({{"name"_L1, u"수학"_s},
                              {"kind"_L1, u"class"_s},
                              {"talk"_L1, u"all"_s},
                              {"history"_L1, false}}));

        peer.answerJson("[" + kRoom + "," + kRoom + "]");
        QCOMPARE(waited(client.rooms(true))->size(), 2);
        QCOMPARE(peer.asked.at(1).line, "GET /api/v1/rooms?mine=true HTTP/1.1"_ba);
    }

    void asksWhatTheContractNames_data()
    {
        QTest::addColumn<int>("call");
        QTest::addColumn<QByteArray>("line");
        QTest::addColumn<QByteArray>("body");
        const auto row = [](int call, const char *line, const char *body) {
            QTest::newRow(line) << call << QByteArray(line) << QByteArray(body);
        };
        row(0, "PATCH /api/v1/rooms/FTYXPM", R"({"locked":true})");
        row(1, "PATCH /api/v1/rooms/FTYXPM", R"({"open":true})");
        row(2, "DELETE /api/v1/rooms/FTYXPM", "");
        row(3, "POST /api/v1/rooms/FTYXPM/join", R"({"device":"d1","name":"민준"})");
        row(4, "POST /api/v1/rooms/FTYXPM/leave", "{}");
        row(5, "GET /api/v1/rooms/FTYXPM/participants", "");
        row(6, "GET /api/v1/rooms/FTYXPM/messages?before=42&limit=10&q=%EC%88%99%EC%A0%9C%201%2B1", "");
        row(7, "POST /api/v1/logout", "{}");
        row(8, "POST /api/v1/token/refresh", "{}");
        row(9, "GET /api/v1/rooms/..%2Fprofile", "");
    }
    void asksWhatTheContractNames()
    {
        QFETCH(int, call);
        QFETCH(QByteArray, line);
        QFETCH(QByteArray, body);
        HttpPeer peer;
        peer.answerJson("{}");
        ApiClient client(peer.url());
        const QString id = u"FTYXPM"_s;
        switch (call) {
        case 0:
            client.updateRoom(id, {.name = {}, .talk = {}, .locked = true});
            break;
        case 1:
            client.reopenRoom(id);
            break;
        case 2:
            client.endRoom(id);
            break;
        case 3:
            client.join(id, u"민준"_s, u"d1"_s);
            break;
        case 4:
            client.leave(id);
            break;
        case 5:
            client.participants(id);
            break;
        case 6:
            client.messages(id, {.before = 42, .limit = 10, .search = u"숙제 1+1"_s});
            break;
        case 7:
            client.logout();
            break;
        case 8:
            client.refreshToken();
            break;
        case 9:
            client.room(u"../profile"_s);
            break;
        }
        QTRY_COMPARE(peer.asked.size(), 1);
        QCOMPARE(peer.asked.at(0).line, line + " HTTP/1.1");
        QCOMPARE(peer.asked.at(0).body, body);
    }

    void readsPeopleAndMessages()
    {
        HttpPeer peer;
        ApiClient client(peer.url());
        peer.answerJson(R"([{"id":"u_1","name":"민준","type":"student","serverId":"s","online":false,
                             "joinedAt":"2026-11-21T01:02:03.456Z","lastReadMessage":"","handRaisedAt":null}])");
        const auto people = waited(client.participants(u"FTYXPM"_s));
        QCOMPARE(people->at(0).name, u"민준"_s);
        QVERIFY(!people->at(0).online);
        peer.answerJson(R"([{"messageType":"send","message":"안녕","seq":1,"id":"01J"}])");
        const auto messages = waited(client.messages(u"FTYXPM"_s));
        QCOMPARE(payloadOf<payload::Text>(messages->at(0))->text, u"안녕"_s);
        QVERIFY(peer.asked.at(1).line.contains("/messages?limit=50 "));
        peer.answerWith(204, "text/plain", "");
        QVERIFY(waited(client.endRoom(u"FTYXPM"_s)));
    }

    void aProblemSaysWhatAndWhen()
    {
        HttpPeer peer;
        peer.answerWith(429, "application/problem+json; charset=utf-8",
                        R"({"status":429,"title":"Too many requests","detail":"wait","code":"rate_limited"})",
                        "Retry-After: 7\r\n");
        ApiClient client(peer.url());
        const auto login = waited(client.login(u"a"_s, u"b"_s));
        QVERIFY(!login);
        QCOMPARE(login.error().kind, Kind::Refused);
        QCOMPARE(login.error().status, 429);
        QCOMPARE(login.error().problem.code, ErrorCode::RateLimited);
        QCOMPARE(login.error().detail, u"wait"_s);
        QCOMPARE(login.error().retryAfter, 7);
        QVERIFY(client.token().isEmpty());
    }

    void answersThatAreNotLecterns_data()
    {
        QTest::addColumn<QByteArray>("answer");
        QTest::addColumn<Kind>("kind");
        const auto http = [](const char *status, const char *type, const char *body, const char *more = "") {
            return QByteArray("HTTP/1.1 ") + status + "\r\nContent-Type: " + type + "\r\n" + more +
                   "Content-Length: " + QByteArray::number(qstrlen(body)) + "\r\n\r\n" + body;
        };
        QTest::newRow("a page") << http("200 OK", "text/html", "<html>") << Kind::NotLectern;
        QTest::newRow("other JSON") << http("200 OK", "application/json", "{\"a\":1}") << Kind::NotLectern;
        QTest::newRow("an array") << http("200 OK", "application/json", "[]") << Kind::NotLectern;
        QTest::newRow("nothing") << http("200 OK", "application/json", "") << Kind::NotLectern;
        QTest::newRow("a page's 404") << http("404 Not Found", "text/html", "no") << Kind::NotLectern;
        QTest::newRow("leads elsewhere")
            << http("301 Moved", "text/html", "", "Location: https://h/\r\n") << Kind::NotLectern;
        QTest::newRow("a proxy alone") << http("502 Bad Gateway", "text/html", "bad") << Kind::Unreachable;
        QTest::newRow("cut off") << QByteArray("HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\n{")
                                 << Kind::Unreachable;
    }
    void answersThatAreNotLecterns()
    {
        QFETCH(QByteArray, answer);
        QFETCH(Kind, kind);
        HttpPeer peer;
        peer.answerRaw(answer);
        ApiClient client(peer.url());
        const auto profile = waited(client.profile());
        QVERIFY(!profile);
        QCOMPARE(profile.error().kind, kind);
        QVERIFY(!profile.error().detail.isEmpty());
    }

    void nobodyListens()
    {
        QUrl nobody;
        {
            const HttpPeer gone;
            nobody = gone.url();
        }
        ApiClient client(nobody);
        const auto profile = waited(client.profile());
        QVERIFY(!profile);
        QCOMPARE(profile.error().kind, Kind::Unreachable);
        QCOMPARE(profile.error().status, 0);
    }

    void whoWaitsGetsAnAnswerWhenTheClientGoes()
    {
        HttpPeer peer;
        peer.keepSilent();
        auto client = std::make_unique<ApiClient>(peer.url());
        const auto profile = client->profile();
        QTRY_COMPARE(peer.asked.size(), 1);
        client.reset();
        QVERIFY(profile.isFinished());
        QCOMPARE(profile.result().error().kind, Kind::Canceled);
    }

    void downloadsWithTheTokenOnlyFromItsServer()
    {
        HttpPeer peer, stranger;
        peer.answerWith(200, "image/png", "bytes");
        stranger.answerWith(200, "image/png", "other");
        ApiClient client(peer.url());
        client.setToken(u"secret"_s);
        QCOMPARE(waited(client.download(u"/api/v1/files/f1?sig=a%2Bb"_s)).value(), "bytes"_ba);
        QCOMPARE(peer.asked.at(0).line, "GET /api/v1/files/f1?sig=a%2Bb HTTP/1.1"_ba);
        QVERIFY(peer.asked.at(0).head.contains("Bearer secret"));
        QCOMPARE(waited(client.download(stranger.url().toString() + u"/x"_s)).value(), "other"_ba);
        QVERIFY(!stranger.asked.at(0).head.contains("secret"));
    }
};

QTEST_GUILESS_MAIN(ApiClientTest)
#include "tst_apiclient.moc"
