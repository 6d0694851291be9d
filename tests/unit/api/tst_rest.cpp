// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/unit/api/ApiHouse.h"

using namespace lectern;
using namespace lectern::apitest;
using namespace Qt::StringLiterals;

/// What REST answers, over a real database, without sockets.
class RestTest : public QObject
{
    Q_OBJECT

    std::unique_ptr<ApiHouse> m_house;

    static QJsonObject send(const QString &text, const QString &ref = {})
    {
        QJsonObject frame{{u"messageType"_s, u"send"_s}, {u"message"_s, text}};
        if (!ref.isEmpty()) frame.insert(u"ref"_s, ref);
        return frame;
    }

    QString at(const QString &roomId, const QString &rest = {})
    {
        return u"/api/v1/rooms/"_s + roomId + rest;
    }

private Q_SLOTS:
    void init() { m_house = std::make_unique<ApiHouse>(); }
    void cleanup() { m_house.reset(); }

    void signsInAndKnowsTheBearer()
    {
        m_house->account(u"kim"_s);
        const auto in = m_house->call("POST"_ba, u"/api/v1/login"_s, {},
                                      QJsonObject{{u"username"_s, u"KIM"_s}, {u"password"_s, u"12345678"_s}});
        QCOMPARE(in.status, 200);
        QCOMPARE(in.json[u"user"_s][u"type"_s].toString(), u"teacher"_s);
        const QString token = in.json[u"token"_s].toString();
        QCOMPARE(m_house->call("GET"_ba, u"/api/v1/profile"_s, token).json[u"username"_s].toString(),
                 u"kim"_s);
        const auto fresh = m_house->call("POST"_ba, u"/api/v1/token/refresh"_s, token);
        QCOMPARE(m_house->call("GET"_ba, u"/api/v1/profile"_s, fresh.json[u"token"_s].toString()).status,
                 200);
        QCOMPARE(m_house->call("GET"_ba, u"/api/v1/profile"_s).code(), u"unauthorized"_s);
        QCOMPARE(m_house->call("GET"_ba, u"/api/v1/profile"_s, u"x.y.z"_s).code(), u"unauthorized"_s);
    }

    void slowsDownGuessingOnOneAccount()
    {
        m_house->account(u"kim"_s);
        m_house->account(u"lee"_s);
        const auto login = [&](const QString &who, const QString &password) {
            return m_house->call("POST"_ba, u"/api/v1/login"_s, {},
                                 QJsonObject{{u"username"_s, who}, {u"password"_s, password}});
        };
        for (int i = 0; i < 5; ++i)
            QCOMPARE(login(u"kim"_s, u"wrong"_s).code(), u"invalid_credentials"_s);
        const auto refused = login(u"kim"_s, u"12345678"_s);
        QCOMPARE(refused.status, 429);
        QVERIFY(refused.headers.value("Retry-After").toInt() >= 1);
        QCOMPARE(login(u"lee"_s, u"12345678"_s).status, 200);
        QCOMPARE(login(u"nobody"_s, u"12345678"_s).code(), u"invalid_credentials"_s);
    }

    void bodiesThatDoNotFitAreNamed()
    {
        for (const auto &body :
             {"["_ba, "[]"_ba, ""_ba, "{\"username\":1,\"password\":\"x\"}"_ba, "{\"username\":\"x\"}"_ba}) {
            const auto refused = m_house->call("POST"_ba, u"/api/v1/login"_s, {}, body);
            QCOMPARE(refused.status, 400);
            QCOMPARE(refused.code(), u"bad_request"_s);
            QVERIFY(refused.json[u"detail"_s].toString().contains(u"expected"_s));
        }
    }

    void aChangedPasswordAndASignOutEndOlderTokens()
    {
        const QString token = m_house->account(u"kim"_s);
        const auto change = [&](const QString &old, const QString &wish) {
            return m_house->call("POST"_ba, u"/api/v1/password"_s, token,
                                 QJsonObject{{u"old"_s, old}, {u"new"_s, wish}});
        };
        QCOMPARE(change(u"wrong"_s, u"another one"_s).code(), u"invalid_credentials"_s);
        QCOMPARE(change(u"12345678"_s, u"short"_s).status, 400);
        QCOMPARE(change(u"12345678"_s, u"another one"_s).status, 204);
        QCOMPARE(m_house->call("GET"_ba, u"/api/v1/profile"_s, token).status, 401);
        const QString other = m_house->account(u"lee"_s);
        QCOMPARE(m_house->call("POST"_ba, u"/api/v1/logout"_s, other).status, 204);
        QCOMPARE(m_house->call("GET"_ba, u"/api/v1/profile"_s, other).status, 401);
    }

    void registersWhereItIsOpen()
    {
        const QJsonObject wish{{u"name"_s, u"민준"_s}, {u"email"_s, u"mj@school.example"_s}};
        QCOMPARE(m_house->call("POST"_ba, u"/api/v1/register"_s, {}, wish).code(), u"registration_closed"_s);
        ApiHouse open(true);
        const auto made = open.call("POST"_ba, u"/api/v1/register"_s, {}, wish);
        QCOMPARE(made.status, 201);
        QCOMPARE(made.json[u"user"_s][u"type"_s].toString(), u"student"_s);
        QCOMPARE(open.call("POST"_ba, u"/api/v1/register"_s, {}, wish).code(), u"email_taken"_s);
        QCOMPARE(open.call("POST"_ba, u"/api/v1/register"_s, {},
                           QJsonObject{{u"name"_s, u"x"_s}, {u"email"_s, u"nothing"_s}})
                     .status,
                 400);
        QCOMPARE(
            open.call("POST"_ba, u"/api/v1/login"_s, {},
                      QJsonObject{{u"username"_s, u"mj@school.example"_s}, {u"password"_s, u"whatever"_s}})
                .status,
            401);
    }

    void accountsAreMadeAtAPace()
    {
        ApiHouse open(true);
        const auto registered = [&](const QString &email) {
            return open.call("POST"_ba, u"/api/v1/register"_s, {},
                             QJsonObject{{u"name"_s, u"민준"_s}, {u"email"_s, email}});
        };
        QCOMPARE(registered(u"a@school.example"_s).status, 201);
        // Who asks for e-mail addresses that are taken is slowed down as well.
        for (int i = 0; i < 4; ++i)
            QCOMPARE(registered(u"a@school.example"_s).status, 409);
        const auto refused = registered(u"b@school.example"_s);
        QCOMPARE(refused.code(), u"rate_limited"_s);
        QVERIFY(refused.headers.value("Retry-After").toInt() > 100);
    }

    void aTypoDoesNotCountButAGuessDoes()
    {
        const QString kim = m_house->account(u"kim"_s), lee = m_house->account(u"lee"_s);
        const QString mine = m_house->room(kim);
        const QString guest = m_house->guest(mine, u"민준"_s);
        for (int i = 0; i < 20; ++i)
            QCOMPARE(m_house->call("GET"_ba, at(u"kurz"_s), lee).code(), u"room_not_found"_s);
        QCOMPARE(m_house->call("GET"_ba, at(mine), lee).status, 200);
        for (int i = 0; i < 10; ++i)
            QCOMPARE(m_house->call("GET"_ba, at(u"ZZZZZZ"_s), lee).code(), u"room_not_found"_s);
        // The right code and a wrong one are told apart no more, but by those who are in there.
        QCOMPARE(m_house->call("GET"_ba, at(u"ZZZZZZ"_s), lee).code(), u"rate_limited"_s);
        QCOMPARE(m_house->call("GET"_ba, at(mine), lee).code(), u"rate_limited"_s);
        QCOMPARE(m_house->call("GET"_ba, at(mine), kim).status, 200);
        QCOMPARE(m_house->call("GET"_ba, at(mine), guest).status, 200);
    }

    void onePersonUploadsAtAPace()
    {
        const QString kim = m_house->account(u"kim"_s);
        const QString id = m_house->room(kim, {{u"name"_s, u"수학"_s}, {u"talk"_s, u"all"_s}});
        const QString minjun = m_house->guest(id, u"민준"_s), seoyeon = m_house->guest(id, u"서연"_s);
        for (int i = 0; i < 40; ++i)
            QCOMPARE(m_house->upload(id, minjun, "x"_ba, "text/plain"_ba).status, 201);
        QCOMPARE(m_house->upload(id, minjun, "x"_ba, "text/plain"_ba).code(), u"rate_limited"_s);
        QCOMPARE(m_house->upload(id, seoyeon, "x"_ba, "text/plain"_ba).status, 201);
    }

    void aClassIsItsHosts()
    {
        const QString kim = m_house->account(u"kim"_s), lee = m_house->account(u"lee"_s);
        const auto made =
            m_house->call("POST"_ba, u"/api/v1/rooms"_s, kim, QJsonObject{{u"name"_s, u"수학"_s}});
        QCOMPARE(made.status, 201);
        const QString id = made.json[u"id"_s].toString();
        QCOMPARE(made.json[u"room"_s].toString(), u"room:"_s + id);
        QCOMPARE(made.json[u"joinUrl"_s].toString(), u"http://school.example:8080/join/"_s + id);
        QCOMPARE(m_house->call("PATCH"_ba, at(id), lee, QJsonObject{{u"locked"_s, true}}).code(),
                 u"forbidden"_s);
        const auto changed = m_house->call("PATCH"_ba, at(id), kim,
                                           QJsonObject{{u"name"_s, u"영어"_s}, {u"talk"_s, u"all"_s}});
        QCOMPARE(changed.json[u"name"_s].toString(), u"영어"_s);
        QCOMPARE(changed.json[u"talk"_s].toString(), u"all"_s);
        QCOMPARE(m_house->call("PATCH"_ba, at(id), kim, QJsonObject{{u"talk"_s, u"some"_s}}).status, 400);
        QCOMPARE(m_house->call("DELETE"_ba, at(id), lee).code(), u"forbidden"_s);

        QCOMPARE(m_house->call("DELETE"_ba, at(id), kim).status, 204);
        QVERIFY(!m_house->call("GET"_ba, at(id), kim).json[u"endedAt"_s].toString().isEmpty());
        QCOMPARE(m_house->call("GET"_ba, at(id), lee).code(), u"room_not_found"_s);
        QCOMPARE(m_house->call("PATCH"_ba, at(id), kim, QJsonObject{{u"open"_s, true}}).status, 200);
        QCOMPARE(m_house->call("GET"_ba, at(id), lee).status, 200);
    }

    void onlyTeachersOpenAClass()
    {
        const QString student = m_house->account(u"s"_s, Role::Student);
        QCOMPARE(
            m_house->call("POST"_ba, u"/api/v1/rooms"_s, student, QJsonObject{{u"name"_s, u"x"_s}}).code(),
            u"forbidden"_s);
        const QJsonObject chat{{u"name"_s, u"x"_s}, {u"kind"_s, u"chat"_s}};
        QCOMPARE(m_house->call("POST"_ba, u"/api/v1/rooms"_s, student, chat).status, 201);
        QCOMPARE(m_house
                     ->call("POST"_ba, u"/api/v1/rooms"_s, student,
                            QJsonObject{{u"name"_s, u" "_s}, {u"kind"_s, u"chat"_s}})
                     .code(),
                 u"invalid_name"_s);
    }

    void listsWhatTheCallerMaySee()
    {
        const QString kim = m_house->account(u"kim"_s), student = m_house->account(u"s"_s, Role::Student);
        const QString hidden = m_house->room(kim), joined = m_house->room(kim);
        m_house->room(kim, {{u"name"_s, u"talk"_s}, {u"kind"_s, u"chat"_s}});
        const auto count = [&](const QString &token, const QString &query) {
            return m_house->call("GET"_ba, u"/api/v1/rooms"_s + query, token).json.array().size();
        };
        QCOMPARE(count(kim, {}), 3);
        QCOMPARE(count(student, {}), 1);
        QCOMPARE(count(student, u"?mine=true"_s), 0);
        QCOMPARE(m_house->call("POST"_ba, at(joined, u"/join"_s), student, QJsonObject{}).status, 200);
        QCOMPARE(count(student, {}), 2);
        QCOMPARE(count(student, u"?mine=true"_s), 1);
        QCOMPARE(count(m_house->guest(hidden, u"g"_s), {}), 1);
    }

    void guestsJoinByName()
    {
        const QString kim = m_house->account(u"kim"_s);
        const QString id = m_house->room(kim), other = m_house->room(kim);
        const auto join = [&](const QString &room, const QJsonObject &body) {
            return m_house->call("POST"_ba, at(room, u"/join"_s), {}, body);
        };
        const auto first = join(id.toLower(), {{u"name"_s, u" 민준\u202e "_s}, {u"device"_s, u"d1"_s}});
        QCOMPARE(first.status, 200);
        QCOMPARE(first.json[u"user"_s][u"name"_s].toString(), u"민준"_s);
        QCOMPARE(first.json[u"room"_s][u"id"_s].toString(), id);
        QCOMPARE(join(id, {{u"name"_s, u"민준"_s}}).json[u"user"_s][u"name"_s].toString(), u"민준 (2)"_s);
        QCOMPARE(join(id, {{u"name"_s, u"다른 이름"_s}, {u"device"_s, u"d1"_s}}).json[u"user"_s],
                 first.json[u"user"_s]);
        QCOMPARE(join(id, {{u"name"_s, u"  "_s}}).code(), u"invalid_name"_s);
        QCOMPARE(join(id, {{u"name"_s, 3}}).code(), u"bad_request"_s);
        QCOMPARE(join(u"AAAAAA"_s, {{u"name"_s, u"x"_s}}).code(), u"room_not_found"_s);
        QCOMPARE(join(u"nonsense!"_s, {{u"name"_s, u"x"_s}}).code(), u"room_not_found"_s);

        const QString token = first.json[u"token"_s].toString();
        QCOMPARE(m_house->call("GET"_ba, at(id, u"/participants"_s), token).status, 200);
        QCOMPARE(m_house->call("GET"_ba, at(other, u"/participants"_s), token).code(), u"forbidden"_s);
        QCOMPARE(m_house->call("PATCH"_ba, at(id), token, QJsonObject{{u"locked"_s, true}}).code(),
                 u"forbidden"_s);
        QCOMPARE(m_house->call("PATCH"_ba, at(id), kim, QJsonObject{{u"locked"_s, true}}).status, 200);
        QCOMPARE(join(id, {{u"name"_s, u"late"_s}}).code(), u"room_locked"_s);
        QCOMPARE(m_house->call("POST"_ba, at(id, u"/leave"_s), token).status, 204);
    }

    void messagesAreStoredOnceAndFound()
    {
        const QString kim = m_house->account(u"kim"_s), outsider = m_house->account(u"out"_s);
        const QString id = m_house->room(kim), path = at(id, u"/messages"_s);
        const QString student = m_house->guest(id, u"민준"_s), friendly = m_house->guest(id, u"서연"_s);
        const auto said = m_house->call("POST"_ba, path, kim, send(u"여러분 안녕하세요"_s, u"c1"_s));
        QCOMPARE(said.status, 201);
        QCOMPARE(said.json[u"seq"_s].toInt(), 1);
        const auto again = m_house->call("POST"_ba, path, kim, send(u"여러분 안녕하세요"_s, u"c1"_s));
        QCOMPARE(again.status, 200);
        QCOMPARE(again.json[u"id"_s], said.json[u"id"_s]);
        QCOMPARE(m_house->call("POST"_ba, path, student, send(u"질문 있어요"_s)).status, 201);
        QCOMPARE(m_house->call("POST"_ba, path, outsider, send(u"x"_s)).code(), u"forbidden"_s);
        QCOMPARE(m_house->call("POST"_ba, path, kim, send(u"x"_s.repeated(4001))).code(), u"text_too_long"_s);
        QCOMPARE(m_house->call("POST"_ba, path, kim, QJsonObject{{u"messageType"_s, u"shout"_s}}).code(),
                 u"unknown_type"_s);

        const auto count = [&](const QString &token, const QString &query) {
            return m_house->call("GET"_ba, path + query, token).json.array().size();
        };
        QCOMPARE(count(kim, {}), 2);
        QCOMPARE(count(student, {}), 2);
        QCOMPARE(count(friendly, {}), 1); // what a student says goes to the teacher
        QCOMPARE(count(kim, u"?q=%EC%95%88%EB%85%95"_s), 1);
        QCOMPARE(count(kim, u"?after=1"_s), 1);
        QCOMPARE(count(kim, u"?limit=1"_s), 1);
        for (const auto &bad : {u"?limit=0"_s, u"?after=-1"_s, u"?before=x"_s})
            QCOMPARE(m_house->call("GET"_ba, path + bad, kim).code(), u"bad_request"_s);

        const QString messageId = said.json[u"id"_s].toString();
        QCOMPARE(m_house->call("DELETE"_ba, path + u'/' + messageId, student).code(), u"forbidden"_s);
        QCOMPARE(m_house->call("DELETE"_ba, path + u'/' + messageId, kim).status, 204);
        QCOMPARE(count(kim, {}), 1);
        QCOMPARE(m_house->call("DELETE"_ba, path + u"/nothing"_s, kim).code(), u"message_not_found"_s);
    }

    void filesBelongToTheirRoom()
    {
        const QString kim = m_house->account(u"kim"_s), outsider = m_house->account(u"out"_s);
        const QString id = m_house->room(kim), student = m_house->guest(id, u"민준"_s);
        const auto stored =
            m_house->upload(id, student, "<svg onload=alert(1)>"_ba, "image/svg+xml"_ba, u"%EA%B0%80.svg"_s);
        QCOMPARE(stored.status, 201);
        QCOMPARE(stored.json[u"name"_s].toString(), u"가.svg"_s);
        const QString path = u"/api/v1/files/"_s + stored.json[u"id"_s].toString();
        const auto read = m_house->call("GET"_ba, path, kim);
        QCOMPARE(read.status, 200);
        QVERIFY(read.headers.value("Content-Disposition").startsWith("attachment;"));
        QVERIFY(read.headers.value("Content-Disposition").endsWith("filename*=UTF-8''%EA%B0%80.svg"));
        const QString link = stored.json[u"url"_s].toString();
        QCOMPARE(m_house->call("GET"_ba, link).status, 200);
        QCOMPARE(m_house->call("GET"_ba, link.chopped(2) + u"xx"_s).status, 401);
        QCOMPARE(m_house->call("GET"_ba, path).status, 401);
        QCOMPARE(m_house->call("GET"_ba, path, outsider).code(), u"forbidden"_s);
        QCOMPARE(m_house->call("GET"_ba, u"/api/v1/files/nothing"_s, kim).code(), u"file_not_found"_s);

        QCOMPARE(m_house->upload(id, student, "no picture"_ba, "image/png"_ba).code(),
                 u"unsupported_media_type"_s);
        QCOMPARE(m_house->upload(id, student, "\x89PNG\r\n\x1a\n and then nothing"_ba, "image/png"_ba).code(),
                 u"unsupported_media_type"_s);
        QCOMPARE(m_house->upload(id, student, QByteArray(1'000'001, 'x'), "text/plain"_ba).code(),
                 u"file_too_large"_s);
        QCOMPARE(m_house->upload(id, outsider, "x"_ba, "text/plain"_ba).code(), u"forbidden"_s);
        QCOMPARE(m_house->upload(id, {}, "x"_ba, "text/plain"_ba).code(), u"unauthorized"_s);
    }

    void attendanceIsTheHosts()
    {
        const QString kim = m_house->account(u"kim"_s), id = m_house->room(kim),
                      student = m_house->guest(id, u"=1+1"_s);
        QCOMPARE(m_house->call("GET"_ba, at(id, u"/attendance"_s), kim).status, 200);
        QCOMPARE(m_house->call("GET"_ba, at(id, u"/attendance"_s), student).code(), u"forbidden"_s);
    }
};

QTEST_GUILESS_MAIN(RestTest)
#include "tst_rest.moc"
