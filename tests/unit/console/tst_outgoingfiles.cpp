// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/session/OutgoingFiles.h"
#include "tests/unit/client/RoomPeer.h"
#include "tests/unit/client/TusPeer.h"

#include <QtCore/QBuffer>
#include <QtTest/QAbstractItemModelTester>
#include <QtTest/QSignalSpy>
#include <QtTest/QTest>

using namespace lectern;
using namespace lectern::test;
using namespace Qt::StringLiterals;
using State = TimelineEntry::State;

/// A teacher's files on their way, against both sides of a server that is played here.
class OutgoingFilesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();

    void theClassHearsOfAFileBeforeItIsThere();
    void aBrokenLineIsSeenAndGoesOn();
    void whatFailedIsTriedAgainAsANewMessage();
    void whatIsTakenBackGoesForEveryone();
    void whatIsTakenBackBeforeItHasANameGoesWhenItHasOne();
    void onlyAFewGoAtOnce();
    void forSeveralPeopleItGoesUpOnce();

private:
    QString send(const QByteArray &bytes, const QString &name = u"a.pdf"_s);
    const TimelineEntry &row(int row) const { return *m_timeline->entryAt(row); }
    QList<Message> heard(MessageType type) const;

    std::unique_ptr<TusPeer> m_files;
    std::unique_ptr<RoomPeer> m_room;
    std::unique_ptr<ApiClient> m_api;
    std::unique_ptr<RoomConnection> m_line;
    std::unique_ptr<TimelineModel> m_timeline;
    std::unique_ptr<QAbstractItemModelTester> m_tester;
    std::unique_ptr<Thumbnails> m_thumbnails;
    std::unique_ptr<OutgoingFiles> m_outgoing;
};

void OutgoingFilesTest::init()
{
    m_files = std::make_unique<TusPeer>();
    m_room = std::make_unique<RoomPeer>();
    m_api = std::make_unique<ApiClient>(m_files->url());
    m_line = std::make_unique<RoomConnection>();
    m_timeline = std::make_unique<TimelineModel>();
    m_tester = std::make_unique<QAbstractItemModelTester>(
        m_timeline.get(), QAbstractItemModelTester::FailureReportingMode::QtTest);
    m_thumbnails = std::make_unique<Thumbnails>(*m_api, *m_timeline);
    m_outgoing = std::make_unique<OutgoingFiles>(*m_api, u"FTYXPM"_s, *m_line, *m_timeline, *m_thumbnails);
    connect(m_outgoing.get(), &OutgoingFiles::failed, this,
            [this](const QString &key) { m_timeline->setUploadFailed(key, u"refused"_s); });
    connect(m_line.get(), &RoomConnection::acknowledged, m_timeline.get(), &TimelineModel::acknowledge);
    m_timeline->setSelf(u"u_me"_s);
    m_timeline->beginSession(u"e1"_s, false);
    m_line->open(m_room->url(), u"FTYXPM"_s, u"token"_s);
    QTRY_VERIFY(m_room->isHere());
    m_room->welcome();
    QTRY_COMPARE(m_line->state(), RoomConnection::State::Online);
}

void OutgoingFilesTest::cleanup()
{
    m_outgoing.reset();
    m_thumbnails.reset();
    m_tester.reset();
    m_timeline.reset();
    m_line.reset();
    m_api.reset();
}

QString OutgoingFilesTest::send(const QByteArray &bytes, const QString &name)
{
    auto data = std::make_shared<QBuffer>();
    data->setData(bytes);
    data->open(QIODevice::ReadOnly);
    TimelineEntry entry;
    entry.type = MessageType::File;
    m_outgoing->send({entry}, {name, u"application/pdf"_s, data});
    return row(m_timeline->rowCount() - 1).key;
}

QList<Message> OutgoingFilesTest::heard(MessageType type) const
{
    QList<Message> found;
    for (const auto &message : m_room->heard) {
        if (message.type == type) found.append(message);
    }
    return found;
}

void OutgoingFilesTest::theClassHearsOfAFileBeforeItIsThere()
{
    m_files->tearAt(1'000'000);
    const auto key = send(QByteArray(2'000'000, 'x'));
    QVERIFY(row(0).isUploading());
    QTRY_COMPARE(heard(MessageType::File).size(), 1);
    QCOMPARE(heard(MessageType::File).first().attachment->id, u"f1"_s);
    m_room->ack(heard(MessageType::File).first(), 1);
    QTRY_COMPARE(row(0).state, State::Sent);
    QTRY_VERIFY(row(0).interrupted);
    QVERIFY(row(0).isUploading());
    QVERIFY(m_files->files["f1"].bytes.size() < 2'000'000);
    QCOMPARE(row(0).key, key);
}

void OutgoingFilesTest::aBrokenLineIsSeenAndGoesOn()
{
    m_files->tearAt(1'000'000);
    send(QByteArray(2'000'000, 'x'));
    QTRY_VERIFY(row(0).interrupted);
    QCOMPARE(row(0).bytesTotal, 2'000'000);
    m_outgoing->lineIsBack();
    QTRY_COMPARE(m_files->files["f1"].bytes.size(), 2'000'000);
    QTRY_COMPARE(row(0).bytesSent, 2'000'000);
    QVERIFY(!row(0).interrupted);
    QTRY_VERIFY(!m_outgoing->contains(row(0).key));
}

void OutgoingFilesTest::whatFailedIsTriedAgainAsANewMessage()
{
    m_files->refuseNext("PATCH", 415, "unsupported_media_type");
    const auto key = send("bytes");
    QTRY_COMPARE(heard(MessageType::File).size(), 1);
    m_room->ack(heard(MessageType::File).first(), 1);
    QTRY_COMPARE(row(0).state, State::Sent);
    QTRY_VERIFY(row(0).canBeRetried());
    QCOMPARE(row(0).failure, u"refused"_s);

    m_outgoing->retry(key);
    QCOMPARE(m_timeline->rowCount(), 1);
    QVERIFY(row(0).isUploading());
    QTRY_COMPARE(heard(MessageType::Delete).size(), 1);
    QCOMPARE(heard(MessageType::Delete).first().refers, u"id-"_s + heard(MessageType::File).first().ref);
    QTRY_COMPARE(heard(MessageType::File).size(), 2);
    const auto again = QString::fromLatin1(m_files->files.lastKey());
    QCOMPARE(heard(MessageType::File).last().attachment->id, again);
    QVERIFY(heard(MessageType::File).last().ref != heard(MessageType::File).first().ref);
    QTRY_COMPARE(m_files->files.last().bytes, "bytes"_ba);
}

void OutgoingFilesTest::whatIsTakenBackGoesForEveryone()
{
    m_files->tearAt(1'000'000);
    const auto key = send(QByteArray(2'000'000, 'x'));
    QTRY_COMPARE(heard(MessageType::File).size(), 1);
    m_room->ack(heard(MessageType::File).first(), 1);
    QTRY_COMPARE(row(0).state, State::Sent);
    QTRY_VERIFY(row(0).interrupted);
    m_outgoing->cancel(key);
    QCOMPARE(m_timeline->rowCount(), 0);
    QTRY_COMPARE(m_files->files.size(), 0);
    QTRY_COMPARE(heard(MessageType::Delete).size(), 1);
}

void OutgoingFilesTest::whatIsTakenBackBeforeItHasANameGoesWhenItHasOne()
{
    m_files->tearAt(1'000'000);
    const auto key = send(QByteArray(2'000'000, 'x'));
    QTRY_COMPARE(heard(MessageType::File).size(), 1);
    m_outgoing->cancel(key);
    QCOMPARE(m_timeline->rowCount(), 0);
    m_room->ack(heard(MessageType::File).first(), 1);
    QTRY_COMPARE(heard(MessageType::Delete).size(), 1);
    QCOMPARE(heard(MessageType::Delete).first().refers, u"id-"_s + heard(MessageType::File).first().ref);
}

void OutgoingFilesTest::onlyAFewGoAtOnce()
{
    m_files->leave();
    QStringList keys;
    for (int i = 0; i < 5; ++i)
        keys.append(send("bytes", u"%1.pdf"_s.arg(i)));
    QTRY_VERIFY(row(2).interrupted);
    QVERIFY(!row(3).interrupted);
    m_outgoing->cancel(keys.at(0));
    QTRY_VERIFY(m_timeline->entry(keys.at(3))->interrupted);
    m_files->comeBack();
    m_outgoing->lineIsBack();
    QTRY_COMPARE(heard(MessageType::File).size(), 4);
    QTRY_VERIFY(!m_outgoing->contains(keys.at(4)));
}

void OutgoingFilesTest::forSeveralPeopleItGoesUpOnce()
{
    QList<TimelineEntry> entries(3);
    for (int person = 0; person < 3; ++person) {
        entries[person].type = MessageType::File;
        entries[person].text = u"숙제"_s;
        entries[person].target = u"u_%1"_s.arg(person);
        entries[person].audience = TimelineEntry::Audience::OnePerson;
    }
    auto data = std::make_shared<QBuffer>();
    data->setData(QByteArray(1000, 'x'));
    data->open(QIODevice::ReadOnly);
    m_outgoing->send(entries, {u"a.pdf"_s, u"application/pdf"_s, data});
    QCOMPARE(m_timeline->rowCount(), 1);
    QTRY_COMPARE(heard(MessageType::File).size(), 3);
    QCOMPARE(m_files->files.size(), 1);
    QSet<QString> targets;
    for (const auto &message : heard(MessageType::File)) {
        QCOMPARE(message.attachment->id, u"f1"_s);
        QCOMPARE(payloadOf<payload::Text>(message)->text, u"숙제"_s);
        targets.insert(message.target);
    }
    QCOMPARE(targets, QSet<QString>({u"u_0"_s, u"u_1"_s, u"u_2"_s}));
    QCOMPARE(m_timeline->rowCount(), 3);
}

QTEST_MAIN(OutgoingFilesTest)
#include "tst_outgoingfiles.moc"
