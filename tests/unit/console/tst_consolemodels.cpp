// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/models/PeopleOrder.h"
#include "console/models/RoomListModel.h"
#include "console/models/TimelineModel.h"

#include <QtTest/QAbstractItemModelTester>
#include <QtTest/QTest>

using namespace lectern;
using namespace Qt::StringLiterals;
using State = TimelineEntry::State;

namespace {

const QDateTime kTen = QDateTime::fromString(u"2026-11-21T10:00:00Z"_s, Qt::ISODate);

Participant student(const QString &id, const QString &name)
{
    Participant person;
    person.id = id;
    person.name = name;
    person.joinedAt = kTen;
    return person;
}

Message said(qint64 seq, const QString &text, const QString &sender = u"u_s"_s)
{
    Message message;
    message.type = MessageType::Send;
    message.id = u"m%1"_s.arg(seq);
    message.seq = seq;
    message.sender = sender;
    message.senderName = u"민준"_s;
    message.senderType = PersonType::Student;
    message.sentAt = kTen.addSecs(seq);
    message.payload = payload::Text{text};
    return message;
}

Message deleted(qint64 seq, const QString &refers)
{
    Message message;
    message.type = MessageType::Delete;
    message.seq = seq;
    message.refers = refers;
    return message;
}

TimelineEntry writing(const QString &text)
{
    TimelineEntry entry;
    entry.text = text;
    entry.state = State::Sending;
    return entry;
}

Attachment picture(AttachmentState state)
{
    Attachment attachment;
    attachment.id = u"f1"_s;
    attachment.name = u"a.png"_s;
    attachment.state = state;
    if (state == AttachmentState::Ready) attachment.url = u"/api/v1/files/f1"_s;
    return attachment;
}

TimelineEntry uploading()
{
    auto entry = writing({});
    entry.type = MessageType::Image;
    entry.attachment = picture(AttachmentState::Uploading);
    return entry;
}

Message pictured(qint64 seq, AttachmentState state)
{
    auto message = said(seq, {}, u"u_t"_s);
    message.type = MessageType::Image;
    message.ref = u"c1"_s;
    message.attachment = picture(state);
    return message;
}

Message aboutFile(qint64 seq, AttachmentState state, const QString &refers = u"m1"_s)
{
    Message message;
    message.type = MessageType::Attachment;
    message.seq = seq;
    message.refers = refers;
    message.attachment = picture(state);
    return message;
}

template <typename Model> QStringList shown(const Model &model)
{
    QStringList rows;
    for (int row = 0; row < model.rowCount(); ++row)
        rows.append(model.index(row, 0).data().toString());
    return rows;
}

api::Room room(const QString &id, int hour, bool ended = false)
{
    api::Room room;
    room.id = id;
    room.name = id;
    room.createdAt = kTen.addSecs(3600 * hour);
    if (ended) room.endedAt = room.createdAt.addSecs(60);
    return room;
}

} // namespace

class ConsoleModelsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void openRoomsComeFirstAndTheNewestOfThem();
    void aRefreshOfTheSameRoomsKeepsTheRows();
    void handsThenThoseHereThenThoseWhoLeft();
    void peopleAreLookedForAndSorted();
    void onlyTheLastOfThoseWhoLeftAreKept();
    void whoLeftUnseenIsToldFromTheNextWelcome();
    void whoComesBackIsTheSameRow();
    void whoseLineIsDownIsNeitherHereNorGone();
    void theLogIsShownInItsOrderHoweverItArrives();
    void anOwnMessageIsOneRowFromWritingToTheLog();
    void anAckAloneMakesItSent();
    void whatWaitsStaysBelowTheLog();
    void aRefusedMessageStaysWithItsReason();
    void aDeletedMessageGoes();
    void anUploadTellsHowFarItIs();
    void aMessageIsThereBeforeItsFile();
    void anUploadThatFailedIsSaidAndStaysSo();
    void afterALostPlaceTheLogIsShownAfresh();
    void aNewNumberingGoesBelowTheOldOne();
    void whoMayReadAMessageIsKnown();
};

void ConsoleModelsTest::openRoomsComeFirstAndTheNewestOfThem()
{
    RoomListModel rooms;
    QAbstractItemModelTester tester(&rooms, QAbstractItemModelTester::FailureReportingMode::QtTest);
    rooms.setRooms({room(u"OLD"_s, 1), room(u"GONE"_s, 3, true), room(u"NEW"_s, 2)});
    QCOMPARE(shown(rooms), QStringList({u"NEW"_s, u"OLD"_s, u"GONE"_s}));
    QCOMPARE(rooms.index(2).data(RoomListModel::OpenRole).toBool(), false);
    QCOMPARE(rooms.rowOf(u"OLD"_s), 1);
    QCOMPARE(rooms.rowOf(u"NOBODY"_s), -1);
    rooms.clear();
    QCOMPARE(rooms.rowCount(), 0);
    QVERIFY(!rooms.roomAt(0));
}

void ConsoleModelsTest::aRefreshOfTheSameRoomsKeepsTheRows()
{
    RoomListModel rooms;
    QAbstractItemModelTester tester(&rooms, QAbstractItemModelTester::FailureReportingMode::QtTest);
    rooms.setRooms({room(u"A"_s, 1), room(u"B"_s, 2)});
    const QPersistentModelIndex selected(rooms.index(1));
    auto again = room(u"A"_s, 1);
    again.participants = 30;
    rooms.setRooms({room(u"B"_s, 2), again});
    QVERIFY(selected.isValid());
    QCOMPARE(selected.data(RoomListModel::ParticipantsRole).toInt(), 30);
}

void ConsoleModelsTest::handsThenThoseHereThenThoseWhoLeft()
{
    ParticipantsModel people;
    PeopleOrder order;
    QAbstractItemModelTester tester(&people, QAbstractItemModelTester::FailureReportingMode::QtTest);
    QAbstractItemModelTester orderTester(&order, QAbstractItemModelTester::FailureReportingMode::QtTest);
    order.setPeople(&people);
    people.join({student(u"3"_s, u"서연"_s), student(u"1"_s, u"가온"_s), student(u"2"_s, u"나래"_s),
                 student(u"4"_s, u"지호"_s)});
    QCOMPARE(shown(order), QStringList({u"가온"_s, u"나래"_s, u"서연"_s, u"지호"_s}));

    people.leave({student(u"1"_s, {})}, kTen.addSecs(60));
    people.setHand(u"4"_s, kTen.addSecs(5));
    people.setHand(u"3"_s, kTen.addSecs(9));
    QCOMPARE(shown(order), QStringList({u"지호"_s, u"서연"_s, u"나래"_s, u"가온"_s}));
    QCOMPARE(people.studentsOnline(), 3);
    QCOMPARE(people.hands(), QStringList({u"4"_s, u"3"_s}));
    QCOMPARE(order.index(1, 0).data(ParticipantsModel::HandPlaceRole).toInt(), 2);
    QCOMPARE(order.index(3, 0).data(ParticipantsModel::OnlineRole).toBool(), false);
    QCOMPARE(order.index(3, 0).data(ParticipantsModel::LeftAtRole).toDateTime(), kTen.addSecs(60));

    people.setHand(u"4"_s, {});
    people.setHand(u"nobody"_s, kTen);
    QCOMPARE(shown(order), QStringList({u"서연"_s, u"나래"_s, u"지호"_s, u"가온"_s}));
    people.leave({student(u"3"_s, {})}, kTen);
    QVERIFY(people.hands().isEmpty());
}

void ConsoleModelsTest::peopleAreLookedForAndSorted()
{
    ParticipantsModel people;
    PeopleOrder order;
    order.setPeople(&people);
    people.join({student(u"1"_s, u"가온"_s), student(u"2"_s, u"나래"_s), student(u"3"_s, u"다솜"_s)});
    people.addCall(u"1"_s);
    people.setAnswer(u"3"_s, u"네"_s, kTen.addSecs(9));
    people.setNewest(7);
    auto read = student(u"2"_s, {});
    read.readSeq = 7;
    people.setRead({read});
    people.setRead({read});

    order.look(u"나"_s);
    QCOMPARE(shown(order), QStringList({u"나래"_s}));
    order.look({});
    order.show(PeopleOrder::Show::NotCalled);
    QCOMPARE(shown(order), QStringList({u"나래"_s, u"다솜"_s}));
    QCOMPARE(people.leastCalled(), QStringList({u"2"_s, u"3"_s}));
    order.show(PeopleOrder::Show::Silent);
    QCOMPARE(shown(order), QStringList({u"가온"_s, u"나래"_s}));
    order.show(PeopleOrder::Show::Behind);
    QCOMPARE(shown(order), QStringList({u"가온"_s, u"다솜"_s}));
    order.show(PeopleOrder::Show::Everyone);
    order.sortBy(PeopleOrder::Sort::Answer);
    QCOMPARE(shown(order), QStringList({u"다솜"_s, u"가온"_s, u"나래"_s}));
    order.sortBy(PeopleOrder::Sort::Calls);
    QCOMPARE(shown(order), QStringList({u"나래"_s, u"다솜"_s, u"가온"_s}));
}

void ConsoleModelsTest::onlyTheLastOfThoseWhoLeftAreKept()
{
    ParticipantsModel people;
    QAbstractItemModelTester tester(&people, QAbstractItemModelTester::FailureReportingMode::QtTest);
    people.join({student(u"here"_s, u"가온"_s)});
    for (int i = 0; i < 2 * ParticipantsModel::kGoneKept; ++i) {
        const auto id = QString::number(i);
        people.join({student(id, id)});
        people.leave({student(id, {})}, kTen.addSecs(i));
    }
    QVERIFY(people.rowCount() <= ParticipantsModel::kGoneKept * 11 / 10 + 1);
    QVERIFY(people.knows(u"here"_s));
    QVERIFY(!people.knows(u"0"_s));
    QCOMPARE(people.nameOf(u"999"_s), u"999"_s);
    QCOMPARE(people.rowOf(u"999"_s), people.rowCount() - 1);
}

void ConsoleModelsTest::whoLeftUnseenIsToldFromTheNextWelcome()
{
    ParticipantsModel people;
    QAbstractItemModelTester tester(&people, QAbstractItemModelTester::FailureReportingMode::QtTest);
    people.merge({student(u"1"_s, u"가온"_s), student(u"2"_s, u"나래"_s)}, kTen);
    people.merge({student(u"2"_s, u"나래"_s), student(u"3"_s, u"다솜"_s)}, kTen.addSecs(30));
    QCOMPARE(shown(people), QStringList({u"가온"_s, u"나래"_s, u"다솜"_s}));
    QCOMPARE(people.index(0).data(ParticipantsModel::LeftAtRole).toDateTime(), kTen.addSecs(30));
    QCOMPARE(people.studentsOnline(), 2);
}

void ConsoleModelsTest::whoComesBackIsTheSameRow()
{
    ParticipantsModel people;
    QAbstractItemModelTester tester(&people, QAbstractItemModelTester::FailureReportingMode::QtTest);
    people.join({student(u"1"_s, u"가온"_s)});
    people.leave({student(u"1"_s, {})}, kTen);
    people.join({student(u"1"_s, u"가온"_s)});
    QCOMPARE(people.rowCount(), 1);
    QVERIFY(people.index(0).data(ParticipantsModel::OnlineRole).toBool());
    QVERIFY(!people.index(0).data(ParticipantsModel::LeftAtRole).toDateTime().isValid());
}

void ConsoleModelsTest::whoseLineIsDownIsNeitherHereNorGone()
{
    ParticipantsModel people;
    QAbstractItemModelTester tester(&people, QAbstractItemModelTester::FailureReportingMode::QtTest);
    people.merge({student(u"1"_s, u"가온"_s), student(u"2"_s, u"나래"_s)}, kTen);
    auto away = student(u"1"_s, u"가온"_s);
    away.online = false;
    auto unknown = student(u"3"_s, u"다솜"_s);
    unknown.online = false;
    for (int blip = 0; blip < 3; ++blip) {
        people.merge({away, student(u"2"_s, u"나래"_s), unknown}, kTen);
        QCOMPARE(people.studentsOnline(), 1);
        QVERIFY(!people.index(0).data(ParticipantsModel::LeftAtRole).toDateTime().isValid());
        QVERIFY(!people.index(0).data(ParticipantsModel::NoteRole).toString().isEmpty());
        people.join({student(u"1"_s, u"가온"_s)});
        QCOMPARE(people.studentsOnline(), 2);
    }
    people.leave({unknown}, kTen.addSecs(60));
    QCOMPARE(people.index(2).data(ParticipantsModel::LeftAtRole).toDateTime(), kTen.addSecs(60));
    people.leave({unknown}, kTen.addSecs(90));
    QCOMPARE(people.index(2).data(ParticipantsModel::LeftAtRole).toDateTime(), kTen.addSecs(60));
    QCOMPARE(people.studentsOnline(), 2);
    people.merge({away}, kTen.addSecs(120));
    people.merge({}, kTen.addSecs(180));
    QCOMPARE(people.index(0).data(ParticipantsModel::LeftAtRole).toDateTime(), kTen.addSecs(180));
    QCOMPARE(people.studentsOnline(), 0);
}

void ConsoleModelsTest::theLogIsShownInItsOrderHoweverItArrives()
{
    TimelineModel timeline;
    QAbstractItemModelTester tester(&timeline, QAbstractItemModelTester::FailureReportingMode::QtTest);
    timeline.beginSession(u"e1"_s, false);
    for (const auto seq : {5, 6, 2, 3, 4})
        timeline.take(said(seq, QString::number(seq)));
    timeline.take(said(4, u"4"_s));
    QCOMPARE(shown(timeline), QStringList({u"2"_s, u"3"_s, u"4"_s, u"5"_s, u"6"_s}));
    QCOMPARE(timeline.oldestSeq(), 2);
}

void ConsoleModelsTest::anOwnMessageIsOneRowFromWritingToTheLog()
{
    TimelineModel timeline;
    QAbstractItemModelTester tester(&timeline, QAbstractItemModelTester::FailureReportingMode::QtTest);
    timeline.setSelf(u"u_t"_s);
    timeline.beginSession(u"e1"_s, false);
    const auto key = timeline.addOutgoing(writing(u"안녕하세요"_s));
    timeline.setSending(key, u"c1"_s);
    QCOMPARE(timeline.entry(key)->state, State::Sending);

    auto echo = said(7, u"안녕하세요"_s, u"u_t"_s);
    echo.ref = u"c1"_s;
    QCOMPARE(timeline.take(echo), key);
    timeline.acknowledge(u"c1"_s, echo.id, 7, echo.sentAt);
    QCOMPARE(timeline.rowCount(), 1);
    QCOMPARE(timeline.entry(key)->state, State::Sent);
    QCOMPARE(timeline.entry(key)->seq, 7);
    QVERIFY(timeline.entry(key)->own);
}

void ConsoleModelsTest::anAckAloneMakesItSent()
{
    TimelineModel timeline;
    QAbstractItemModelTester tester(&timeline, QAbstractItemModelTester::FailureReportingMode::QtTest);
    timeline.setSelf(u"u_t"_s);
    timeline.beginSession(u"e1"_s, false);
    const auto key = timeline.addOutgoing(writing(u"x"_s));
    timeline.setSending(key, u"c1"_s);
    timeline.acknowledge(u"c1"_s, u"m9"_s, 9, kTen);
    QCOMPARE(timeline.entry(key)->state, State::Sent);
    // The echo that follows, or a replay after a reconnect, is the same row.
    timeline.take(said(9, u"x"_s, u"u_t"_s));
    QCOMPARE(timeline.rowCount(), 1);
}

void ConsoleModelsTest::whatWaitsStaysBelowTheLog()
{
    TimelineModel timeline;
    QAbstractItemModelTester tester(&timeline, QAbstractItemModelTester::FailureReportingMode::QtTest);
    timeline.setSelf(u"u_t"_s);
    timeline.beginSession(u"e1"_s, false);
    const auto first = timeline.addOutgoing(writing(u"first"_s));
    const auto second = timeline.addOutgoing(writing(u"second"_s));
    timeline.setSending(first, u"c1"_s);
    timeline.setSending(second, u"c2"_s);
    timeline.take(said(1, u"student"_s));
    QCOMPARE(shown(timeline), QStringList({u"student"_s, u"first"_s, u"second"_s}));
    timeline.acknowledge(u"c2"_s, u"m2"_s, 2, kTen);
    QCOMPARE(shown(timeline), QStringList({u"student"_s, u"second"_s, u"first"_s}));
}

void ConsoleModelsTest::aRefusedMessageStaysWithItsReason()
{
    TimelineModel timeline;
    QAbstractItemModelTester tester(&timeline, QAbstractItemModelTester::FailureReportingMode::QtTest);
    const auto key = timeline.addOutgoing(writing(u"too fast"_s));
    timeline.setSending(key, u"c1"_s);
    QVERIFY(!timeline.refuse(u"c9"_s, u"?"_s));
    QVERIFY(timeline.refuse(u"c1"_s, u"slower, please"_s));
    QCOMPARE(timeline.entry(key)->state, State::Failed);
    QCOMPARE(timeline.index(0).data(TimelineModel::FailureRole).toString(), u"slower, please"_s);
    timeline.remove(key);
    QCOMPARE(timeline.rowCount(), 0);
}

void ConsoleModelsTest::aDeletedMessageGoes()
{
    TimelineModel timeline;
    QAbstractItemModelTester tester(&timeline, QAbstractItemModelTester::FailureReportingMode::QtTest);
    timeline.beginSession(u"e1"_s, false);
    timeline.take(said(1, u"a"_s));
    timeline.take(said(2, u"b"_s));
    timeline.take(deleted(3, u"m1"_s));
    timeline.take(deleted(4, u"unknown"_s));
    QCOMPARE(shown(timeline), QStringList({u"b"_s}));
}

void ConsoleModelsTest::anUploadTellsHowFarItIs()
{
    TimelineModel timeline;
    QAbstractItemModelTester tester(&timeline, QAbstractItemModelTester::FailureReportingMode::QtTest);
    const auto key = timeline.addOutgoing(uploading());
    timeline.setUploadProgress(key, 25, 100);
    QCOMPARE(timeline.index(0).data(TimelineModel::ProgressRole).toDouble(), 0.25);
    QVERIFY(timeline.entry(key)->isUploading());
    timeline.setUploadInterrupted(key);
    QVERIFY(timeline.entry(key)->interrupted);
    timeline.setUploadProgress(key, 26, 100);
    QVERIFY(!timeline.entry(key)->interrupted);
}

void ConsoleModelsTest::aMessageIsThereBeforeItsFile()
{
    TimelineModel timeline;
    QAbstractItemModelTester tester(&timeline, QAbstractItemModelTester::FailureReportingMode::QtTest);
    timeline.setSelf(u"u_t"_s);
    timeline.beginSession(u"e1"_s, false);
    const auto key = timeline.addOutgoing(uploading());
    timeline.setThumbnail(key, QImage(4, 4, QImage::Format_RGB32));
    timeline.setUploadProgress(key, 0, 100);
    timeline.setAnnounced(key, picture(AttachmentState::Uploading), u"c1"_s);
    timeline.acknowledge(u"c1"_s, u"m1"_s, 1, kTen);
    timeline.take(pictured(1, AttachmentState::Uploading));
    QCOMPARE(timeline.rowCount(), 1);
    QCOMPARE(timeline.entry(key)->state, State::Sent);
    QVERIFY(timeline.entry(key)->isUploading());

    QCOMPARE(timeline.take(aboutFile(2, AttachmentState::Ready)), key);
    QVERIFY(timeline.entry(key)->hasFile(AttachmentState::Ready));
    QCOMPARE(timeline.entry(key)->attachment->url, u"/api/v1/files/f1"_s);
    QVERIFY(!timeline.entry(key)->thumbnail.isNull());
    QCOMPARE(timeline.take(aboutFile(3, AttachmentState::Failed, u"unknown"_s)), QString());
}

void ConsoleModelsTest::anUploadThatFailedIsSaidAndStaysSo()
{
    TimelineModel timeline;
    QAbstractItemModelTester tester(&timeline, QAbstractItemModelTester::FailureReportingMode::QtTest);
    timeline.setSelf(u"u_t"_s);
    timeline.beginSession(u"e1"_s, false);
    const auto key = timeline.addOutgoing(uploading());
    timeline.setUploadProgress(key, 0, 100);
    timeline.setAnnounced(key, picture(AttachmentState::Uploading), u"c1"_s);
    timeline.setUploadFailed(key, u"too large"_s);
    // Both were on their way before the server knew.
    timeline.acknowledge(u"c1"_s, u"m1"_s, 1, kTen);
    timeline.take(pictured(1, AttachmentState::Uploading));
    QVERIFY(timeline.entry(key)->hasFile(AttachmentState::Failed));
    QVERIFY(timeline.entry(key)->canBeRetried());
    QCOMPARE(timeline.entry(key)->failure, u"too large"_s);

    // Somebody else's: nothing can be done about it here.
    auto theirs = pictured(2, AttachmentState::Uploading);
    theirs.id = u"m2"_s;
    theirs.sender = u"u_s"_s;
    const auto other = timeline.take(theirs);
    timeline.take(aboutFile(3, AttachmentState::Failed, u"m2"_s));
    QVERIFY(timeline.entry(other)->hasFailed());
    QVERIFY(!timeline.entry(other)->canBeRetried());
}

void ConsoleModelsTest::afterALostPlaceTheLogIsShownAfresh()
{
    TimelineModel timeline;
    QAbstractItemModelTester tester(&timeline, QAbstractItemModelTester::FailureReportingMode::QtTest);
    timeline.setSelf(u"u_t"_s);
    timeline.beginSession(u"e1"_s, false);
    timeline.take(said(1, u"a"_s));
    const auto waiting = timeline.addOutgoing(writing(u"mine"_s));

    timeline.beginSession(u"e1"_s, true);
    QCOMPARE(shown(timeline), QStringList({u"a"_s, u"mine"_s}));
    timeline.beginSession(u"e1"_s, false);
    timeline.take(said(2001, u"much later"_s));
    QCOMPARE(shown(timeline), QStringList({u"much later"_s, u"mine"_s}));
    QVERIFY(timeline.entry(waiting));
}

void ConsoleModelsTest::aNewNumberingGoesBelowTheOldOne()
{
    TimelineModel timeline;
    QAbstractItemModelTester tester(&timeline, QAbstractItemModelTester::FailureReportingMode::QtTest);
    timeline.beginSession(u"e1"_s, false);
    timeline.take(said(40, u"before"_s));
    timeline.beginSession(u"e2"_s, false);
    auto after = said(1, u"after"_s);
    after.id = u"other"_s;
    timeline.take(after);
    QCOMPARE(shown(timeline), QStringList({u"before"_s, u"after"_s}));
    QCOMPARE(timeline.oldestSeq(), 1);
}

void ConsoleModelsTest::whoMayReadAMessageIsKnown()
{
    TimelineModel timeline;
    timeline.setSelf(u"u_t"_s);
    timeline.beginSession(u"e1"_s, false);
    auto toTeacher = said(1, u"a"_s);
    toTeacher.targetType = TargetType::Teacher;
    auto toOne = said(2, u"b"_s, u"u_t"_s);
    toOne.targetType = TargetType::Student;
    toOne.target = u"u_s"_s;
    timeline.take(toTeacher);
    timeline.take(toOne, u"민준"_s);
    QCOMPARE(timeline.entryAt(0)->audience, TimelineEntry::Audience::Teachers);
    QCOMPARE(timeline.entryAt(1)->audience, TimelineEntry::Audience::OnePerson);
    QCOMPARE(timeline.entryAt(1)->targetName, u"민준"_s);
}

QTEST_GUILESS_MAIN(ConsoleModelsTest)
#include "tst_consolemodels.moc"
