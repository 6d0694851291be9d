// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/models/FoundAllModel.h"
#include "console/models/TextLinks.h"
#include "console/report/AttendanceSheet.h"
#include "console/report/ReportDocument.h"
#include "console/report/ReportFigures.h"
#include "console/session/RosterFile.h"

#include <QtCore/QTemporaryDir>
#include <QtGui/QTextDocument>
#include <QtTest/QAbstractItemModelTester>
#include <QtTest/QTest>

#include <numeric>

using namespace lectern;
using namespace Qt::StringLiterals;

namespace {

QDateTime at(int minute)
{
    return QDateTime(QDate(2026, 11, 21), QTime(1, 0), Qt::UTC).addSecs(60 * minute);
}

api::Attendee student(const QString &name, const QList<api::Attendee::Stay> &stays)
{
    api::Attendee attendee;
    attendee.id = u"u_"_s + name;
    attendee.name = name;
    attendee.intervals = stays;
    for (const auto &stay : stays)
        attendee.totalSeconds += stay.from.secsTo(stay.to);
    return attendee;
}

Message said(int minute, PersonType type, const QString &text)
{
    Message message;
    message.id = u"m%1"_s.arg(minute);
    message.type = MessageType::Send;
    message.sentAt = at(minute);
    message.senderType = type;
    message.senderName = type == PersonType::Student ? u"민준"_s : u"김선생"_s;
    message.payload = payload::Text{text};
    return message;
}

/// An hour: one student for all of it, one who left in the middle and came back.
ClassRecord hour()
{
    ClassRecord record;
    record.room.id = u"FTYXPM"_s;
    record.room.name = u"수학 <3-2>"_s;
    record.attendance = {student(u"민준"_s, {{at(0), at(60)}}),
                         student(u"=서연"_s, {{at(0), at(15)}, {at(45), at(60)}})};
    record.messages = {said(1, PersonType::Teacher, u"안녕하세요"_s),
                       said(2, PersonType::Student, u"<b>네</b>"_s), said(59, PersonType::Student, u"끝"_s)};
    Message poll;
    poll.id = u"p1"_s;
    poll.type = MessageType::Poll;
    poll.sentAt = at(30);
    poll.payload = payload::Poll{u"이해했나요?"_s, {u"네"_s, u"아니요"_s}, false, true, false};
    Message result;
    result.type = MessageType::PollResult;
    result.refers = u"p1"_s;
    result.sentAt = at(31);
    result.payload = payload::PollResult{{3, 1}, 4, std::nullopt, true};
    record.messages.insert(2, poll);
    record.messages.insert(3, result);
    return record;
}

} // namespace

/// What a class leaves behind, and the tables that schools bring.
class AfterClassTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whoWasThereIsCountedOverTheHour();
    void whatWasSaidAndAskedIsCounted();
    void aClassOfWhichNothingIsKnownHasAReport();
    void theReportShowsTextsAsTexts();
    void theReportBecomesAPdf();
    void theTableHasARowForEachStay();
    void theWorkbookIsWritten();
    void namesAreFoundInATable_data();
    void namesAreFoundInATable();
    void aLineIsAName_data();
    void aLineIsAName();
    void addressesAreFoundInAText_data();
    void addressesAreFoundInAText();
    void whatWasFoundInManyClassesIsInOrder();
};

void AfterClassTest::whoWasThereIsCountedOverTheHour()
{
    const auto figures = ReportFigures::of(hour(), at(60));
    QCOMPARE(figures.from, at(0));
    QCOMPARE(figures.to, at(60));
    QCOMPARE(figures.students, 2);
    QCOMPARE(figures.present.size(), ReportFigures::kParts);
    QCOMPARE(figures.present.at(5), 2);
    QCOMPARE(figures.present.at(30), 1);
    QCOMPARE(figures.present.at(50), 2);
}

void AfterClassTest::whatWasSaidAndAskedIsCounted()
{
    const auto figures = ReportFigures::of(hour(), at(60));
    QCOMPARE(figures.teacherMessages, 1);
    QCOMPARE(figures.studentMessages, 2);
    QCOMPARE(figures.messages.at(1), 1);
    QCOMPARE(figures.messages.at(59), 1);
    QCOMPARE(std::accumulate(figures.messages.begin(), figures.messages.end(), 0), 3);
    QCOMPARE(figures.polls.size(), 1);
    QCOMPARE(figures.polls.first().counts, QList<int>({3, 1}));
    QCOMPARE(figures.polls.first().votes, 4);
}

void AfterClassTest::aClassOfWhichNothingIsKnownHasAReport()
{
    ClassRecord record;
    record.room.name = u"leer"_s;
    QVERIFY(ReportDocument::of(record, at(0))->toPlainText().contains(u"leer"_s));
}

void AfterClassTest::theReportShowsTextsAsTexts()
{
    const auto text = ReportDocument::of(hour(), at(60))->toPlainText();
    for (const auto &expected : {u"수학 <3-2>"_s, u"<b>네</b>"_s, u"이해했나요?"_s, u"민준"_s})
        QVERIFY2(text.contains(expected), qPrintable(expected));
}

void AfterClassTest::theReportBecomesAPdf()
{
    QTemporaryDir folder;
    const auto path = folder.filePath(u"report.pdf"_s);
    const auto report = ReportDocument::of(hour(), at(60));
    QVERIFY(ReportDocument::savePdf(*report, path));
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    QVERIFY(file.read(5) == "%PDF-");
    QVERIFY(file.size() > 10'000);
    QVERIFY(!ReportDocument::savePdf(*report, folder.filePath(u"nowhere/report.pdf"_s)));
}

void AfterClassTest::theTableHasARowForEachStay()
{
    const auto bytes = AttendanceSheet::csv(hour());
    QVERIFY(bytes.startsWith("\xEF\xBB\xBF"));
    const auto csv = QString::fromUtf8(bytes); // which takes the mark out
    const auto lines = csv.split(u"\r\n"_s, Qt::SkipEmptyParts);
    QCOMPARE(lines.size(), 4);
    QVERIFY(lines.at(0).startsWith(u"\"Name\""_s));
    QVERIFY(lines.at(1).startsWith(u"\"민준\""_s) && lines.at(1).endsWith(u",60"_s));
    // No spreadsheet may run a name.
    QVERIFY(lines.at(2).startsWith(u"\"'=서연\""_s) && lines.at(2).endsWith(u",15"_s));
}

void AfterClassTest::theWorkbookIsWritten()
{
    QTemporaryDir folder;
    const auto path = folder.filePath(u"출석.xlsx"_s);
    QVERIFY(AttendanceSheet::saveXlsx(hour(), path));
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    QVERIFY(file.readAll().startsWith("PK"));
    QVERIFY(!AttendanceSheet::saveXlsx(hour(), folder.filePath(u"nowhere/a.xlsx"_s)));
}

void AfterClassTest::namesAreFoundInATable_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QStringList>("names");
    const QStringList two{u"김민준"_s, u"이서연"_s};
    QTest::newRow("a name a line") << QByteArray("김민준\n이서연\n") << two;
    QTest::newRow("numbers first") << QByteArray("1,김민준\r\n2,이서연\r\n") << two;
    QTest::newRow("a title") << QByteArray("반,번호,이름\n3-2,1,김민준\n3-2,2,이서연\n") << two;
    QTest::newRow("semicolons, quotes") << QByteArray("id;name\n1;\"김민준\"\n2;\" 이서연 \"\n") << two;
    QTest::newRow("a byte order mark") << QByteArray("\xEF\xBB\xBF이름\n김민준\n이서연") << two;
    QTest::newRow("Korean Excel") << QByteArray("\xc0\xcc\xb8\xa7\n\xb1\xe8\xb9\xce\xc1\xd8\n")
                                  << QStringList{u"김민준"_s};
    QTest::newRow("twice, and blank") << QByteArray("김민준\n\n김민준\n   \n이서연") << two;
    QTest::newRow("a comma in a name")
        << QByteArray("name,x\n\"Doe, Jane\",1\n") << QStringList{u"Doe, Jane"_s};
    QTest::newRow("commas in names, semicolons between")
        << QByteArray("\"Kim, Minjun\";1\n\"Lee, Seoyeon\";2\n")
        << QStringList{u"Kim, Minjun"_s, u"Lee, Seoyeon"_s};
    QTest::newRow("nothing") << QByteArray() << QStringList();
}

void AfterClassTest::namesAreFoundInATable()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QStringList, names);
    QCOMPARE(rosterfile::namesInTable(bytes), names);
}

void AfterClassTest::aLineIsAName_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QStringList>("names");
    QTest::newRow("commas") << u"Kim, Minjun\nLee, Seoyeon"_s
                            << QStringList{u"Kim, Minjun"_s, u"Lee, Seoyeon"_s};
    QTest::newRow("semicolons, quotes")
        << u"민준; 3반\n서연 \"별\""_s << QStringList{u"민준; 3반"_s, u"서연 \"별\""_s};
    QTest::newRow("what would be a title") << u"Student\n이름"_s << QStringList{u"Student"_s, u"이름"_s};
    QTest::newRow("numbers") << u"7\n민준"_s << QStringList{u"7"_s, u"민준"_s};
    QTest::newRow("lines of another system") << u"민준\r\n서연\r\n"_s << QStringList{u"민준"_s, u"서연"_s};
    QTest::newRow("twice, and blank") << u" 민준 \n\n민준\n \n서연"_s << QStringList{u"민준"_s, u"서연"_s};
    QTest::newRow("nothing") << QString() << QStringList();
}

void AfterClassTest::aLineIsAName()
{
    QFETCH(QString, text);
    QFETCH(QStringList, names);
    QCOMPARE(rosterfile::namesInLines(text), names);
}

void AfterClassTest::addressesAreFoundInAText_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QStringList>("urls");
    QTest::newRow("none") << u"ftp://a.b javascript:alert(1) http://"_s << QStringList();
    QTest::newRow("behind it a full stop")
        << u"여기: https://example.org/a."_s << QStringList{u"https://example.org/a"_s};
    QTest::newRow("in brackets") << u"(http://example.org/a_(b))"_s
                                 << QStringList{u"http://example.org/a_(b)"_s};
    QTest::newRow("two") << u"http://a.org, http://b.org?x=1&y=2!"_s
                         << QStringList{u"http://a.org"_s, u"http://b.org?x=1&y=2"_s};
}

void AfterClassTest::addressesAreFoundInAText()
{
    QFETCH(QString, text);
    QFETCH(QStringList, urls);
    QStringList found;
    for (const auto &link : linksIn(text)) {
        found.append(link.url.toString());
        QCOMPARE(text.mid(link.start, link.length), link.url.toString());
    }
    QCOMPARE(found, urls);
}

void AfterClassTest::whatWasFoundInManyClassesIsInOrder()
{
    FoundAllModel found;
    QAbstractItemModelTester tester(&found, QAbstractItemModelTester::FailureReportingMode::QtTest);
    api::Room maths;
    maths.name = u"수학"_s;
    api::Room music;
    music.name = u"음악"_s;
    found.add(maths, {said(1, PersonType::Student, u"a"_s), said(5, PersonType::Student, u"b"_s)});
    found.add(music, {said(3, PersonType::Student, u"c"_s)});
    QStringList texts;
    for (int row = 0; row < found.rowCount(); ++row)
        texts.append(found.index(row).data().toString());
    QCOMPARE(texts, QStringList({u"b"_s, u"c"_s, u"a"_s}));
    QCOMPARE(found.index(1).data(FoundModel::SenderNameRole).toString(), u"음악 · 민준"_s);
}

QTEST_MAIN(AfterClassTest)
#include "tst_afterclass.moc"
