// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/models/ReadersModel.h"
#include "console/models/TimelineModel.h"

#include <QtTest/QAbstractItemModelTester>
#include <QtTest/QSignalSpy>
#include <QtTest/QTest>

using namespace lectern;
using namespace Qt::StringLiterals;
using Reporting = QAbstractItemModelTester::FailureReportingMode;

namespace {

Participant student(const QString &id, const QString &name, std::optional<qint64> readSeq = 0)
{
    Participant person;
    person.id = id;
    person.name = name;
    person.readSeq = readSeq;
    return person;
}

Participant mark(const QString &id, qint64 seq)
{
    return student(id, {}, seq);
}

Message said(qint64 seq, const QString &sender = u"u_t"_s)
{
    Message message;
    message.type = MessageType::Send;
    message.id = u"m%1"_s.arg(seq);
    message.seq = seq;
    message.sender = sender;
    message.senderType = sender == "u_t"_L1 ? PersonType::Teacher : PersonType::Student;
    message.payload = payload::Text{QString::number(seq)};
    return message;
}

/// A class of three, and four messages of the teacher.
struct Lesson
{
    Lesson()
    {
        timeline.setSelf(u"u_t"_s);
        timeline.beginSession(u"e1"_s, false);
        timeline.setReaders(
            {student(u"1"_s, u"가온"_s), student(u"2"_s, u"나래"_s), student(u"3"_s, u"다솜"_s), teacher()});
        for (const auto seq : {1, 2, 3, 4})
            timeline.take(said(seq));
    }

    static Participant teacher()
    {
        auto person = student(u"u_t"_s, u"김선생"_s, 4);
        person.type = PersonType::Teacher;
        return person;
    }

    /// "seen/of" of each row.
    QStringList counts() const
    {
        QStringList rows;
        for (int row = 0; row < timeline.rowCount(); ++row) {
            const auto index = timeline.index(row);
            rows.append(u"%1/%2"_s.arg(index.data(TimelineModel::SeenRole).toInt())
                            .arg(index.data(TimelineModel::ReadersRole).toInt()));
        }
        return rows;
    }

    QString keyOf(int row) const { return timeline.entryAt(row)->key; }

    TimelineModel timeline;
    QAbstractItemModelTester tester{&timeline, Reporting::QtTest};
};

} // namespace

class ReadStateTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whoHasReadAMessageHasReadAllBeforeIt()
    {
        Lesson lesson;
        QCOMPARE(lesson.counts(), QStringList({u"0/3"_s, u"0/3"_s, u"0/3"_s, u"0/3"_s}));
        lesson.timeline.moveReadMarks({mark(u"1"_s, 3), mark(u"2"_s, 1)});
        QCOMPARE(lesson.counts(), QStringList({u"2/3"_s, u"1/3"_s, u"1/3"_s, u"0/3"_s}));
        QCOMPARE(lesson.timeline.index(0).data(TimelineModel::SeenTextRole).toString(), u"Seen by 2 of 3"_s);
    }

    void aMarkNeverGoesBackAndStrangersDoNotCount()
    {
        Lesson lesson;
        lesson.timeline.moveReadMarks({mark(u"1"_s, 3)});
        lesson.timeline.moveReadMarks({mark(u"1"_s, 2), mark(u"nobody"_s, 4), mark(u"u_t"_s, 4)});
        QCOMPARE(lesson.counts(), QStringList({u"1/3"_s, u"1/3"_s, u"1/3"_s, u"0/3"_s}));
    }

    void onlyThoseWhoAreHereCountAndTheirMarksOutlastAnAbsence()
    {
        Lesson lesson;
        lesson.timeline.moveReadMarks({mark(u"1"_s, 4)});
        lesson.timeline.removeReaders({student(u"1"_s, {}), student(u"3"_s, {})});
        QCOMPARE(lesson.counts().last(), u"0/1"_s);
        lesson.timeline.addReaders({student(u"1"_s, u"가온"_s, std::nullopt), student(u"4"_s, u"라온"_s, 3)});
        QCOMPARE(lesson.counts(), QStringList({u"2/3"_s, u"2/3"_s, u"2/3"_s, u"1/3"_s}));
        lesson.timeline.setReaders({student(u"4"_s, u"라온"_s, 4)});
        QCOMPARE(lesson.counts().last(), u"1/1"_s);
    }

    void aPrivateMessageCountsItsOnePersonHereOrNot()
    {
        Lesson lesson;
        auto toOne = said(5);
        toOne.targetType = TargetType::Student;
        toOne.target = u"2"_s;
        lesson.timeline.take(toOne);
        const auto text = [&] {
            return lesson.timeline.index(4).data(TimelineModel::SeenTextRole).toString();
        };
        QCOMPARE(text(), u"Not seen yet"_s);
        lesson.timeline.moveReadMarks({mark(u"2"_s, 5)});
        lesson.timeline.removeReaders({student(u"2"_s, {})});
        QCOMPARE(text(), u"Seen"_s);
        QCOMPARE(lesson.timeline.readersOf(lesson.keyOf(4)), QList<Reader>({{u"2"_s, u"나래"_s, true}}));
    }

    void whatAStudentWritesToTheTeacherShowsNothingAndToAllLeavesThemOut()
    {
        Lesson lesson;
        auto toTeacher = said(5, u"1"_s);
        toTeacher.targetType = TargetType::Teacher;
        lesson.timeline.take(toTeacher);
        lesson.timeline.take(said(6, u"1"_s));
        QCOMPARE(lesson.counts().mid(4), QStringList({u"0/0"_s, u"0/2"_s}));
        // Who writes has read what stands above.
        QCOMPARE(lesson.counts().first(), u"1/3"_s);
        lesson.timeline.moveReadMarks({mark(u"3"_s, 6)});
        QCOMPARE(lesson.counts().last(), u"1/2"_s);
    }

    void whatIsOnItsWayHasNoReadersYet()
    {
        Lesson lesson;
        TimelineEntry entry;
        entry.state = TimelineEntry::State::Sending;
        const auto key = lesson.timeline.addOutgoing(entry);
        lesson.timeline.setSending(key, u"c1"_s);
        QCOMPARE(lesson.counts().last(), u"0/0"_s);
        lesson.timeline.acknowledge(u"c1"_s, u"m5"_s, 5, QDateTime::currentDateTimeUtc());
        QCOMPARE(lesson.counts().last(), u"0/3"_s);
    }

    void aMarkWithoutANumberIsPlacedByItsMessage()
    {
        Lesson lesson;
        auto known = student(u"4"_s, u"라온"_s, std::nullopt);
        known.lastReadMessage = u"m2"_s;
        auto ahead = student(u"5"_s, u"마루"_s, std::nullopt);
        ahead.lastReadMessage = u"m5"_s;
        lesson.timeline.addReaders({known, ahead});
        QCOMPARE(lesson.counts(), QStringList({u"1/5"_s, u"1/5"_s, u"0/5"_s, u"0/5"_s}));
        lesson.timeline.take(said(5));
        QCOMPARE(lesson.counts(), QStringList({u"2/5"_s, u"2/5"_s, u"1/5"_s, u"1/5"_s, u"1/5"_s}));
    }

    void aNewNumberingKnowsNoOldMarks()
    {
        Lesson lesson;
        lesson.timeline.moveReadMarks({mark(u"1"_s, 4)});
        lesson.timeline.beginSession(u"e2"_s, false);
        auto first = said(1);
        first.id = u"other"_s;
        lesson.timeline.take(first);
        QCOMPARE(lesson.counts(), QStringList({u"0/0"_s, u"0/0"_s, u"0/0"_s, u"0/0"_s, u"0/3"_s}));
    }

    void onlyTheRowsBetweenTheOldMarkAndTheNewOneChange()
    {
        Lesson lesson;
        for (qint64 seq = 5; seq <= 1000; ++seq)
            lesson.timeline.take(said(seq));
        lesson.timeline.moveReadMarks({mark(u"1"_s, 900)});
        QSignalSpy changes(&lesson.timeline, &TimelineModel::dataChanged);
        lesson.timeline.moveReadMarks({mark(u"1"_s, 903), mark(u"1"_s, 910), mark(u"1"_s, 2)});
        QCOMPARE(changes.size(), 1);
        QCOMPARE(changes.first().at(0).toModelIndex().row(), 900);
        QCOMPARE(changes.first().at(1).toModelIndex().row(), 909);
        QVERIFY(changes.first().at(2).value<QList<int>>().contains(TimelineModel::SeenRole));
        lesson.timeline.moveReadMarks({mark(u"1"_s, 910)});
        QCOMPARE(changes.size(), 1);
    }

    void theListNamesFirstWhoHasNotSeenIt()
    {
        Lesson lesson;
        ReadersModel readers;
        QAbstractItemModelTester tester(&readers, Reporting::QtTest);
        readers.show(&lesson.timeline, lesson.keyOf(2));
        const auto names = [&readers] {
            QStringList list;
            for (int row = 0; row < readers.rowCount(); ++row) {
                const auto index = readers.index(row);
                list.append(index.data().toString() +
                            (index.data(ReadersModel::SeenRole).toBool() ? u"+"_s : QString()));
            }
            return list;
        };
        QCOMPARE(names(), QStringList({u"가온"_s, u"나래"_s, u"다솜"_s}));
        lesson.timeline.moveReadMarks({mark(u"1"_s, 3)});
        QCOMPARE(names(), QStringList({u"나래"_s, u"다솜"_s, u"가온+"_s}));
        QCOMPARE(readers.summary(), u"Seen by 1 of 3"_s);
        QCOMPARE(readers.index(0).data(Qt::AccessibleTextRole).toString(), u"나래, has not seen it yet"_s);
        lesson.timeline.removeReaders({student(u"2"_s, {})});
        QCOMPARE(names(), QStringList({u"다솜"_s, u"가온+"_s}));
        Message gone;
        gone.type = MessageType::Delete;
        gone.seq = 5;
        gone.refers = u"m3"_s;
        lesson.timeline.take(gone);
        QCOMPARE(readers.rowCount(), 0);
        readers.show(nullptr);
        QCOMPARE(readers.summary(), QString());
    }
};

QTEST_GUILESS_MAIN(ReadStateTest)
#include "tst_readstate.moc"
