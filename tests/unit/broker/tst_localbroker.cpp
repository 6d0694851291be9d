// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/broker/LocalBroker.h"

#include <QtTest/QSignalSpy>
#include <QtTest/QTest>

using namespace lectern;
using namespace Qt::StringLiterals;

namespace {

Message message(const QString &roomId, const QString &id = {})
{
    Message message;
    message.roomId = roomId;
    message.id = id;
    return message;
}

/// The seq that it is given at once.
qint64 numbered(LocalBroker &broker, const Message &message)
{
    qint64 given = 0;
    broker.publishNumbered(message, &broker,
                           [&given](const Result<Broker::Number> &number) { given = number->seq; });
    return given;
}

} // namespace

/// The broker of a node that is alone.
class LocalBrokerTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void numbersMessagesAndBringsThemBackLater()
    {
        LocalBroker broker;
        QSignalSpy received(&broker, &Broker::received);
        QVERIFY(broker.subscribe(u"ABCDEF"_s).result());

        QCOMPARE(numbered(broker, message(u"ABCDEF"_s, u"a"_s)), 1);
        QCOMPARE(numbered(broker, message(u"ABCDEF"_s, u"b"_s)), 2);
        QCOMPARE(received.size(), 0);
        QTRY_COMPARE(received.size(), 2);
        for (const int i : {0, 1}) {
            const auto envelope = received[i][0].value<EnvelopePtr>();
            QCOMPARE(envelope->message().seq, i + 1);
            QCOMPARE(envelope->message().id, i == 0 ? u"a"_s : u"b"_s);
        }
    }

    void countsEachRoomByItself()
    {
        LocalBroker broker;
        numbered(broker, message(u"ABCDEF"_s));
        QCOMPARE(numbered(broker, message(u"GHJKMN"_s)), 1);
        const auto counter = broker.counter(u"ABCDEF"_s).result().value();
        QCOMPARE(counter.lastSeq, 1);
        QVERIFY(!counter.epoch.isEmpty());
        QCOMPARE(broker.counter(u"ABCDEF"_s).result().value().epoch, counter.epoch);

        broker.forget(u"ABCDEF"_s);
        QCOMPARE(broker.counter(u"ABCDEF"_s).result().value().lastSeq, 0);
        QVERIFY(broker.counter(u"ABCDEF"_s).result().value().epoch != counter.epoch);
    }

    void tellsNobodyWhatWasDeliveredAlready()
    {
        LocalBroker broker;
        QSignalSpy received(&broker, &Broker::received);
        broker.subscribe(u"ABCDEF"_s);
        broker.publish(seal(message(u"ABCDEF"_s)));
        numbered(broker, message(u"GHJKMN"_s));
        numbered(broker, message(u"ABCDEF"_s, u"last"_s));
        QTRY_COMPARE(received.size(), 1);
        QCOMPARE(received[0][0].value<EnvelopePtr>()->message().id, u"last"_s);
    }
};

QTEST_GUILESS_MAIN(LocalBrokerTest)
#include "tst_localbroker.moc"
