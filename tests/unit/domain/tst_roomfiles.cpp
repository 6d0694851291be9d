// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/unit/domain/House.h"

#include <QtTest/QTest>

using namespace lectern;
using namespace lectern::house;
using namespace Qt::StringLiterals;

/// The files that messages carry: how their uploads end, and what becomes of them when the message goes.
class RoomFilesTest : public QObject
{
    Q_OBJECT

    std::unique_ptr<Shared> m_shared;
    std::unique_ptr<Node> m_node;
    RoomInfo m_info;
    Listener m_teacher, m_minjun;
    const Person m_kim{u"u_teacher"_s, u"김선생"_s, PersonType::Teacher};

    template <typename Future> static auto wait(Future future)
    {
        while (!future.isFinished())
            QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
        return future.result();
    }

    RoomPtr room() { return *wait(m_node->hub.open(m_info.id)); }

    void enter(Listener &listener, const Person &person)
    {
        room()->enter(&listener, {.member = *wait(m_shared->store.admit(m_info.id, person, {}))});
        [&] { QTRY_VERIFY(listener.welcomed()); }();
    }

    void open(bool history)
    {
        m_node = std::make_unique<Node>(*m_shared, quick());
        RoomInfo info;
        info.name = u"1교시"_s;
        info.ownerId = m_kim.id;
        info.history = history;
        m_info = *wait(m_shared->store.create(info, 50));
        enter(m_teacher, m_kim);
        enter(m_minjun, {{}, u"민준"_s, PersonType::Student});
    }

    Attachment file(AttachmentState state)
    {
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
        for (const auto &ack : m_teacher.of(MessageType::Ack))
            if (ack.ref == ref) return ack;
        return {};
    }

private Q_SLOTS:
    void init()
    {
        m_shared = std::make_unique<Shared>();
        m_shared->log.files = &m_shared->attachments.files;
        m_teacher = Listener();
        m_minjun = Listener();
    }
    void cleanup()
    {
        m_node.reset();
        QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
        m_shared.reset();
    }

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
        room()->say(&m_teacher, picture(u"c1"_s));
        room()->say(&m_teacher, picture(u"c2"_s));
        QTRY_COMPARE(m_minjun.of(MessageType::Image).size(), 2);
        const Message seen = m_minjun.of(MessageType::Image).first();
        QVERIFY(seen.attachment->state == AttachmentState::Uploading);
        QVERIFY(seen.attachment->url.isEmpty());

        QVERIFY(wait(room()->announce(file(AttachmentState::Ready))));
        QTRY_COMPARE(m_minjun.of(MessageType::Attachment).size(), 2);
        const Message told = m_minjun.of(MessageType::Attachment).first();
        QCOMPARE(told.refers, seen.id);
        QCOMPARE(told.seq > seen.seq, history);
        QCOMPARE(told.sender, m_kim.id);
        QVERIFY(told.attachment->state == AttachmentState::Ready);
        QCOMPARE(told.attachment->url, u"/signed/f1"_s);

        // Another node may have ended it at the same time; the room is told once.
        QVERIFY(wait(room()->announce(file(AttachmentState::Ready))));
        room()->say(&m_teacher, text(u"next"_s));
        QTRY_COMPARE(m_minjun.texts().last(), u"next"_s);
        QCOMPARE(m_minjun.of(MessageType::Attachment).size(), 2);
    }

    void whoeverDoesNotSeeTheMessageDoesNotHearOfItsFile()
    {
        open(true);
        Listener seoyeon;
        enter(seoyeon, {{}, u"서연"_s, PersonType::Student});
        file(AttachmentState::Uploading);
        room()->say(&m_minjun, picture(u"c1"_s)); // goes to the teacher, as `talk` has it
        QTRY_COMPARE(m_teacher.of(MessageType::Image).size(), 1);
        QVERIFY(wait(room()->announce(file(AttachmentState::Failed))));
        QTRY_COMPARE(m_teacher.of(MessageType::Attachment).size(), 1);
        QVERIFY(m_teacher.of(MessageType::Attachment).first().attachment->state == AttachmentState::Failed);
        QCOMPARE(m_minjun.of(MessageType::Attachment).size(), 1);
        QVERIFY(seoyeon.of(MessageType::Attachment).isEmpty());
    }

    void anUploadThatEndsWhileTheMessageIsStoredIsToldAllTheSame()
    {
        open(true);
        file(AttachmentState::Uploading);
        const RoomPtr living = room();
        QFuture<Result<void>> announcing;
        m_shared->log.beforeAppend = [&] { announcing = living->announce(file(AttachmentState::Ready)); };
        living->say(&m_teacher, picture(u"c1"_s));
        QTRY_COMPARE(m_minjun.of(MessageType::Image).size(), 1);
        QVERIFY(m_minjun.of(MessageType::Image).first().attachment->state == AttachmentState::Uploading);
        QTRY_COMPARE(m_minjun.of(MessageType::Attachment).size(), 1);
    }

    void whatIsSaidOfAReadyFileNeedsNoEntry()
    {
        open(true);
        file(AttachmentState::Ready);
        room()->say(&m_teacher, picture(u"c1"_s));
        QTRY_COMPARE(m_minjun.of(MessageType::Image).size(), 1);
        QVERIFY(wait(room()->announce(file(AttachmentState::Ready))));
        QVERIFY(m_minjun.of(MessageType::Attachment).isEmpty());
    }

    void anEntryIsNotReadByWhoeverItsMessageIsFrom()
    {
        open(true);
        file(AttachmentState::Uploading);
        room()->say(&m_teacher, picture(u"c1"_s));
        QTRY_VERIFY(!ackOf(u"c1"_s).id.isEmpty());
        room()->say(&m_minjun, text(u"질문"_s));
        QTRY_COMPARE(m_teacher.texts().last(), u"질문"_s);
        QVERIFY(wait(room()->announce(file(AttachmentState::Ready))));
        m_teacher = Listener();
        enter(m_teacher, m_kim);
        QCOMPARE(m_teacher.welcome().unread, 1);
    }

    void aFailedUploadCannotBeSent()
    {
        open(true);
        file(AttachmentState::Failed);
        room()->say(&m_teacher, picture(u"c1"_s));
        QTRY_COMPARE(m_teacher.of(MessageType::Error).size(), 1);
        QCOMPARE(payloadOf<payload::Error>(m_teacher.of(MessageType::Error).first())->code,
                 ErrorCode::FileNotFound);
    }

    void deletingLetsGoOfTheFile()
    {
        open(true);
        file(AttachmentState::Ready);
        room()->say(&m_teacher, picture(u"c1"_s));
        QTRY_VERIFY(!ackOf(u"c1"_s).id.isEmpty());
        Message removal = frame(MessageType::Delete);
        removal.refers = ackOf(u"c1"_s).id;
        removal.attachment.emplace().id = u"somebody else's"_s;
        room()->say(&m_teacher, removal);
        QTRY_COMPARE(m_shared->attachments.released, QStringList{u"f1"_s});
        QVERIFY(!m_minjun.of(MessageType::Delete).first().attachment);
    }

    void aFullRoomTakesNoMessagesButLetsThemBeDeleted()
    {
        open(true);
        m_shared->quota.used = {0, 10};
        room()->say(&m_teacher, text(u"12345678"_s, u"c1"_s));
        QTRY_VERIFY(!ackOf(u"c1"_s).id.isEmpty());
        QVERIFY(m_teacher.of(MessageType::RoomUpdate).isEmpty());
        room()->say(&m_teacher, text(u"9"_s, u"c2"_s));
        room()->say(&m_teacher, text(u"0"_s, u"c3"_s));
        QTRY_VERIFY(!ackOf(u"c3"_s).id.isEmpty());
        const auto told = m_teacher.of(MessageType::RoomUpdate);
        QCOMPARE(told.size(), 1);
        QCOMPARE(payloadOf<payload::RoomUpdate>(told.first())->usage, (payload::Usage{9, 10}));
        QVERIFY(m_minjun.of(MessageType::RoomUpdate).isEmpty());

        room()->say(&m_teacher, text(u"!"_s, u"c4"_s));
        QTRY_COMPARE(m_teacher.of(MessageType::Error).size(), 1);
        QCOMPARE(payloadOf<payload::Error>(m_teacher.of(MessageType::Error).first())->code,
                 ErrorCode::StorageUnavailable);
        Message removal = frame(MessageType::Delete);
        removal.refers = ackOf(u"c1"_s).id;
        room()->say(&m_teacher, removal);
        QTRY_COMPARE(m_minjun.of(MessageType::Delete).size(), 1);
    }
};

QTEST_GUILESS_MAIN(RoomFilesTest)
#include "tst_roomfiles.moc"
