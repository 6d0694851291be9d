// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/unit/domain/ClassFixture.h"

using namespace lectern;
using namespace lectern::house;
using namespace Qt::StringLiterals;

/// The files that messages carry: how their uploads end, and what becomes of them when the message goes.
class RoomFilesTest : public ClassFixture
{
    Q_OBJECT

    Listener m_kim, m_minjun;

    /// The teacher and a student are in the class.
    void open(bool history = true)
    {
        makeRoom(Talk::Teacher, history);
        m_kim = Listener();
        m_minjun = Listener();
        enter(m_kim, m_teacher);
        student(m_minjun, u"민준"_s);
    }

    Attachment file(AttachmentState state)
    {
        m_shared->log.files = &m_shared->attachments.files;
        Attachment attachment;
        attachment.id = u"f1"_s;
        attachment.state = state;
        m_shared->attachments.files.insert(u"f1"_s, attachment);
        return attachment;
    }

    static Message picture(const QString &ref)
    {
        Message message = frame(MessageType::Image, payload::Text{});
        message.attachment.emplace().id = u"f1"_s;
        message.ref = ref;
        return message;
    }

    Message ackOf(const QString &ref)
    {
        for (const auto &ack : m_kim.of(MessageType::Ack))
            if (ack.ref == ref) return ack;
        return {};
    }

private Q_SLOTS:
    void theEndOfAnUploadIsTold_data()
    {
        QTest::addColumn<bool>("history");
        QTest::newRow("in the log") << true;
        QTest::newRow("in a room without a log") << false;
    }
    void theEndOfAnUploadIsTold()
    {
        QFETCH(bool, history);
        open(history);
        file(AttachmentState::Uploading);
        room()->say(&m_kim, picture(u"c1"_s));
        room()->say(&m_kim, picture(u"c2"_s));
        QTRY_COMPARE(m_minjun.of(MessageType::Image).size(), 2);
        const Message seen = m_minjun.of(MessageType::Image).first();
        QVERIFY(seen.attachment->state == AttachmentState::Uploading);
        QVERIFY(seen.attachment->url.isEmpty());

        QVERIFY(wait(room()->announce(file(AttachmentState::Ready))));
        QTRY_COMPARE(m_minjun.of(MessageType::Attachment).size(), 2);
        const Message told = m_minjun.of(MessageType::Attachment).first();
        QCOMPARE(told.refers, seen.id);
        QCOMPARE(told.seq > seen.seq, history);
        QCOMPARE(told.sender, m_teacher.id);
        QVERIFY(told.attachment->state == AttachmentState::Ready);
        QCOMPARE(told.attachment->url, u"/signed/f1"_s);

        // Another node may have ended it at the same time; the room is told once.
        QVERIFY(wait(room()->announce(file(AttachmentState::Ready))));
        room()->say(&m_kim, text(u"next"_s));
        QTRY_COMPARE(m_minjun.texts().last(), u"next"_s);
        QCOMPARE(m_minjun.of(MessageType::Attachment).size(), 2);
    }

    void whoeverDoesNotSeeTheMessageDoesNotHearOfItsFile()
    {
        open();
        Listener seoyeon;
        student(seoyeon, u"서연"_s);
        file(AttachmentState::Uploading);
        room()->say(&m_minjun, picture(u"c1"_s)); // goes to the teacher, as `talk` has it
        QTRY_COMPARE(m_kim.of(MessageType::Image).size(), 1);
        QVERIFY(wait(room()->announce(file(AttachmentState::Failed))));
        QTRY_COMPARE(m_kim.of(MessageType::Attachment).size(), 1);
        QVERIFY(m_kim.of(MessageType::Attachment).first().attachment->state == AttachmentState::Failed);
        QCOMPARE(m_minjun.of(MessageType::Attachment).size(), 1);
        QVERIFY(seoyeon.of(MessageType::Attachment).isEmpty());
    }

    void anUploadThatEndsWhileTheMessageIsStoredIsToldAllTheSame()
    {
        open();
        file(AttachmentState::Uploading);
        const RoomPtr living = room();
        QFuture<Result<void>> announcing;
        m_shared->log.beforeAppend = [&] { announcing = living->announce(file(AttachmentState::Ready)); };
        living->say(&m_kim, picture(u"c1"_s));
        QTRY_COMPARE(m_minjun.of(MessageType::Image).size(), 1);
        QVERIFY(m_minjun.of(MessageType::Image).first().attachment->state == AttachmentState::Uploading);
        QTRY_COMPARE(m_minjun.of(MessageType::Attachment).size(), 1);
    }

    void whatIsSaidOfAReadyFileNeedsNoEntry()
    {
        open();
        file(AttachmentState::Ready);
        room()->say(&m_kim, picture(u"c1"_s));
        QTRY_COMPARE(m_minjun.of(MessageType::Image).size(), 1);
        QVERIFY(wait(room()->announce(file(AttachmentState::Ready))));
        QVERIFY(m_minjun.of(MessageType::Attachment).isEmpty());
    }

    void anEntryIsNotReadByWhoeverItsMessageIsFrom()
    {
        open();
        file(AttachmentState::Uploading);
        room()->say(&m_kim, picture(u"c1"_s));
        QTRY_VERIFY(!ackOf(u"c1"_s).id.isEmpty());
        room()->say(&m_minjun, text(u"질문"_s));
        QTRY_COMPARE(m_kim.texts().last(), u"질문"_s);
        QVERIFY(wait(room()->announce(file(AttachmentState::Ready))));
        m_kim = Listener();
        enter(m_kim, m_teacher);
        QCOMPARE(m_kim.welcome().unread, 1);
    }

    void aFailedUploadCannotBeSent()
    {
        open();
        file(AttachmentState::Failed);
        room()->say(&m_kim, picture(u"c1"_s));
        QTRY_COMPARE(m_kim.of(MessageType::Error).size(), 1);
        QCOMPARE(payloadOf<payload::Error>(m_kim.of(MessageType::Error).first())->code,
                 ErrorCode::FileNotFound);
    }

    void deletingLetsGoOfTheFile()
    {
        open();
        file(AttachmentState::Ready);
        room()->say(&m_kim, picture(u"c1"_s));
        QTRY_VERIFY(!ackOf(u"c1"_s).id.isEmpty());
        Message removal = frame(MessageType::Delete);
        removal.refers = ackOf(u"c1"_s).id;
        removal.attachment.emplace().id = u"somebody else's"_s;
        room()->say(&m_kim, removal);
        QTRY_COMPARE(m_shared->attachments.released, QStringList{u"f1"_s});
        QVERIFY(!m_minjun.of(MessageType::Delete).first().attachment);
    }

    void aFullRoomTakesNoMessagesButLetsThemBeDeleted()
    {
        open();
        m_shared->quota.used = {0, 10};
        room()->say(&m_kim, text(u"12345678"_s, u"c1"_s));
        QTRY_VERIFY(!ackOf(u"c1"_s).id.isEmpty());
        QVERIFY(m_kim.of(MessageType::RoomUpdate).isEmpty());
        room()->say(&m_kim, text(u"9"_s, u"c2"_s));
        room()->say(&m_kim, text(u"0"_s, u"c3"_s));
        QTRY_VERIFY(!ackOf(u"c3"_s).id.isEmpty());
        const auto told = m_kim.of(MessageType::RoomUpdate);
        QCOMPARE(told.size(), 1);
        QCOMPARE(payloadOf<payload::RoomUpdate>(told.first())->usage, (payload::Usage{9, 10}));
        QVERIFY(m_minjun.of(MessageType::RoomUpdate).isEmpty());

        room()->say(&m_kim, text(u"!"_s, u"c4"_s));
        QTRY_COMPARE(m_kim.of(MessageType::Error).size(), 1);
        QCOMPARE(payloadOf<payload::Error>(m_kim.of(MessageType::Error).first())->code,
                 ErrorCode::StorageUnavailable);
        Message removal = frame(MessageType::Delete);
        removal.refers = ackOf(u"c1"_s).id;
        room()->say(&m_kim, removal);
        QTRY_COMPARE(m_minjun.of(MessageType::Delete).size(), 1);
    }
};

QTEST_GUILESS_MAIN(RoomFilesTest)
#include "tst_roomfiles.moc"
