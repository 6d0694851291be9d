// SPDX-License-Identifier: GPL-3.0-or-later
#include "Main.h"
#include "WebSocketFixture.h"

#include <QtCore/QtEndian>
#include <QtTest/QSignalSpy>

using namespace lectern;
using namespace lectern::test;
using namespace Qt::StringLiterals;

using End = Connection::End;

/// How a WebSocket ends, and whether the server can tell.
class WebSocketEndsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void knowsACleanEnd()
    {
        WebSocketFixture server;
        QWebSocket client;
        QVERIFY(server.connectClient(client));
        client.close(QWebSocketProtocol::CloseCodeGoingAway, u"bye"_s);
        QTRY_COMPARE(server.ends, QList{End::Clean});
        QCOMPARE(server.closeCodes, QList{1001});
        QTRY_COMPARE(client.closeCode(), QWebSocketProtocol::CloseCodeGoingAway);
        QCOMPARE(server.gateway->connectionCount(), 0);
    }

    void knowsAnEmptyClose()
    {
        WebSocketFixture server;
        RawClient client(server.port);
        open(client, server);
        client.send(masked(0x88, {}));
        QTRY_COMPARE(server.ends, QList{End::Clean});
        QCOMPARE(server.closeCodes, QList{1005});
        QVERIFY(client.closes());
        QCOMPARE(client.pull(), "\x88\x00"_ba);
    }

    void knowsThatSomeoneDropped()
    {
        WebSocketFixture server;
        RawClient politely(server.port);
        open(politely, server);
        politely.socket().disconnectFromHost();
        QTRY_COMPARE(server.ends, QList{End::Dropped});
        RawClient rudely(server.port);
        open(rudely, server);
        rudely.vanish();
        QTRY_COMPARE(server.ends.size(), 2);
        QCOMPARE(server.ends[1], End::Dropped);
        QCOMPARE(server.closeCodes, (QList{1006, 1006}));
    }

    void countsWhoIsThereAndHowTheyWent()
    {
        WebSocketFixture server;
        const WireTally &tally = server.gateway->tally();
        const auto open = [&] { return tally.connections.at({}); };
        QWebSocket leaves, stays;
        QVERIFY(server.connectClient(leaves));
        Connection *reader = server.connectClient(stays);
        QCOMPARE(open(), 2);
        reader->send(textFrame("x"_ba.repeated(1000)));
        QVERIFY(server.gateway->bytesWaiting() > 1000);
        leaves.close();
        QTRY_COMPARE(open(), 1);
        reader->close(CloseCode::Kicked);
        QTRY_COMPARE(open(), 0);
        QTRY_COMPARE(server.gateway->bytesWaiting(), 0);
        for (const auto &[end, code, count] : tally.closes.rows()) {
            const bool here = (end == End::Ours && code == 4403) || (end == End::Clean && code == 1000);
            QCOMPARE(count, here ? 1u : 0u);
        }
    }

    void saysWhyItCloses()
    {
        WebSocketFixture server;
        QWebSocket client;
        Connection *connection = server.connectClient(client);
        QStringList heard;
        connect(&client, &QWebSocket::textMessageReceived, this,
                [&](const QString &text) { heard.append(text); });
        connection->send(textFrame("bye"_ba));
        connection->close(CloseCode::ClassEnded, u"수업이 끝났습니다 "_s.repeated(20));
        connection->send(textFrame("too late"_ba));
        QTRY_COMPARE(server.ends, QList{End::Ours});
        QTRY_COMPARE(client.state(), QAbstractSocket::UnconnectedState);
        QCOMPARE(int(client.closeCode()), 4410);
        QVERIFY(client.closeReason().startsWith(u"수업이 끝났습니다"_s));
        QVERIFY(!client.closeReason().contains(QChar::ReplacementCharacter));
        QCOMPARE(heard, QStringList{u"bye"_s});
    }

    void closesForViolations_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<int>("code");
        QTest::newRow("not masked") << "\x81\x02hi"_ba << 1002;
        QTest::newRow("not masked, only begun") << "\x81\x02"_ba << 1002;
        QTest::newRow("reserved bit") << masked(0xC1, "hi"_ba) << 1002;
        QTest::newRow("unknown opcode") << masked(0x83, "hi"_ba) << 1002;
        QTest::newRow("no UTF-8") << masked(0x81, "\xff\xfe"_ba) << 1007;
        QTest::newRow("too big") << masked(0x81, QByteArray(65'537, 'x')) << 1009;
        QTest::newRow("too big, only announced") << masked(0x81, QByteArray(65'537, 'x')).left(14) << 1009;
        QTest::newRow("too big in parts")
            << masked(0x01, QByteArray(40'000, 'x')) + masked(0x80, QByteArray(40'000, 'x')) << 1009;
        QTest::newRow("a length beyond all numbers")
            << "\x81\xff\xff\xff\xff\xff\xff\xff\xff\xff----"_ba << 1009;
    }

    void closesForViolations()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(int, code);
        WebSocketFixture server;
        RawClient client(server.port);
        Connection *connection = open(client, server);
        QSignalSpy received(connection, &Connection::textReceived);
        client.send(bytes + masked(0x81, "never heard"_ba));
        QVERIFY(until([&] { return client.pull().size() >= 4; }));
        QCOMPARE(client.pull().at(0), '\x88');
        QCOMPARE(qFromBigEndian<quint16>(client.pull().constData() + 2), code);
        QCOMPARE(received.size(), 0);
        client.vanish();
        QTRY_COMPARE(server.ends, QList{End::Ours});
    }

    void takesWhatIsExactlyAtTheLimit()
    {
        WebSocketFixture server;
        RawClient client(server.port);
        QSignalSpy received(open(client, server), &Connection::textReceived);
        client.send(masked(0x81, QByteArray(65'536, 'x')));
        QTRY_COMPARE(received.size(), 1);
    }

    void takesATextSplitInsideACharacter()
    {
        WebSocketFixture server;
        RawClient client(server.port);
        QSignalSpy received(open(client, server), &Connection::textReceived);
        const QByteArray text = "민준"_ba;
        client.send(masked(0x01, text.left(2)) + masked(0x89, "ping"_ba) + masked(0x80, text.mid(2)));
        QTRY_COMPARE(received.size(), 1);
        QCOMPARE(received[0][0].toByteArray(), text);
        QVERIFY(client.pull().startsWith("\x8a\x04ping"));
    }

    void cutsOffWhoDoesNotRead()
    {
        WebSocketFixture server;
        RawClient slow(server.port);
        Connection *connection = open(slow, server);
        slow.socket().setReadBufferSize(1000);
        QWebSocket other;
        Connection *untouched = server.connectClient(other);
        const QByteArray frame = textFrame(QByteArray(60'000, 'x'));
        for (int i = 0; i < 2'000 && server.ends.isEmpty(); ++i) {
            connection->send(frame);
            QCoreApplication::processEvents();
            QVERIFY(connection->bytesWaiting() <= 1'048'576 + 100);
        }
        QTRY_COMPARE_WITH_TIMEOUT(server.ends, QList{End::Ours}, 10'000);
        slow.socket().setReadBufferSize(0);
        QSignalSpy heard(&other, &QWebSocket::textMessageReceived);
        untouched->send(textFrame("still here"_ba));
        QTRY_COMPARE(heard.size(), 1);
    }

    void saysTooSlowToWhoReadsAgain()
    {
        WebSocketFixture server;
        RawClient slow(server.port);
        Connection *connection = open(slow, server);
        slow.socket().setReadBufferSize(1000);
        const QByteArray frame = textFrame(QByteArray(60'000, 'x'));
        for (int i = 0; i < 500; ++i) {
            connection->send(frame);
            QCoreApplication::processEvents();
        }
        slow.socket().setReadBufferSize(0);
        QByteArray all;
        QVERIFY(until([&] {
            all += slow.socket().readAll();
            return all.size() % frame.size() == 12 && all.right(12).startsWith("\x88\x0a\x11\x38too slow");
        }));
        QVERIFY(all.size() / frame.size() < 500);
    }

    void noticesWhoHasGoneSilent()
    {
        GatewayOptions options;
        options.limits.pingInterval = 0.1;
        options.limits.pingTimeout = 0.2;
        WebSocketFixture server(options);
        QWebSocket alive;
        QVERIFY(server.connectClient(alive));
        RawClient silent(server.port);
        open(silent, server);
        QTRY_COMPARE(server.ends, QList{End::Timeout});
        QVERIFY(silent.pull().startsWith("\x89\x00"_ba));
        QVERIFY(silent.closes());
        QTest::qWait(500); // longer than a ping and its answer may take
        QCOMPARE(server.gateway->connectionCount(), 1);
    }

    void endsWithItsGateway()
    {
        QWebSocket client;
        WebSocketFixture server;
        server.connectClient(client)->send(textFrame("waiting"_ba));
        server.gateway.reset();
        QTRY_COMPARE(client.state(), QAbstractSocket::UnconnectedState);
    }

private:
    static QByteArray masked(int first, const QByteArray &payload)
    {
        QByteArray bytes(1, static_cast<char>(first));
        char length[8];
        if (payload.size() < 126) {
            bytes.append(static_cast<char>(0x80 | payload.size()));
        } else if (payload.size() < 65'536) {
            qToBigEndian(static_cast<quint16>(payload.size()), length);
            bytes.append(char(0x80 | 126)).append(length, 2);
        } else {
            qToBigEndian(static_cast<quint64>(payload.size()), length);
            bytes.append(char(0x80 | 127)).append(length, 8);
        }
        const QByteArray mask = "\x12\x34\x56\x78"_ba;
        bytes.append(mask);
        for (qsizetype i = 0; i < payload.size(); ++i)
            bytes.append(static_cast<char>(payload[i] ^ mask[i % 4]));
        return bytes;
    }

    static Connection *open(RawClient &client, WebSocketFixture &server)
    {
        const auto before = server.connections.size();
        client.send(upgradeRequest());
        if (client.answer().status != 101) return nullptr;
        until([&] { return server.connections.size() > before; });
        return server.connections.constLast();
    }
};

LECTERN_TEST_MAIN(WebSocketEndsTest)
#include "tst_websocket_ends.moc"
