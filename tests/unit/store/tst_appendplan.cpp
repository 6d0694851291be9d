// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/store/AppendPlan.h"
#include "server/store/EvidenceChain.h"

#include <QtTest/QTest>

using namespace lectern;
using namespace Qt::StringLiterals;

namespace {

constexpr auto kHashOfTheLast = "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"_L1;

Message say(const QString &id, const QString &words, const QString &ref = {})
{
    Message message;
    message.roomId = u"FTYXPM"_s;
    message.sender = u"s1"_s;
    message.id = id;
    message.ref = ref;
    message.sentAt = QDateTime::fromMSecsSinceEpoch(1795224123456, Qt::UTC);
    message.payload = payload::Text{words};
    return message;
}

Message take(const QString &id, const QString &target, const QString &ref = {})
{
    Message message = say(id, {}, ref);
    message.type = MessageType::Delete;
    message.payload = {};
    message.refers = target;
    return message;
}

MessageRow stored(Message message, qint64 seq)
{
    message.seq = seq;
    return MessageRow::of(message);
}

} // namespace

/// What a batch makes of the log, before anything of it is written.
class AppendPlanTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_plan = std::make_unique<AppendPlan>();
        m_plan->know(u"FTYXPM"_s, {41, kHashOfTheLast});
        m_plan->know(u"QUIETR"_s, {.history = false});
    }

    void numbersAndLinksFromTheEndOfTheRoom()
    {
        QCOMPARE(m_plan->take(say(u"1"_s, u"하나"_s))->message.seq, 42);
        QCOMPARE(m_plan->take(say(u"2"_s, u"둘"_s))->message.seq, 43);
        const auto &rows = m_plan->inserted();
        QCOMPARE(rows.size(), 2);
        QCOMPARE(rows[0].hash, evidence::hashOf(kHashOfTheLast, evidence::digestOf(rows[0])));
        QCOMPARE(rows[1].hash, evidence::hashOf(rows[0].hash, evidence::digestOf(rows[1])));
        const auto end = m_plan->rooms().value(u"FTYXPM"_s);
        QVERIFY(end.changed);
        QCOMPARE(end.seq, 43);
        QCOMPARE(end.hash, rows[1].hash);
        QCOMPARE(end.grownBy, qint64(QByteArray("{\"message\":\"하나\"}{\"message\":\"둘\"}").size()));
    }

    void eachRoomHasAChainOfItsOwn()
    {
        m_plan->know(u"OTHERR"_s, {});
        Message elsewhere = say(u"1"_s, u"저기"_s);
        elsewhere.roomId = u"OTHERR"_s;
        QCOMPARE(m_plan->take(elsewhere)->message.seq, 1);
        QCOMPARE(m_plan->take(say(u"1"_s, u"여기"_s))->message.seq, 42);
        QCOMPARE(m_plan->inserted()[0].hash, evidence::hashOf({}, evidence::digestOf(m_plan->inserted()[0])));
    }

    void whatIsWrongWithOneTakesNoSeq()
    {
        Message unknown = say(u"1"_s, u"없는 방"_s);
        unknown.roomId = u"ZZZZZZ"_s;
        Message quiet = say(u"2"_s, u"흔적 없이"_s);
        quiet.roomId = u"QUIETR"_s;
        QCOMPARE(m_plan->take(unknown).error().code, ErrorCode::RoomNotFound);
        QCOMPARE(m_plan->take(quiet).error().code, ErrorCode::Internal);
        QCOMPARE(m_plan->take(take(u"3"_s, u"nothing"_s)).error().code, ErrorCode::MessageNotFound);
        QVERIFY(m_plan->take(say(u"4"_s, u"글"_s)));
        QCOMPARE(m_plan->take(say(u"4"_s, u"같은 번호"_s)).error().code, ErrorCode::BadRequest);
        QCOMPARE(m_plan->take(say(u"5"_s, u"끝"_s))->message.seq, 43);
        QVERIFY(!m_plan->rooms().value(u"QUIETR"_s).changed);
    }

    void aRefCountsOnceWhetherStoredOrInTheBatch()
    {
        m_plan->knowRef(stored(say(u"old"_s, u"전에"_s, u"c1"_s), 7));
        const auto before = m_plan->take(say(u"1"_s, u"다시"_s, u"c1"_s));
        QVERIFY(before->duplicate);
        QCOMPARE(before->message.seq, 7);
        QCOMPARE(before->message.id, u"old"_s);

        QVERIFY(!m_plan->take(say(u"2"_s, u"처음"_s, u"c2"_s))->duplicate);
        const auto again = m_plan->take(say(u"3"_s, u"또"_s, u"c2"_s));
        QVERIFY(again->duplicate);
        QCOMPARE(again->message.seq, 42);
        QCOMPARE(again->message.id, u"2"_s);
        QVERIFY(!m_plan->take(say(u"4"_s, u"ref 없이"_s))->duplicate);
        QVERIFY(!m_plan->take(say(u"5"_s, u"ref 없이"_s))->duplicate);
        Message other = say(u"6"_s, u"다른 사람"_s, u"c2"_s);
        other.sender = u"s2"_s;
        QVERIFY(!m_plan->take(other)->duplicate);
        QCOMPARE(m_plan->inserted().size(), 4);
    }

    void aRefOfWhatWasRefusedIsFree()
    {
        QVERIFY(!m_plan->take(take(u"1"_s, u"nothing"_s, u"c1"_s)));
        QVERIFY(!m_plan->take(say(u"2"_s, u"글"_s, u"c1"_s))->duplicate);
    }

    void deletingWhatIsStoredBlanksIt()
    {
        const MessageRow target =
            stored(say(u"old"_s, u"지울 긴 글, 요약값보다 훨씬 더 길어서 방이 작아진다"_s), 7);
        m_plan->knowTarget(target);
        const auto deletion = m_plan->take(take(u"1"_s, u"old"_s));
        QCOMPARE(deletion->message.seq, 42);
        QCOMPARE(m_plan->blanked().size(), 1);
        QCOMPARE(m_plan->blanked()[0].id, u"old"_s);
        QCOMPARE(m_plan->blanked()[0].body, evidence::digestOf(target));
        QCOMPARE(m_plan->rooms().value(u"FTYXPM"_s).grownBy,
                 64 - target.bytes() + qint64(QByteArray("{}").size()));
        QCOMPARE(m_plan->take(take(u"2"_s, u"old"_s)).error().code, ErrorCode::MessageNotFound);
        QCOMPARE(m_plan->take(take(u"3"_s, u"1"_s)).error().code,
                 ErrorCode::MessageNotFound); // a deletion stays
    }

    void aRowKnowsItsFileUntilItIsDeleted()
    {
        Message image = say(u"1"_s, u"칠판"_s);
        image.type = MessageType::Image;
        image.attachment = Attachment{.id = u"01F"_s, .name = u"사진.png"_s};
        m_plan->take(image);
        QCOMPARE(m_plan->inserted()[0].attachmentId, u"01F"_s);
        QCOMPARE(m_plan->inserted()[0].searchText, u"칠판 사진.png"_s);
        m_plan->take(take(u"2"_s, u"1"_s));
        QCOMPARE(m_plan->inserted()[0].attachmentId, QString());
        QCOMPARE(m_plan->inserted()[0].searchText, QString());
    }

    void whatWasDeletedBeforeIsNotThere()
    {
        MessageRow target = stored(say(u"old"_s, u"글"_s), 7);
        target.blank();
        m_plan->knowTarget(target);
        QCOMPARE(m_plan->take(take(u"1"_s, u"old"_s)).error().code, ErrorCode::MessageNotFound);
    }

    void deletingWhatCameInTheSameBatchKeepsItsHash()
    {
        const auto first = m_plan->take(say(u"1"_s, u"잘못"_s, u"c1"_s));
        const QString digest = evidence::digestOf(m_plan->inserted()[0]);
        const QString hash = m_plan->inserted()[0].hash;
        QVERIFY(m_plan->take(take(u"2"_s, u"1"_s)));
        QVERIFY(m_plan->blanked().isEmpty());
        QVERIFY(m_plan->inserted()[0].deleted);
        QCOMPARE(m_plan->inserted()[0].body, digest);
        QCOMPARE(m_plan->inserted()[0].hash, hash);
        QCOMPARE(m_plan->take(say(u"3"_s, u"다시"_s, u"c1"_s))->message, first->message);
    }

private:
    std::unique_ptr<AppendPlan> m_plan;
};

QTEST_GUILESS_MAIN(AppendPlanTest)
#include "tst_appendplan.moc"
