// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/session/ClassSession.h"
#include "tests/unit/client/RoomPeer.h"

#include <QtNetwork/QTcpServer>
#include <QtNetwork/QTcpSocket>
#include <QtTest/QAbstractItemModelTester>
#include <QtTest/QSignalSpy>
#include <QtTest/QTest>

using namespace lectern;
using namespace lectern::test;
using namespace Qt::StringLiterals;
using State = TimelineEntry::State;

namespace {

Participant person(const QString &id, const QString &name, PersonType type = PersonType::Student)
{
    Participant person;
    person.id = id;
    person.name = name;
    person.type = type;
    person.joinedAt = QDateTime::currentDateTimeUtc();
    return person;
}

payload::Welcome welcomeWith(const QList<Participant> &people, bool recovered = false)
{
    payload::Welcome welcome;
    welcome.selfId = u"u_t"_s;
    welcome.selfName = u"김선생"_s;
    welcome.selfType = PersonType::Teacher;
    welcome.roomName = u"수학"_s;
    welcome.epoch = u"e1"_s;
    welcome.recovered = recovered;
    welcome.participants = people;
    return welcome;
}

} // namespace

/// A teacher's session against a server's side that is played here.
class ClassSessionTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();

    void theWelcomeFillsRoomAndPeople();
    void aWelcomeIsToldOnce();
    void aTextIsShownAtOnceAndSentWhenStored();
    void aBlankOrOverlongTextIsNotTaken();
    void whatIsWrittenWhileTheLineIsDownGoesWhenItIsBack();
    void aRefusedTextCanBeTriedAgain();
    void comingLeavingAndComingBackAreTold();
    void aHandGoesUpAndTheTeacherLowersIt();
    void howFarTheStudentsHaveReadIsShown();
    void aMessageToOneStudentNamesOnlyThem();
    void aRemovalCanBeUndoneUntilItReachesTheServer();
    void withoutALineAKickIsRefusedAndSaidSo();
    void aClassThatIsNearlyFullIsTold();
    void theEndIsToldOnce();
    void aServerThatIsNotSecuredAnyMoreIsNamed();

private:
    void sayJoin(const QList<Participant> &people);
    QList<Message> heard(MessageType type) const;

    std::unique_ptr<RoomPeer> m_peer;
    std::unique_ptr<ApiClient> m_api;
    std::unique_ptr<ClassSession> m_session;
};

void ClassSessionTest::init()
{
    m_peer = std::make_unique<RoomPeer>();
    m_api = std::make_unique<ApiClient>(m_peer->url());
    m_api->setToken(u"token"_s);
    api::Room room;
    room.id = u"FTYXPM"_s;
    m_session = std::make_unique<ClassSession>(*m_api, room, u"u_t"_s);
    m_session->open();
    QTRY_VERIFY(m_peer->isHere());
    m_peer->welcome(
        welcomeWith({person(u"u_t"_s, u"김선생"_s, PersonType::Teacher), person(u"u_1"_s, u"민준"_s)}));
    QTRY_COMPARE(m_session->line(), RoomConnection::State::Online);
}

void ClassSessionTest::cleanup()
{
    m_session.reset();
    m_api.reset();
    m_peer.reset();
}

void ClassSessionTest::sayJoin(const QList<Participant> &people)
{
    m_peer->say(MessageType::Join, payload::People{people});
}

QList<Message> ClassSessionTest::heard(MessageType type) const
{
    QList<Message> found;
    for (const auto &message : m_peer->heard) {
        if (message.type == type) found.append(message);
    }
    return found;
}

void ClassSessionTest::theWelcomeFillsRoomAndPeople()
{
    QCOMPARE(m_session->room().name, u"수학"_s);
    QCOMPARE(m_session->participants()->studentsOnline(), 1);
    QCOMPARE(m_session->selfId(), u"u_t"_s);
    m_peer->say(MessageType::RoomUpdate, payload::RoomUpdate{u"과학"_s, Talk::All, true});
    QTRY_COMPARE(m_session->room().name, u"과학"_s);
    QCOMPARE(m_session->room().talk, Talk::All);
    QVERIFY(m_session->room().locked);
}

/// Whoever asks the server for something at each welcome asks once.
void ClassSessionTest::aWelcomeIsToldOnce()
{
    m_peer->cut();
    QTRY_VERIFY(m_session->nextTry().isValid());
    QStringList people;
    connect(m_session.get(), &ClassSession::lineChanged, this, [this, &people] {
        if (m_session->line() == RoomConnection::State::Online)
            people.append(m_session->participants()->nameOf(u"u_2"_s));
    });
    m_session->retryNow();
    QTRY_COMPARE(m_peer->visits(), 2);
    m_peer->welcome(welcomeWith({person(u"u_2"_s, u"서연"_s)}));
    sayJoin({person(u"u_3"_s, u"지호"_s)});
    QTRY_VERIFY(m_session->participants()->knows(u"u_3"_s));
    QCOMPARE(people, QStringList{u"서연"_s});
}

void ClassSessionTest::aTextIsShownAtOnceAndSentWhenStored()
{
    QAbstractItemModelTester tester(m_session->timeline(),
                                    QAbstractItemModelTester::FailureReportingMode::QtTest);
    QVERIFY(m_session->outbox().sendText(u"여러분 안녕하세요"_s));
    QCOMPARE(m_session->timeline()->entryAt(0)->state, State::Sending);
    QTRY_COMPARE(heard(MessageType::Send).size(), 1);
    m_peer->ack(heard(MessageType::Send).first(), 1);
    QTRY_COMPARE(m_session->timeline()->entryAt(0)->state, State::Sent);
    QCOMPARE(m_session->timeline()->rowCount(), 1);
}

void ClassSessionTest::aBlankOrOverlongTextIsNotTaken()
{
    QVERIFY(!m_session->outbox().sendText(u" \n\t"_s));
    QVERIFY(!m_session->outbox().sendText(QString(4001, u'가')));
    QVERIFY(m_session->outbox().sendText(QString(4000, u'가')));
    QCOMPARE(m_session->timeline()->rowCount(), 1);
}

void ClassSessionTest::whatIsWrittenWhileTheLineIsDownGoesWhenItIsBack()
{
    m_peer->cut();
    QTRY_COMPARE(m_session->line(), RoomConnection::State::Reconnecting);
    QTRY_VERIFY(m_session->nextTry().isValid());
    QVERIFY(m_session->outbox().sendText(u"들리나요?"_s));
    QCOMPARE(m_session->timeline()->entryAt(0)->state, State::Sending);
    m_session->retryNow();
    QTRY_COMPARE(m_peer->visits(), 2);
    m_peer->welcome(welcomeWith({person(u"u_t"_s, u"김선생"_s, PersonType::Teacher)}, true));
    QTRY_COMPARE(heard(MessageType::Send).size(), 1);
    m_peer->ack(heard(MessageType::Send).first(), 1);
    QTRY_COMPARE(m_session->timeline()->entryAt(0)->state, State::Sent);
    QCOMPARE(m_session->participants()->studentsOnline(), 0);
    QCOMPARE(m_session->participants()->rowCount(), 2);
}

void ClassSessionTest::aRefusedTextCanBeTriedAgain()
{
    m_session->outbox().sendText(u"x"_s);
    QTRY_COMPARE(heard(MessageType::Send).size(), 1);
    Message error;
    error.type = MessageType::Error;
    error.ref = heard(MessageType::Send).first().ref;
    error.payload = payload::Error{ErrorCode::StorageUnavailable, u"disk full"_s};
    m_peer->say(error);
    QTRY_COMPARE(m_session->timeline()->entryAt(0)->state, State::Failed);
    QVERIFY(!m_session->timeline()->entryAt(0)->failure.isEmpty());
    m_session->outbox().retry(m_session->timeline()->entryAt(0)->key);
    QTRY_COMPARE(heard(MessageType::Send).size(), 2);
    m_peer->ack(heard(MessageType::Send).last(), 1);
    QTRY_COMPARE(m_session->timeline()->entryAt(0)->state, State::Sent);
    QCOMPARE(m_session->timeline()->rowCount(), 1);
}

void ClassSessionTest::comingLeavingAndComingBackAreTold()
{
    QSignalSpy joined(m_session.get(), &ClassSession::peopleJoined);
    QSignalSpy left(m_session.get(), &ClassSession::peopleLeft);
    sayJoin({person(u"u_2"_s, u"서연"_s)});
    QTRY_COMPARE(joined.size(), 1);
    QCOMPARE(joined.first().at(1).toBool(), false);
    auto gone = person(u"u_2"_s, u"서연"_s);
    gone.reason = LeaveReason::Timeout;
    m_peer->say(MessageType::Leave, payload::People{{gone}});
    QTRY_COMPARE(left.size(), 1);
    QCOMPARE(left.first().first().toStringList(), QStringList({u"서연"_s}));
    QCOMPARE(m_session->participants()->studentsOnline(), 1);
    sayJoin({person(u"u_2"_s, u"서연"_s)});
    QTRY_COMPARE(joined.size(), 2);
    QCOMPARE(joined.last().at(1).toBool(), true);
}

void ClassSessionTest::aHandGoesUpAndTheTeacherLowersIt()
{
    Message hand;
    hand.type = MessageType::Hand;
    hand.sender = u"u_1"_s;
    hand.senderType = PersonType::Student;
    hand.payload = payload::Hand{true};
    m_peer->say(hand);
    QTRY_COMPARE(m_session->participants()->hands().size(), 1);
    m_session->people()->lowerHand(u"u_1"_s);
    QTRY_COMPARE(heard(MessageType::Hand).size(), 1);
    QCOMPARE(heard(MessageType::Hand).first().target, u"u_1"_s);
    Message lowered = hand;
    lowered.sender = u"u_t"_s;
    lowered.senderType = PersonType::Teacher;
    lowered.target = u"u_1"_s;
    lowered.payload = payload::Hand{false};
    m_peer->say(lowered);
    QTRY_COMPARE(m_session->participants()->hands().size(), 0);
}

void ClassSessionTest::howFarTheStudentsHaveReadIsShown()
{
    m_session->outbox().sendText(u"84쪽을 펴세요"_s);
    QTRY_COMPARE(heard(MessageType::Send).size(), 1);
    m_peer->ack(heard(MessageType::Send).first(), 1);
    sayJoin({person(u"u_2"_s, u"서연"_s)});
    const auto seen = [this] {
        return m_session->timeline()->index(0).data(TimelineModel::SeenTextRole).toString();
    };
    QTRY_COMPARE(seen(), u"Seen by 0 of 2"_s);
    m_peer->sayText(
        uR"({"messageType":"read","message":{"participants":[{"id":"u_2","lastReadMessage":"x","seq":1}]}})"_s);
    QTRY_COMPARE(seen(), u"Seen by 1 of 2"_s);
    m_peer->say(MessageType::Leave, payload::People{{person(u"u_1"_s, u"민준"_s)}});
    QTRY_COMPARE(seen(), u"Seen by 1 of 1"_s);
}

void ClassSessionTest::aMessageToOneStudentNamesOnlyThem()
{
    m_session->outbox().sendText(u"잘했어요"_s, {{u"u_1"_s, u"민준"_s}});
    QTRY_COMPARE(heard(MessageType::Send).size(), 1);
    const auto message = heard(MessageType::Send).first();
    QCOMPARE(message.target, u"u_1"_s);
    QCOMPARE(message.targetType, TargetType::Student);
    const auto *entry = m_session->timeline()->entryAt(0);
    QCOMPARE(entry->audience, TimelineEntry::Audience::OnePerson);
    QCOMPARE(entry->targetName, u"민준"_s);
}

void ClassSessionTest::aRemovalCanBeUndoneUntilItReachesTheServer()
{
    m_session->people()->remove({u"u_1"_s}, true);
    QVERIFY(m_session->participants()->entry(u"u_1"_s)->pulled);
    m_session->people()->undoRemoval();
    QVERIFY(!m_session->participants()->entry(u"u_1"_s)->pulled);
    m_session->people()->remove({u"u_1"_s}, true);
    m_session->people()->settleRemoval();
    QTRY_COMPARE(heard(MessageType::Kick).size(), 1);
    QCOMPARE(heard(MessageType::Kick).first().target, u"u_1"_s);
    QVERIFY(payloadOf<payload::Kick>(heard(MessageType::Kick).first())->ban);
}

void ClassSessionTest::withoutALineAKickIsRefusedAndSaidSo()
{
    QSignalSpy failed(m_session.get(), &ClassSession::failed);
    m_peer->cut();
    QTRY_COMPARE(m_session->line(), RoomConnection::State::Reconnecting);
    m_session->people()->remove({u"u_1"_s}, false);
    m_session->people()->settleRemoval();
    QCOMPARE(failed.size(), 1);
}

void ClassSessionTest::aClassThatIsNearlyFullIsTold()
{
    QSignalSpy nearlyFull(m_session.get(), &ClassSession::nearlyFull);
    m_peer->sayText(uR"({"messageType":"roomUpdate","message":{"usage":{"bytes":95,"limit":100}}})"_s);
    QTRY_COMPARE(nearlyFull.size(), 1);
    QCOMPARE(nearlyFull.first().first().value<payload::Usage>().bytes, 95);
    QCOMPARE(m_session->room().name, u"수학"_s);
}

void ClassSessionTest::theEndIsToldOnce()
{
    QSignalSpy ended(m_session.get(), &ClassSession::ended);
    m_peer->say(MessageType::Bye, payload::Bye{ErrorCode::ClassEnded, u"over"_s, {}});
    m_peer->hangUp(CloseCode::ClassEnded);
    QTRY_COMPARE(ended.size(), 1);
    QVERIFY(m_session->hasEnded());
    QVERIFY(!m_session->endedHere());
}

void ClassSessionTest::aServerThatIsNotSecuredAnyMoreIsNamed()
{
    QTcpServer plain;
    connect(&plain, &QTcpServer::newConnection, this, [&plain] {
        auto *visitor = plain.nextPendingConnection();
        connect(visitor, &QTcpSocket::readyRead, visitor,
                [visitor] { visitor->write("HTTP/1.1 400 Bad Request\r\n\r\n"); });
    });
    QVERIFY(plain.listen(QHostAddress::LocalHost));
    const QUrl server(u"https://127.0.0.1:%1"_s.arg(plain.serverPort()));
    ApiClient api(server);
    ClassSession session(api, m_session->room(), m_session->selfId());
    QSignalSpy told(&session, &ClassSession::lineChanged);
    session.open();
    QCOMPARE(session.lineProblem(), QString());
    QTRY_VERIFY2(session.lineProblem().startsWith(u"No secure connection to "_s + server.authority()),
                 qPrintable(session.lineProblem()));
    QVERIFY(!told.isEmpty());
    session.close();
    QCOMPARE(session.lineProblem(), QString());
}

QTEST_MAIN(ClassSessionTest)
#include "tst_classsession.moc"
