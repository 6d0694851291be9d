// SPDX-License-Identifier: GPL-3.0-or-later
#include "HttpPeer.h"
#include "RoomPeer.h"
#include "common/client/RoomConnection.h"

#include <QtTest/QSignalSpy>
#include <QtTest/QTest>

using namespace lectern;
using namespace lectern::test;
using namespace Qt::StringLiterals;
using State = RoomConnection::State;

namespace {

Message text(const QString &words)
{
    Message message;
    message.payload = payload::Text{words};
    return message;
}

payload::Welcome recovered()
{
    payload::Welcome welcome;
    welcome.recovered = true;
    return welcome;
}

QStringList wordsOf(const QList<Message> &messages)
{
    QStringList words;
    for (const Message &message : messages)
        if (const auto *said = payloadOf<payload::Text>(message)) words.append(said->text);
    return words;
}

} // namespace

/// The line into a room against a peer that behaves as the protocol says, and as networks do.
class RoomConnectionTest : public QObject
{
    Q_OBJECT

private:
    /// A line that is online, and what it handed on.
    struct Line
    {
        Line()
        {
            QObject::connect(&connection, &RoomConnection::received, &connection,
                             [this](const Message &message) { received.append(message); });
        }
        bool comeOnline(const payload::Welcome &welcome = {})
        {
            connection.open(peer.url(), u"FTYXPM"_s, u"jwt"_s);
            return comeBack(1, welcome);
        }
        bool comeBack(int visit, const payload::Welcome &welcome)
        {
            const bool came = QTest::qWaitFor([&] { return peer.visits() == visit && peer.isHere(); });
            if (came) peer.welcome(welcome);
            return came && QTest::qWaitFor([&] { return connection.state() == State::Online; });
        }

        RoomPeer peer;
        RoomConnection connection;
        QList<Message> received;
    };

private Q_SLOTS:
    void comesInWithRoomAndToken()
    {
        Line line;
        QSignalSpy welcomed(&line.connection, &RoomConnection::welcomed);
        QVERIFY(line.comeOnline());
        QCOMPARE(line.peer.header("Authorization"_ba), "Bearer jwt"_ba);
        QCOMPARE(line.peer.query().queryItemValue(u"room"_s), u"FTYXPM"_s);
        QVERIFY(!line.peer.query().hasQueryItem(u"since"_s));
        QCOMPARE(welcomed.size(), 1);
    }

    void aTeachersNewRoomIsKeptForTheReturn()
    {
        Line line;
        line.connection.open(line.peer.url(), {}, u"jwt"_s);
        QVERIFY(line.comeBack(1, {}));
        QVERIFY(!line.peer.query().hasQueryItem(u"room"_s));
        QCOMPARE(line.connection.roomId(), u"FTYXPM"_s);
        line.peer.cut();
        QVERIFY(line.comeBack(2, recovered()));
        QCOMPARE(line.peer.query().queryItemValue(u"room"_s), u"FTYXPM"_s);
    }

    void goesOnWhereItStopped()
    {
        Line line;
        QVERIFY(line.comeOnline());
        line.peer.say(MessageType::Send, payload::Text{u"1"_s}, 1);
        line.peer.say(MessageType::Send, payload::Text{u"2"_s}, 2);
        QTRY_COMPARE(line.connection.lastSeq(), 2);

        QSignalSpy retryIn(&line.connection, &RoomConnection::retryIn);
        line.peer.cut();
        QTRY_COMPARE(line.connection.state(), State::Reconnecting);
        QCOMPARE(retryIn.size(), 1);
        const double wait = retryIn.at(0).at(0).toDouble();
        QVERIFY(wait >= 0.25 && wait <= 0.5);

        QVERIFY(line.comeBack(2, recovered()));
        QCOMPARE(line.peer.query().queryItemValue(u"since"_s), u"2"_s);
        QCOMPARE(line.peer.query().queryItemValue(u"epoch"_s), u"e1"_s);
        // The replay and what came meanwhile may overlap: each is handed on once.
        for (const auto seq : {2, 3, 4, 3, 4, 5})
            line.peer.say(MessageType::Send, payload::Text{QString::number(seq)}, seq);
        QTRY_COMPARE(wordsOf(line.received), QStringList({u"1"_s, u"2"_s, u"3"_s, u"4"_s, u"5"_s}));
    }

    void startsAfreshWhenTheServerCannotGoOn()
    {
        Line line;
        QVERIFY(line.comeOnline());
        line.peer.say(MessageType::Send, payload::Text{u"old"_s}, 900);
        QTRY_COMPARE(line.connection.lastSeq(), 900);
        line.peer.cut();
        payload::Welcome otherRun;
        otherRun.epoch = u"e2"_s;
        QVERIFY(line.comeBack(2, otherRun));
        line.peer.say(MessageType::Send, payload::Text{u"new"_s}, 1);
        QTRY_COMPARE(line.connection.lastSeq(), 1);
        QCOMPARE(wordsOf(line.received), QStringList({u"old"_s, u"new"_s}));
    }

    void keepsWhatWasSentUntilItIsAcknowledged()
    {
        Line line;
        line.connection.open(line.peer.url(), u"FTYXPM"_s, u"jwt"_s);
        const QString before = line.connection.send(text(u"before"_s)); // not online yet
        QVERIFY(line.comeBack(1, {}));
        const QString first = line.connection.send(text(u"first"_s));
        const QString second = line.connection.send(text(u"second"_s));
        QTRY_COMPARE(wordsOf(line.peer.heard), QStringList({u"before"_s, u"first"_s, u"second"_s}));

        QSignalSpy acknowledged(&line.connection, &RoomConnection::acknowledged);
        line.peer.ack(line.peer.heard.at(1), 7);
        QTRY_COMPARE(acknowledged.size(), 1);
        QCOMPARE(acknowledged.at(0).at(0).toString(), first);
        QCOMPARE(acknowledged.at(0).at(2).toLongLong(), 7);
        QCOMPARE(line.connection.pendingCount(), 2);

        line.peer.cut();
        QTRY_COMPARE(line.connection.state(), State::Reconnecting);
        const QString away = line.connection.send(text(u"away"_s));
        QVERIFY(line.comeBack(2, recovered()));
        QTRY_COMPARE(wordsOf(line.peer.heard), QStringList({u"before"_s, u"second"_s, u"away"_s}));
        QCOMPARE(line.peer.heard.at(0).ref, before);
        QCOMPARE(line.peer.heard.at(1).ref, second);
        QCOMPARE(line.peer.heard.at(2).ref, away);
    }

    void anAckDoesNotMoveTheNumbering()
    {
        Line line;
        QVERIFY(line.comeOnline());
        line.connection.send(text(u"mine"_s));
        QTRY_COMPARE(line.peer.heard.size(), 1);
        line.peer.ack(line.peer.heard.at(0), 5);
        line.peer.say(MessageType::Send, payload::Text{u"other"_s}, 4);
        line.peer.say(MessageType::Send, payload::Text{u"mine"_s}, 5);
        QTRY_COMPARE(wordsOf(line.received), QStringList({u"other"_s, u"mine"_s}));
    }

    void aRefusedMessageIsNotRepeated()
    {
        Line line;
        QVERIFY(line.comeOnline());
        QSignalSpy refused(&line.connection, &RoomConnection::refused);
        const QString ref = line.connection.send(text(u"no"_s));
        QTRY_COMPARE(line.peer.heard.size(), 1);
        Message error;
        error.type = MessageType::Error;
        error.ref = ref;
        error.payload = payload::Error{ErrorCode::TalkDisabled, u"not now"_s};
        line.peer.say(error);
        QTRY_COMPARE(refused.size(), 1);
        QCOMPARE(refused.at(0).at(0).toString(), ref);
        QCOMPARE(refused.at(0).at(1).value<ErrorCode>(), ErrorCode::TalkDisabled);
        QCOMPARE(line.connection.pendingCount(), 0);
    }

    void whatIsLargerThanAFrameIsRefusedHere()
    {
        Line line;
        payload::Welcome small;
        small.limits.frame = 500;
        QVERIFY(line.comeOnline(small));
        QSignalSpy refused(&line.connection, &RoomConnection::refused);
        const QString ref = line.connection.send(text(u"x"_s.repeated(600)));
        QTRY_COMPARE(refused.size(), 1);
        QCOMPARE(refused.at(0).at(0).toString(), ref);
        line.connection.send(text(u"short"_s));
        QTRY_COMPARE(wordsOf(line.peer.heard), QStringList(u"short"_s));
    }

    void obeysTheServersWait()
    {
        Line line;
        QVERIFY(line.comeOnline());
        QSignalSpy retryIn(&line.connection, &RoomConnection::retryIn);
        line.peer.say(MessageType::Bye, payload::Bye{ErrorCode::Draining, u"restart"_s, 0.01});
        line.peer.hangUp(CloseCode::GoingAway);
        QTRY_COMPARE(retryIn.size(), 1);
        QCOMPARE(retryIn.at(0).at(0).toDouble(), 0.01);
        QVERIFY(line.comeBack(2, recovered()));
    }

    void retryNowDoesNotWait()
    {
        Line line;
        QVERIFY(line.comeOnline());
        line.peer.say(MessageType::Bye, payload::Bye{ErrorCode::Draining, {}, 3600});
        line.peer.hangUp(CloseCode::GoingAway);
        QTRY_COMPARE(line.connection.state(), State::Reconnecting);
        line.connection.retryNow();
        QVERIFY(line.comeBack(2, recovered()));
    }

    void closesThatEndIt_data()
    {
        QTest::addColumn<CloseCode>("close");
        QTest::addColumn<ErrorCode>("cause");
        QTest::newRow("token") << CloseCode::TokenExpired << ErrorCode::TokenExpired;
        QTest::newRow("kicked") << CloseCode::Kicked << ErrorCode::Kicked;
        QTest::newRow("gone") << CloseCode::RoomGone << ErrorCode::RoomNotFound;
        QTest::newRow("replaced") << CloseCode::Replaced << ErrorCode::Replaced;
        QTest::newRow("ended") << CloseCode::ClassEnded << ErrorCode::ClassEnded;
    }
    void closesThatEndIt()
    {
        QFETCH(CloseCode, close);
        QFETCH(ErrorCode, cause);
        Line line;
        QVERIFY(line.comeOnline());
        QSignalSpy ended(&line.connection, &RoomConnection::ended);
        QSignalSpy retryIn(&line.connection, &RoomConnection::retryIn);
        line.peer.hangUp(close);
        QTRY_COMPARE(ended.size(), 1);
        QCOMPARE(ended.at(0).at(0).value<ErrorCode>(), cause);
        QVERIFY(!ended.at(0).at(1).toString().isEmpty());
        QCOMPARE(line.connection.state(), State::Ended);
        QVERIFY(retryIn.isEmpty());
    }

    void theByeSaysWhy()
    {
        Line line;
        QVERIFY(line.comeOnline());
        QSignalSpy ended(&line.connection, &RoomConnection::ended);
        line.peer.say(MessageType::Bye, payload::Bye{ErrorCode::ClassEnded, u"끝났습니다"_s, {}});
        line.peer.hangUp(CloseCode::ClassEnded);
        QTRY_COMPARE(ended.size(), 1);
        QCOMPARE(ended.at(0).at(1).toString(), u"끝났습니다"_s);
    }

    void aNewTokenGoesOnAfterAnExpiredOne()
    {
        Line line;
        QVERIFY(line.comeOnline());
        line.connection.setToken(u"jwt2"_s);
        QTRY_COMPARE(line.peer.heard.size(), 1);
        QCOMPARE(payloadOf<payload::Refresh>(line.peer.heard.at(0))->token, u"jwt2"_s);

        line.connection.send(text(u"kept"_s));
        line.peer.hangUp(CloseCode::TokenExpired);
        QTRY_COMPARE(line.connection.state(), State::Ended);
        line.connection.setToken(u"jwt3"_s);
        QVERIFY(line.comeBack(2, recovered()));
        QCOMPARE(line.peer.header("Authorization"_ba), "Bearer jwt3"_ba);
        QTRY_COMPARE(wordsOf(line.peer.heard), QStringList(u"kept"_s));
    }

    void refusedUpgradesThatEndIt_data()
    {
        QTest::addColumn<int>("status");
        QTest::addColumn<ErrorCode>("cause");
        QTest::newRow("401") << 401 << ErrorCode::Unauthorized;
        QTest::newRow("403") << 403 << ErrorCode::Forbidden;
        QTest::newRow("404") << 404 << ErrorCode::RoomNotFound;
        QTest::newRow("409") << 409 << ErrorCode::RoomFull;
    }
    void refusedUpgradesThatEndIt()
    {
        QFETCH(int, status);
        QFETCH(ErrorCode, cause);
        HttpPeer peer;
        peer.answerWith(status, "application/problem+json"_ba, "{}"_ba);
        RoomConnection connection;
        QSignalSpy ended(&connection, &RoomConnection::ended);
        connection.open(peer.url(), u"FTYXPM"_s, u"jwt"_s);
        QTRY_COMPARE(ended.size(), 1);
        QCOMPARE(ended.at(0).at(0).value<ErrorCode>(), cause);
        QCOMPARE(connection.state(), State::Ended);
    }

    void refusedUpgradesThatAreTriedAgain_data()
    {
        QTest::addColumn<int>("status");
        QTest::newRow("429") << 429;
        QTest::newRow("503") << 503;
        QTest::newRow("502 of a proxy") << 502;
    }
    void refusedUpgradesThatAreTriedAgain()
    {
        QFETCH(int, status);
        HttpPeer peer;
        peer.answerWith(status, "text/plain"_ba, "later"_ba);
        RoomConnection connection;
        QSignalSpy retryIn(&connection, &RoomConnection::retryIn);
        connection.open(peer.url(), u"FTYXPM"_s, u"jwt"_s);
        QTRY_COMPARE(retryIn.size(), 2);
        QVERIFY(retryIn.at(1).at(0).toDouble() >= 0.5);
        QCOMPARE(connection.state(), State::Reconnecting);
    }

    void nobodyThereIsTriedAgain()
    {
        QUrl nobody;
        {
            const RoomPeer gone;
            nobody = gone.url();
        }
        RoomConnection connection;
        QSignalSpy retryIn(&connection, &RoomConnection::retryIn);
        connection.open(nobody, u"FTYXPM"_s, u"jwt"_s);
        QCOMPARE(connection.state(), State::Connecting);
        QTRY_COMPARE(retryIn.size(), 2);
    }

    void aSilentLineIsTakenForDead()
    {
        Line line;
        payload::Welcome impatient;
        impatient.limits.pingInterval = 0.1;
        impatient.limits.pingTimeout = 0.1;
        QVERIFY(line.comeOnline(impatient));
        line.peer.fallSilent();
        QTRY_COMPARE(line.connection.state(), State::Reconnecting);
        QVERIFY(line.comeBack(2, recovered()));
    }

    void anAnsweringLineIsKept()
    {
        Line line;
        payload::Welcome impatient;
        impatient.limits.pingInterval = 0.1;
        impatient.limits.pingTimeout = 0.3;
        QVERIFY(line.comeOnline(impatient));
        QSignalSpy states(&line.connection, &RoomConnection::stateChanged);
        QVERIFY(!states.wait(1000)); // pongs alone keep it
    }

    void framesNobodyUnderstandsAreSkipped()
    {
        Line line;
        QVERIFY(line.comeOnline());
        line.peer.sayText(u"{"_s);
        line.peer.sayText(uR"({"messageType":"confetti","message":{}})"_s);
        line.peer.say(MessageType::Send, payload::Text{u"after"_s}, 1);
        QTRY_COMPARE(wordsOf(line.received), QStringList(u"after"_s));
    }

    void openingAnotherRoomLeavesTheFirstAndStartsAfresh()
    {
        Line line;
        QVERIFY(line.comeOnline());
        line.peer.say(MessageType::Send, payload::Text{u"1"_s}, 9);
        QTRY_COMPARE(line.connection.lastSeq(), 9);
        line.connection.send(text(u"for the first room"_s));
        RoomPeer other;
        line.connection.open(other.url(), u"ABCDEF"_s, u"jwt"_s);
        QCOMPARE(line.connection.state(), State::Connecting);
        QTRY_COMPARE(line.peer.leftWith(), int(CloseCode::Normal));
        QTRY_VERIFY(other.isHere());
        QVERIFY(!other.query().hasQueryItem(u"since"_s));
        other.welcome();
        QTRY_COMPARE(line.connection.state(), State::Online);
        QCOMPARE(line.connection.pendingCount(), 0);
        line.connection.send(text(u"hello"_s));
        QTRY_COMPARE(wordsOf(other.heard), QStringList(u"hello"_s));
    }

    void leavesCleanly()
    {
        Line line;
        QVERIFY(line.comeOnline());
        QVERIFY(line.connection.post(text(u"hello"_s)));
        line.connection.close();
        QCOMPARE(line.connection.state(), State::Idle);
        QVERIFY(!line.connection.post(text(u"gone"_s)));
        QTRY_COMPARE(line.peer.leftWith(), int(CloseCode::Normal));
        QCOMPARE(line.peer.visits(), 1);
        QCOMPARE(wordsOf(line.peer.heard), QStringList(u"hello"_s));
    }

    void moreThanMayGoAtOnceWaitsItsTurn()
    {
        Line line;
        payload::Welcome welcome;
        welcome.limits.rate = 200;
        welcome.limits.burst = 10;
        QVERIFY(line.comeOnline(welcome));
        QStringList sent;
        for (int i = 0; i < 40; ++i) {
            sent.append(QString::number(i));
            line.connection.send(text(sent.last()));
        }
        QTRY_VERIFY(!line.peer.heard.isEmpty());
        QVERIFY(line.peer.heard.size() < 40);
        QTRY_COMPARE(line.peer.heard.size(), 40);
        QCOMPARE(wordsOf(line.peer.heard), sent);
        QCOMPARE(line.connection.pendingCount(), 40);
    }

    void whatWasTooFastGoesAgainAndIsNotRefused()
    {
        Line line;
        QVERIFY(line.comeOnline());
        QSignalSpy refused(&line.connection, &RoomConnection::refused);
        const auto ref = line.connection.send(text(u"a"_s));
        QTRY_COMPARE(line.peer.heard.size(), 1);
        Message tooFast;
        tooFast.type = MessageType::Error;
        tooFast.ref = ref;
        tooFast.payload = payload::Error{ErrorCode::RateLimited, u"expected at most 20 frames a second"_s};
        line.peer.say(tooFast);
        QTRY_COMPARE(line.peer.heard.size(), 2);
        QCOMPARE(line.peer.heard.last().ref, ref);
        QCOMPARE(refused.size(), 0);
        line.peer.ack(line.peer.heard.last(), 1);
        QTRY_COMPARE(line.connection.pendingCount(), 0);
    }
};

QTEST_GUILESS_MAIN(RoomConnectionTest)
#include "tst_roomconnection.moc"
