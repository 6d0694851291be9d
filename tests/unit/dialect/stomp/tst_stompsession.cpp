// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/auth/Deadlines.h"
#include "server/dialect/stomp/StompSession.h"
#include "tests/unit/dialect/FakeSocket.h"
#include "tests/unit/domain/ClassFixture.h"

#include <QtTest/QTest>

using namespace lectern;
using namespace lectern::house;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

/// Conversations of one client with a class, without a socket, a disk or a Redis.
class StompSessionTest : public ClassFixture
{
    Q_OBJECT

    /// Tokens are "teacher", "민준", "guest of ROOM"; "slow …" is answered later.
    QFuture<Result<Identity>> identify(const QString &token)
    {
        Identity identity;
        identity.person = {u"u_"_s + token, token, PersonType::Student};
        if (token == "teacher"_L1) identity.person = m_teacher;
        if (token == "bad"_L1)
            return QtFuture::makeReadyFuture(Result<Identity>(problem(ErrorCode::Unauthorized, u"no"_s)));
        if (token.startsWith("guest of "_L1)) identity.claims.roomId = token.sliced(9);
        if (token == "brief"_L1) identity.claims.expiresAt = QDateTime::currentDateTimeUtc().addMSecs(150);
        return later<Identity>(identity);
    }

    struct Client
    {
        std::unique_ptr<test::FakeSocket> socket = std::make_unique<test::FakeSocket>();

        void send(QByteArray text) { Q_EMIT socket->received(text.replace("^@", QByteArray(1, '\0'))); }
        void drop(MessageSocket::End how) { Q_EMIT socket->closed(how); }
        /// Everything so far that begins with that command.
        QList<QByteArray> of(const QByteArray &command) const
        {
            QList<QByteArray> found;
            for (const QByteArray &frame : socket->sent)
                if (frame.startsWith(command + '\n')) found.append(frame);
            return found;
        }
        bool has(const QByteArray &command, const QByteArray &part) const
        {
            return std::ranges::any_of(of(command),
                                       [&](const QByteArray &frame) { return frame.contains(part); });
        }
        qsizetype count(const QByteArray &command) const { return of(command).size(); }
    };

    Deadlines m_ends;
    std::vector<std::unique_ptr<RoomFinder>> m_finders;
    std::vector<std::unique_ptr<RoomDoor>> m_doors; ///< the last one leads to the node that is there
    void openDoor()
    {
        m_finders.push_back(std::make_unique<RoomFinder>(m_node->hub, m_shared->store, Pace{}));
        m_doors.push_back(std::make_unique<RoomDoor>(
            m_node->hub, *m_finders.back(), [this](const QString &t) { return identify(t); },
            [this](QObject *session, const TokenClaims &claims, const auto &stopped) {
                m_ends.set(session, claims.expiresAt,
                           [stopped] { stopped({ErrorCode::TokenExpired, u"over"_s}); });
            }));
    }

    Client open(StompPatience patience = {})
    {
        Client client;
        new StompSession(*client.socket, *m_doors.back(), Approach{}, patience);
        return client;
    }

    Client signedIn(const QByteArray &token = "민준", const QByteArray &version = "1.2",
                    const QByteArray &more = {}, StompPatience patience = {})
    {
        Client client = open(patience);
        client.send("CONNECT\naccept-version:" + version + "\nAuthorization:Bearer " + token + "\n" + more +
                    "\n^@");
        [&] { QTRY_COMPARE(client.count("CONNECTED"), 1); }();
        return client;
    }

    void subscribe(Client &client, const QByteArray &id = "s", const QByteArray &more = {})
    {
        client.send("SUBSCRIBE\nid:" + id + "\nreceipt:sub-" + id + "\n" + more + "destination:/topic/room/" +
                    m_info.id.toUtf8() + "\n\n^@");
        [&] { QTRY_VERIFY(client.has("RECEIPT", "receipt-id:sub-" + id + "\n")); }();
    }

    QByteArray say(const QByteArray &text, const QByteArray &more = {})
    {
        return "SEND\n" + more + "destination:/app/room/" + m_info.id.toUtf8() + "\n\n{\"message\":\"" +
               text + "\"}^@";
    }

    void expectError(Client &client, const QByteArray &code, int closeCode)
    {
        QTRY_COMPARE(client.socket->closeCode, closeCode);
        QCOMPARE(client.count("ERROR"), 1);
        QVERIFY2(client.of("ERROR")[0].contains("\nmessage:" + code + '\n'),
                 client.of("ERROR")[0].constData());
        QCOMPARE(client.socket->sent.last(), client.of("ERROR")[0]);
    }

private Q_SLOTS:
    void init()
    {
        ClassFixture::init();
        openDoor();
        makeRoom(Talk::All);
        m_info.id = u"ABCDEF"_s; // codes of the house have digits
        RoomInfo info = m_shared->store.rooms.begin().value();
        info.id = m_info.id;
        m_shared->store.rooms.insert(m_info.id, info);
    }

    void subscribesSpeaksAndHears()
    {
        Listener host;
        enter(host, m_teacher);
        Client client = signedIn();
        QVERIFY(client.of("CONNECTED")[0].contains("\nversion:1.2\n"));
        QVERIFY(client.of("CONNECTED")[0].contains("\nuser-name:u_민준\n"));
        subscribe(client);
        QTRY_COMPARE(host.seen(MessageType::Join), QStringList{u"민준"_s});
        client.send(say("안녕하세요", "receipt:1\n"));
        QTRY_COMPARE(host.texts(), QStringList{u"안녕하세요"_s});
        QTRY_VERIFY(client.has("RECEIPT", "receipt-id:1\n"));
        QCOMPARE(client.count("MESSAGE"), 1);
        QVERIFY(client.has("MESSAGE", "\"type\":\"TALK\""));
        room()->say(&host, text(u"네"_s));
        QTRY_COMPARE(client.count("MESSAGE"), 2);
        QVERIFY(!client.has("MESSAGE", "\"type\":\"JOIN\""));
    }

    void keepsTheOrderOfFrames()
    {
        Client client = open();
        // All at once, before anything is answered: CONNECT and SUBSCRIBE take their time.
        client.send(
            "CONNECT\naccept-version:1.2\npasscode:민준\n\n^@SUBSCRIBE\nid:s\ndestination:/topic/room/" +
            m_info.id.toUtf8() + "\n\n^@" + say("하나") + say("둘") + "DISCONNECT\nreceipt:bye\n\n^@");
        QTRY_COMPARE(client.socket->closeCode, 1000);
        QCOMPARE(client.count("ERROR"), 0);
        QCOMPARE(client.socket->sent.last(), QByteArray("RECEIPT\nreceipt-id:bye\n\n\0", 25));
        QCOMPARE(m_shared->log.rooms[m_info.id].size(), 2);
    }

    void leavesWhenToldTo_data()
    {
        QTest::addColumn<QByteArray>("farewell");
        QTest::newRow("UNSUBSCRIBE") << QByteArray("UNSUBSCRIBE\nid:s\n\n^@");
        QTest::newRow("DISCONNECT") << QByteArray("DISCONNECT\n\n^@");
    }
    void leavesWhenToldTo()
    {
        QFETCH(QByteArray, farewell);
        Listener host;
        enter(host, m_teacher);
        Client client = signedIn();
        subscribe(client);
        client.send(farewell);
        QCOMPARE(room()->count(), 1);
        QTRY_COMPARE(host.seen(MessageType::Leave), QStringList{u"민준"_s});
    }

    void keepsTheSeatOfWhoDrops()
    {
        Listener host;
        enter(host, m_teacher);
        Client client = signedIn();
        subscribe(client);
        client.drop(MessageSocket::End::Dropped);
        QTRY_VERIFY(!room()->participants().last().online);
        QCOMPARE(room()->count(), 2);
        Client again = signedIn();
        subscribe(again);
        QVERIFY(room()->participants().last().online);
        QCOMPARE(host.seen(MessageType::Leave), QStringList());
    }

    void sharesOneSeatBetweenSubscriptions()
    {
        Client client = signedIn();
        subscribe(client, "a");
        subscribe(client, "b");
        client.send(say("안녕"));
        QTRY_COMPARE(client.count("MESSAGE"), 2);
        client.send("UNSUBSCRIBE\nid:a\n\n^@" + say("또"));
        QTRY_COMPARE(client.count("MESSAGE"), 3);
        QCOMPARE(room()->count(), 1);
        client.send("UNSUBSCRIBE\nid:b\n\n^@");
        QCOMPARE(room()->count(), 0);
    }

    void saysGoodbyeOnceTheClassHasEnded()
    {
        Listener host;
        enter(host, m_teacher);
        Client client = signedIn();
        subscribe(client);
        room()->say(&host, frame(MessageType::Close));
        expectError(client, "class_ended", 4410);
        QVERIFY(client.has("MESSAGE", "\"reason\":\"class_ended\""));
        QVERIFY(client.has("MESSAGE", "\"sender\":\"u_민준\""));
    }

    void staysInItsOtherRooms()
    {
        RoomInfo other = m_shared->store.rooms.value(m_info.id);
        other.id = u"GHJKMN"_s;
        m_shared->store.rooms.insert(other.id, other);
        Listener host;
        enter(host, m_teacher);
        Client client = signedIn();
        subscribe(client);
        client.send("SUBSCRIBE\nid:o\nreceipt:o\ndestination:/topic/room/GHJKMN\n\n^@");
        QTRY_VERIFY(client.has("RECEIPT", "receipt-id:o\n"));
        Message kick = frame(MessageType::Kick, payload::Kick{});
        kick.target = u"u_민준"_s;
        room()->say(&host, kick);
        QTRY_VERIFY(client.has("MESSAGE", "\"reason\":\"kicked\""));
        client.send("SEND\nreceipt:r\ndestination:/app/room/GHJKMN\n\n{\"message\":\"여기는\"}^@");
        QTRY_VERIFY(client.has("RECEIPT", "receipt-id:r\n"));
        QCOMPARE(client.socket->closeCode, 0);
    }

    void isReplacedByAnotherLine()
    {
        Client first = signedIn();
        subscribe(first);
        Client second = signedIn();
        subscribe(second);
        expectError(first, "replaced", 4409);
        QVERIFY(first.has("MESSAGE", "\"reason\":\"replaced\""));
        QCOMPARE(second.socket->closeCode, 0);
    }

    void isSentElsewhereWithoutALeave()
    {
        Client client = signedIn();
        subscribe(client);
        m_node->hub.drain(1s);
        expectError(client, "going_away", 1001);
        QVERIFY(client.of("ERROR")[0].contains("\"reconnectIn\":1"));
        QCOMPARE(client.count("MESSAGE"), 0);
    }

    void refusesToSpeakToNobody()
    {
        Client client = signedIn();
        client.send(say("누구 있어요?", "receipt:7\n"));
        expectError(client, "nobody_there", 1008);
        QVERIFY(client.has("ERROR", "\nreceipt-id:7\n"));
    }

    void speaksToARoomThatItIsNotIn()
    {
        Listener host;
        enter(host, m_teacher);
        Client client = signedIn();
        client.send(say("밖에서", "receipt:7\n"));
        QTRY_VERIFY(client.has("RECEIPT", "receipt-id:7\n"));
        QCOMPARE(host.texts(), QStringList{u"밖에서"_s});
        QCOMPARE(room()->count(), 1);
    }

    void refusesWithoutAnythingElse_data()
    {
        QTest::addColumn<QByteArray>("frames");
        QTest::addColumn<QByteArray>("code");
        QTest::addColumn<int>("closeCode");
        const auto row = [](const char *name, QByteArray frames, QByteArray code, int closeCode) {
            QTest::newRow(name) << frames << code << closeCode;
        };
        row("an unknown command", "SHOUT\n\n^@", "bad_request", 4400);
        row("CONNECT twice", "CONNECT\npasscode:민준\n\n^@", "bad_request", 4400);
        row("a broken frame", "SEND\nnonsense\n\n^@", "bad_request", 4400);
        row("SUBSCRIBE without id", "SUBSCRIBE\ndestination:/topic/room/ABCDEF\n\n^@", "bad_request", 4400);
        row("SUBSCRIBE to nothing", "SUBSCRIBE\nid:1\n\n^@", "bad_request", 4400);
        row("SUBSCRIBE to no room", "SUBSCRIBE\nid:1\ndestination:/topic/room/ZZZZZZ\n\n^@", "room_not_found",
            1008);
        row("SUBSCRIBE, the id twice",
            "SUBSCRIBE\nid:1\ndestination:/topic/room/ABCDEF\n\n^@SUBSCRIBE\nid:1\ndestination:/topic/room/"
            "ABCDEF\n\n^@",
            "bad_request", 4400);
        row("UNSUBSCRIBE without id", "UNSUBSCRIBE\n\n^@", "bad_request", 4400);
        row("SEND to no room", "SEND\ndestination:/app/room/ZZZZZZ\n\n{\"message\":\"a\"}^@",
            "room_not_found", 1008);
        row("SEND of no JSON", "SEND\ndestination:/app/room/ABCDEF\n\nhello^@", "bad_request", 4400);
        row("ACK of nothing", "ACK\nid:9-abc\n\n^@", "bad_request", 4400);
        row("ACK without id", "ACK\n\n^@", "bad_request", 4400);
        row("BEGIN without a name", "BEGIN\n\n^@", "bad_request", 4400);
        row("BEGIN twice", "BEGIN\ntransaction:t\n\n^@BEGIN\ntransaction:t\n\n^@", "bad_request", 4400);
        row("COMMIT of nothing", "COMMIT\ntransaction:t\n\n^@", "bad_request", 4400);
        row("ABORT of nothing", "ABORT\ntransaction:t\n\n^@", "bad_request", 4400);
        row("SEND in no transaction",
            "SEND\ntransaction:t\ndestination:/app/room/ABCDEF\n\n{\"message\":\"a\"}^@", "bad_request",
            4400);
    }
    void refusesWithoutAnythingElse()
    {
        QFETCH(QByteArray, frames);
        QFETCH(QByteArray, code);
        QFETCH(int, closeCode);
        Client client = signedIn();
        client.send(frames);
        expectError(client, code, closeCode);
        client.send(say("still here?"));
        QCOMPARE(client.socket->sent.last(), client.of("ERROR")[0]);
    }

    void letsNobodyInWithoutAToken_data()
    {
        QTest::addColumn<QByteArray>("frame");
        QTest::addColumn<QByteArray>("code");
        QTest::newRow("none") << QByteArray("CONNECT\n\n^@") << QByteArray("unauthorized");
        QTest::newRow("a bad one") << QByteArray("STOMP\naccept-version:1.2\nAuthorization:Bearer bad\n\n^@")
                                   << QByteArray("unauthorized");
        QTest::newRow("another frame first")
            << QByteArray("SUBSCRIBE\nid:1\n\n^@") << QByteArray("unauthorized");
        QTest::newRow("an unknown version")
            << QByteArray("CONNECT\naccept-version:3.0\npasscode:민준\n\n^@") << QByteArray("bad_request");
    }
    void letsNobodyInWithoutAToken()
    {
        QFETCH(QByteArray, frame);
        QFETCH(QByteArray, code);
        Client client = open();
        client.send(frame);
        expectError(client, code, code == "bad_request" ? 4400 : 1008);
        QVERIFY(client.has("ERROR", "\nversion:1.0,1.1,1.2\n"));
    }

    void refusesSilence()
    {
        Client client = open({.connect = 50ms});
        client.send("\n");
        expectError(client, "unauthorized", 1008);
    }

    void endsWithTheToken()
    {
        Client client = signedIn("brief");
        expectError(client, "token_expired", 4401);
    }

    void keepsAGuestToTheirRoom()
    {
        Client client = signedIn("guest of ZZZZZZ");
        client.send("SUBSCRIBE\nid:1\ndestination:/topic/room/ABCDEF\n\n^@");
        expectError(client, "forbidden", 1008);
    }

    void beatsAndWantsToHearBeats()
    {
        Client client = signedIn("민준", "1.2", "heart-beat:1,1000\n", {.silence = -9'700ms});
        // 10 s are agreed on for the client, and 300 ms are left of them here.
        expectError(client, "too_slow", 1008);
        Client another = signedIn("서연", "1.2", "heart-beat:0,1000\n");
        QTRY_VERIFY(another.socket->sent.contains("\n"));
        QCOMPARE(another.socket->closeCode, 0);
    }

    void hearsBeats()
    {
        Client client = signedIn("민준", "1.2", "heart-beat:1,0\n", {.silence = -9'700ms});
        for (int i = 0; i < 8; ++i) {
            QTest::qWait(100);
            client.send("\n");
        }
        QCOMPARE(client.socket->closeCode, 0);
    }

    void wantsAcksSettled_data()
    {
        QTest::addColumn<QByteArray>("version");
        QTest::newRow("1.0") << QByteArray("1.0");
        QTest::newRow("1.1") << QByteArray("1.1");
        QTest::newRow("1.2") << QByteArray("1.2");
    }
    void wantsAcksSettled()
    {
        QFETCH(QByteArray, version);
        Client client = signedIn("민준", version);
        subscribe(client, "s", "ack:client-individual\n");
        client.send(say("하나"));
        QTRY_COMPARE(client.count("MESSAGE"), 1);
        const QByteArray message = client.of("MESSAGE")[0];
        const auto header = [&](const QByteArray &name) {
            const qsizetype begin = message.indexOf("\n" + name + ":") + 1;
            return begin > 0 ? message.sliced(begin, message.indexOf('\n', begin) - begin + 1) : QByteArray();
        };
        QByteArray ack = header("message-id");
        if (version == "1.1") ack += "subscription:s\n";
        if (version == "1.2") ack = "id" + header("ack").sliced(3);
        client.send("ACK\nreceipt:a\n" + ack + "\n^@");
        QVERIFY(client.has("RECEIPT", "receipt-id:a\n"));
        client.send("NACK\n" + ack + "\n^@");
        expectError(client, "bad_request", 4400);
    }

    void takesALateAckOfWhatHasEnded()
    {
        Client client = signedIn();
        subscribe(client, "a");
        client.send("UNSUBSCRIBE\nid:a\n\n^@ACK\nreceipt:late\nid:1-01J\n\n^@");
        QVERIFY(client.has("RECEIPT", "receipt-id:late\n"));
    }

    void commitsWhatWasSaidTogether()
    {
        Client client = signedIn();
        subscribe(client);
        client.send("BEGIN\ntransaction:t\n\n^@" + say("하나", "transaction:t\nreceipt:1\n") +
                    say("둘", "transaction:t\n"));
        QVERIFY(client.has("RECEIPT", "receipt-id:1\n"));
        QVERIFY(m_shared->log.rooms[m_info.id].isEmpty());
        client.send("COMMIT\ntransaction:t\nreceipt:c\n\n^@");
        QVERIFY(!client.has("RECEIPT", "receipt-id:c\n")); // not stored yet
        QTRY_VERIFY(client.has("RECEIPT", "receipt-id:c\n"));
        QCOMPARE(m_shared->log.rooms[m_info.id].size(), 2);
        QCOMPARE(client.count("MESSAGE"), 2);
    }

    void forgetsWhatIsAborted()
    {
        Client client = signedIn();
        subscribe(client);
        client.send("BEGIN\ntransaction:t\n\n^@" + say("하나", "transaction:t\n") +
                    "ABORT\ntransaction:t\nreceipt:a\n\n^@" + say("둘"));
        QTRY_COMPARE(client.count("MESSAGE"), 1);
        QVERIFY(client.has("RECEIPT", "receipt-id:a\n"));
        QVERIFY(client.has("MESSAGE", "둘"));
    }

    void refusesWhatTheLogDoesNotTake()
    {
        Client client = signedIn();
        subscribe(client);
        m_shared->log.broken = true;
        client.send(say("하나", "receipt:1\n"));
        expectError(client, "storage_unavailable", 1011);
        QVERIFY(client.has("ERROR", "\nreceipt-id:1\n"));
    }

    void refusesTooManyFrames()
    {
        RoomOptions options = quick();
        options.limits.rate = 1;
        options.limits.burst = 3;
        restartNode(options);
        openDoor();
        Client client = signedIn();
        subscribe(client);
        client.send(
            QByteArray("BEGIN\ntransaction:a\n\n^@BEGIN\ntransaction:b\n\n^@BEGIN\ntransaction:c\n\n^@"));
        expectError(client, "rate_limited", 4429);
    }

    void refusesMoreThanCanBeKept()
    {
        RoomOptions options = quick();
        options.limits.queue = 50'000;
        restartNode(options);
        openDoor();
        Client client = open();
        client.send("CONNECT\npasscode:민준\n\n^@"); // who that is takes a moment
        client.send(QByteArray(60'000, 'x'));
        expectError(client, "rate_limited", 4429);
    }

    void bearsAnEndAtAnyMoment()
    {
        for (int steps = 0; steps < 8; ++steps) {
            Client client = open();
            client.send(
                "CONNECT\naccept-version:1.2\npasscode:민준\n\n^@SUBSCRIBE\nid:s\ndestination:/topic/room/" +
                m_info.id.toUtf8() + "\n\n^@" + say("하나"));
            for (int i = 0; i < steps; ++i)
                QCoreApplication::processEvents();
            client.drop(MessageSocket::End::Dropped);
            client.socket.reset();
        }
        QTRY_COMPARE(room()->count(), 0);
    }
};

QTEST_GUILESS_MAIN(StompSessionTest)
#include "tst_stompsession.moc"
