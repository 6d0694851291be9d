// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/protocol/Codec.h"
#include "server/dialect/NativeEvents.h"
#include "server/transport/Connection.h"

#include <QtTest/QTest>

using namespace lectern;
using namespace Qt::StringLiterals;

/// Messages as Server-Sent Events, and the ids by which a reader comes back.
class NativeEventsTest : public QObject
{
    Q_OBJECT

    static Message message(MessageType type, Payload payload, qint64 seq = 0)
    {
        Message message;
        message.type = type;
        message.payload = std::move(payload);
        message.seq = seq;
        return message;
    }

    static QByteArray event(const Message &message, const QByteArray &before)
    {
        return eventFrame(before + "data: " + encode(message) + "\n\n");
    }

private Q_SLOTS:
    void numbersWhatIsInTheLog()
    {
        const Message said = message(MessageType::Send, payload::Text{u"줄\n바꿈"_s}, 42);
        QCOMPARE(eventOf(seal(said), u"E1"_s), event(said, "id: E1:42\n"));
        const Message hand = message(MessageType::Hand, payload::Hand{true});
        QCOMPARE(eventOf(seal(hand), u"E1"_s), event(hand, ""));
    }

    void saysInTheWelcomeWhereToResume()
    {
        payload::Welcome welcome;
        welcome.lastSeq = 9;
        welcome.resumeSeq = 5;
        const Message hello = message(MessageType::Welcome, welcome);
        QCOMPARE(eventOf(seal(hello), u"E1"_s), event(hello, "id: E1:5\n"));
    }

    void tellsABrowserWhenToComeBack()
    {
        const Message bye =
            message(MessageType::Bye, payload::Bye{ErrorCode::GoingAway, u"the server is going down"_s, 2.7});
        QCOMPARE(eventOf(seal(bye), u"E1"_s), event(bye, "retry: 2700\n"));
    }

    void isMadeOnce()
    {
        const EnvelopePtr envelope = seal(message(MessageType::Send, payload::Text{u"네"_s}, 1));
        const QByteArray first = eventOf(envelope, u"E1"_s);
        QCOMPARE(static_cast<const void *>(eventOf(envelope, u"E1"_s).constData()),
                 static_cast<const void *>(first.constData()));
    }

    void readsItsOwnIds_data()
    {
        QTest::addColumn<QByteArray>("id");
        QTest::addColumn<QString>("epoch");
        QTest::addColumn<qint64>("seq");
        QTest::newRow("ours") << eventId({u"01JD"_s, 42}) << u"01JD"_s << qint64(42);
        QTest::newRow("the beginning") << eventId({u"01JD"_s, 0}) << u"01JD"_s << qint64(0);
        QTest::newRow("an epoch with a separator") << eventId({u"a:b"_s, 7}) << u"a:b"_s << qint64(7);
        QTest::newRow("none") << ""_ba << QString() << qint64(-1);
        QTest::newRow("no epoch") << "42"_ba << QString() << qint64(-1);
        QTest::newRow("no number") << "01JD:x"_ba << QString() << qint64(-1);
        QTest::newRow("a negative one") << "01JD:-3"_ba << QString() << qint64(-1);
        QTest::newRow("one beyond all") << "01JD:99999999999999999999"_ba << QString() << qint64(-1);
    }

    void readsItsOwnIds()
    {
        QFETCH(QByteArray, id);
        const EventPosition position = eventPosition(id);
        QTEST(position.epoch, "epoch");
        QTEST(position.seq, "seq");
    }
};

QTEST_APPLESS_MAIN(NativeEventsTest)
#include "tst_nativeevents.moc"
