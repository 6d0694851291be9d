// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/store/SqlBallotBox.h"
#include "tests/unit/store/StoreHouse.h"

using namespace lectern;
using namespace lectern::storetest;

/// Votes that outlive the process that counted them.
class BallotBoxTest : public QObject
{
    Q_OBJECT

    TestDatabases m_databases;
    QString m_url;
    std::unique_ptr<House> m_house;
    QString m_room;

    Message ask(const QString &question)
    {
        Message message = text(m_room, u"teacher-kim"_s, {});
        message.type = MessageType::Poll;
        message.payload = payload::Poll{question, {u"예"_s, u"아니요"_s}};
        return message;
    }
    Message about(const Message &poll, MessageType type, Payload payload)
    {
        Message message = text(m_room, u"teacher-kim"_s, {});
        message.type = type;
        message.refers = poll.id;
        message.payload = std::move(payload);
        return message;
    }

private Q_SLOTS:
    void init()
    {
        m_url = m_databases.fresh();
        m_house = std::make_unique<House>(m_url);
        m_room = m_house->makeRoom().id;
    }

    void onlyOpenPollsAreThereWithTheLastVoteOfEach()
    {
        SqlBallotBox box(m_house->database);
        const Message closed = ask(u"끝난 것"_s), deleted = ask(u"지운 것"_s), open = ask(u"이해했나요?"_s);
        append(m_house->log,
               {closed, deleted, open, about(closed, MessageType::Poll, payload::PollClose{true}),
                about(deleted, MessageType::Delete, {})});
        valueOf(box.save(m_room, {{open.id, u"s1"_s, {{0}, {}}}, {open.id, u"s2"_s, {{1}, {}}}}));
        valueOf(box.save(m_room, {{open.id, u"s1"_s, {{1}, {}}}, {open.id, u"s3"_s, {{}, u"모르겠어요"_s}}}));

        const auto polls = valueOf(box.open(m_room));
        QCOMPARE(polls.size(), 1);
        QCOMPARE(polls.first().poll.id, open.id);
        QCOMPARE(polls.first().poll.poll.question, u"이해했나요?"_s);
        QCOMPARE(polls.first().votes.size(), 3);
        QCOMPARE(polls.first().votes.value(u"s1"_s).choices, QList<int>{1});
        QCOMPARE(polls.first().votes.value(u"s3"_s).text, u"모르겠어요"_s);

        valueOf(box.discard(m_room, open.id));
        QVERIFY(valueOf(box.open(m_room)).first().votes.isEmpty());
    }

    void votesGoWithTheirRoom()
    {
        SqlBallotBox box(m_house->database);
        const Message poll = ask(u"?"_s);
        append(m_house->log, {poll});
        valueOf(box.save(m_room, {{poll.id, u"s1"_s, {{0}, {}}}}));
        m_house->removeRoom(m_room);
        QCOMPARE(*m_house->execute(u"DELETE FROM vote"_s), 0);
    }
};

QTEST_GUILESS_MAIN(BallotBoxTest)
#include "tst_ballotbox.moc"
