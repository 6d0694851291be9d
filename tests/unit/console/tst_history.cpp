// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/protocol/Codec.h"
#include "console/session/History.h"
#include "console/session/MessageSearch.h"
#include "console/session/SaveJob.h"
#include "tests/unit/client/HttpPeer.h"

#include <QtCore/QJsonArray>
#include <QtCore/QTemporaryDir>
#include <QtCore/QUrlQuery>
#include <QtTest/QAbstractItemModelTester>
#include <QtTest/QSignalSpy>
#include <QtTest/QTest>

using namespace lectern;
using namespace lectern::test;
using namespace Qt::StringLiterals;
using Reporting = QAbstractItemModelTester::FailureReportingMode;

namespace {

Message said(qint64 seq)
{
    Message message;
    message.type = MessageType::Send;
    message.id = u"m%1"_s.arg(seq);
    message.seq = seq;
    message.sender = u"u_1"_s;
    message.senderName = u"민준"_s;
    message.payload = payload::Text{seq % 2 ? u"숙제를 했어요 %1"_s.arg(seq) : u"no %1"_s.arg(seq)};
    return message;
}

} // namespace

/// What was said before, against a server that knows 1,200 messages; every odd one speaks of homework.
class HistoryTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();

    void olderMessagesComeInPagesUntilThereAreNone();
    void aMessageFarBackIsLoadedAndTold();
    void aMessageThatIsGoneIsSaid();
    void whatCanNotBeLoadedIsSaidAndMayBeTriedAgain();
    void whatIsFoundComesNewestFirstAndInPages();
    void anAnswerToAnEarlierTextIsNobodys();
    void aBlankTextFindsNothing();
    void aSearchThatFailsSaysWhy();
    void aFileIsThereWholeOrNotAtAll();

private:
    QByteArray answer(const QByteArray &line);

    std::unique_ptr<HttpPeer> m_peer;
    std::unique_ptr<ApiClient> m_api;
    QSet<qint64> m_deleted;
};

void HistoryTest::init()
{
    m_deleted.clear();
    m_peer = std::make_unique<HttpPeer>();
    m_peer->answerBy([this](const HttpPeer::Asked &asked) { return answer(asked.line); });
    m_api = std::make_unique<ApiClient>(m_peer->url());
}

QByteArray HistoryTest::answer(const QByteArray &line)
{
    const QUrlQuery query(QUrl(QString::fromLatin1(line.split(' ').at(1))));
    const auto word = query.queryItemValue(u"q"_s, QUrl::FullyDecoded);
    const auto limit = query.queryItemValue(u"limit"_s).toInt();
    const auto before = query.hasQueryItem(u"before"_s) ? query.queryItemValue(u"before"_s).toInt() : 1201;
    QByteArrayList messages;
    for (qint64 seq = before - 1; seq > 0 && messages.size() < limit; --seq) {
        const auto message = said(seq);
        const bool fits = payloadOf<payload::Text>(message)->text.contains(word);
        if (fits && !m_deleted.contains(seq)) messages.prepend(encode(message));
    }
    return HttpPeer::of(200, "application/json", '[' + messages.join(',') + ']');
}

void HistoryTest::olderMessagesComeInPagesUntilThereAreNone()
{
    TimelineModel timeline;
    ParticipantsModel people;
    History history(*m_api, u"FTYXPM"_s, timeline, people);
    QSignalSpy loaded(&history, &History::olderLoaded);
    QVERIFY(!history.hasOlder());
    timeline.take(said(72));
    QVERIFY(history.hasOlder());
    history.loadOlder();
    history.loadOlder(); // while it is on its way: once is enough
    QTRY_COMPARE(loaded.size(), 1);
    QCOMPARE(m_peer->asked.size(), 1);
    QCOMPARE(timeline.oldestSeq(), 22);
    history.loadOlder();
    QTRY_COMPARE(timeline.oldestSeq(), 1);
    QVERIFY(!history.hasOlder());
    QCOMPARE(timeline.rowCount(), 72);
}

void HistoryTest::aMessageFarBackIsLoadedAndTold()
{
    TimelineModel timeline;
    ParticipantsModel people;
    History history(*m_api, u"FTYXPM"_s, timeline, people);
    QSignalSpy revealed(&history, &History::revealed);
    timeline.take(said(1200));
    history.reveal(u"m100"_s, 100);
    QTRY_COMPARE(revealed.size(), 1);
    const auto *entry = timeline.entry(revealed.first().first().toString());
    QVERIFY(entry);
    QCOMPARE(entry->id, u"m100"_s);
    QCOMPARE(m_peer->asked.size(), 3);
    history.reveal(u"m101"_s, 101);
    QCOMPARE(revealed.size(), 2);
    QCOMPARE(m_peer->asked.size(), 3);
}

void HistoryTest::aMessageThatIsGoneIsSaid()
{
    TimelineModel timeline;
    ParticipantsModel people;
    History history(*m_api, u"FTYXPM"_s, timeline, people);
    QSignalSpy missing(&history, &History::missing);
    m_deleted = {1100};
    timeline.take(said(1200));
    history.reveal(u"m1100"_s, 1100);
    QTRY_COMPARE(missing.size(), 1);
    QCOMPARE(m_peer->asked.size(), 1);
}

void HistoryTest::whatCanNotBeLoadedIsSaidAndMayBeTriedAgain()
{
    TimelineModel timeline;
    ParticipantsModel people;
    History history(*m_api, u"FTYXPM"_s, timeline, people);
    QSignalSpy failed(&history, &History::failed);
    timeline.take(said(30));
    m_peer->answerBy([](const HttpPeer::Asked &) {
        return HttpPeer::of(503, "application/problem+json",
                            R"({"status":503,"code":"storage_unavailable"})");
    });
    history.reveal(u"m2"_s, 2);
    QTRY_COMPARE(failed.size(), 1);
    m_peer->answerBy([this](const HttpPeer::Asked &asked) { return answer(asked.line); });
    history.loadOlder();
    QTRY_COMPARE(timeline.oldestSeq(), 1);
}

void HistoryTest::whatIsFoundComesNewestFirstAndInPages()
{
    MessageSearch search(*m_api, u"FTYXPM"_s);
    QAbstractItemModelTester tester(search.found(), Reporting::QtTest);
    search.search(u" 숙제 "_s);
    QCOMPARE(search.state(), MessageSearch::State::Searching);
    QTRY_COMPARE(search.state(), MessageSearch::State::Done);
    QVERIFY(search.found()->rowCount() >= 50);
    QCOMPARE(search.found()->index(0).data().toString(), u"숙제를 했어요 1199"_s);
    QCOMPARE(search.found()->index(1).data(FoundModel::SeqRole).toLongLong(), 1197);
    // A list that is scrolled asks for more by itself.
    while (search.found()->canFetchMore({})) {
        search.found()->fetchMore({});
        QTRY_COMPARE(search.state(), MessageSearch::State::Done);
    }
    QCOMPARE(search.found()->rowCount(), 600);
    QCOMPARE(search.found()->index(599).data(FoundModel::IdRole).toString(), u"m1"_s);
    search.found()->remove(u"m1199"_s);
    search.found()->remove(u"m1200"_s);
    QCOMPARE(search.found()->rowCount(), 599);
}

void HistoryTest::anAnswerToAnEarlierTextIsNobodys()
{
    MessageSearch search(*m_api, u"FTYXPM"_s);
    search.search(u"숙제"_s);
    search.search(u"no 12"_s);
    QTRY_COMPARE(search.state(), MessageSearch::State::Done);
    QTRY_COMPARE(m_peer->asked.size(), 2);
    QCOMPARE(search.found()->rowCount(), 7);
    QCOMPARE(search.found()->index(6).data().toString(), u"no 12"_s);
}

void HistoryTest::aBlankTextFindsNothing()
{
    MessageSearch search(*m_api, u"FTYXPM"_s);
    search.search(u"숙제"_s);
    search.search(u"  "_s);
    QCOMPARE(search.state(), MessageSearch::State::Idle);
    QTRY_COMPARE(m_peer->asked.size(), 1);
    QCOMPARE(search.found()->rowCount(), 0);
}

void HistoryTest::aSearchThatFailsSaysWhy()
{
    m_peer->answerBy([](const HttpPeer::Asked &) {
        return HttpPeer::of(400, "application/problem+json", R"({"status":400,"code":"bad_request"})");
    });
    MessageSearch search(*m_api, u"FTYXPM"_s);
    search.search(u"숙제"_s);
    QTRY_COMPARE(search.state(), MessageSearch::State::Failed);
    QCOMPARE(search.error().problem.code, ErrorCode::BadRequest);
}

void HistoryTest::aFileIsThereWholeOrNotAtAll()
{
    QTemporaryDir folder;
    const auto path = folder.filePath(u"수업.zip"_s);
    const auto start = [this](QIODevice *target) { return m_api->exportRoom(u"FTYXPM"_s, target); };
    m_peer->answerBy([](const HttpPeer::Asked &) {
        return QByteArray(
            "HTTP/1.1 200 OK\r\nContent-Type: application/zip\r\nContent-Length: 100\r\n\r\nPK");
    });
    SaveJob torn(path, m_api->server());
    QSignalSpy failed(&torn, &SaveJob::failed);
    torn.run(start);
    QTRY_COMPARE(failed.size(), 1);
    QVERIFY(!QFile::exists(path));

    m_peer->answerBy(
        [](const HttpPeer::Asked &) { return HttpPeer::of(200, "application/zip", "PK whole"); });
    SaveJob whole(path, m_api->server());
    QSignalSpy saved(&whole, &SaveJob::saved);
    whole.run(start);
    QTRY_COMPARE(saved.size(), 1);
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    QCOMPARE(file.readAll(), "PK whole"_ba);

    SaveJob nowhere(folder.filePath(u"no/such/folder.zip"_s), m_api->server());
    QSignalSpy refused(&nowhere, &SaveJob::failed);
    nowhere.run(start);
    QCOMPARE(refused.size(), 1);
    QVERIFY(refused.first().first().toString().contains(u"folder.zip"_s));
}

QTEST_GUILESS_MAIN(HistoryTest)
#include "tst_history.moc"
