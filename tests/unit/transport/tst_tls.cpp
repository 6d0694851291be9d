// SPDX-License-Identifier: GPL-3.0-or-later
#include "Main.h"
#include "WebSocketFixture.h"

#include <QtCore/QProcess>
#include <QtCore/QTemporaryDir>
#include <QtNetwork/QSslConfiguration>
#include <QtNetwork/QSslKey>
#include <QtTest/QSignalSpy>

using namespace lectern;
using namespace lectern::test;
using namespace Qt::StringLiterals;

/// The same conversations within TLS.
class TlsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        QProcess openssl;
        openssl.start(u"openssl"_s,
                      {u"req"_s, u"-x509"_s, u"-newkey"_s, u"rsa:2048"_s, u"-nodes"_s, u"-subj"_s,
                       u"/CN=localhost"_s, u"-keyout"_s, m_directory.filePath(u"key.pem"_s), u"-out"_s,
                       m_directory.filePath(u"cert.pem"_s)});
        if (!openssl.waitForFinished() || openssl.exitCode() != 0)
            QSKIP("makes its certificate with openssl");
        QFile key(m_directory.filePath(u"key.pem"_s));
        QVERIFY(key.open(QIODevice::ReadOnly));
        m_configuration.setLocalCertificateChain(
            QSslCertificate::fromPath(m_directory.filePath(u"cert.pem"_s)));
        m_configuration.setPrivateKey(QSslKey(&key, QSsl::Rsa));
        m_configuration.setPeerVerifyMode(QSslSocket::VerifyNone);
    }

    void init()
    {
        GatewayOptions options;
        options.limits.headTimeout = 0.5;
        m_server = std::make_unique<WebSocketFixture>(options, m_configuration);
    }

    void answersRequests()
    {
        QSslSocket client;
        client.setSslConfiguration(m_configuration);
        client.connectToHostEncrypted(u"127.0.0.1"_s, m_server->port);
        client.write(
            "GET /a HTTP/1.1\r\nHost: t\r\n\r\nGET /b HTTP/1.1\r\nHost: t\r\nConnection: close\r\n\r\n");
        QByteArray received;
        QTRY_VERIFY((received += client.readAll()).count("HTTP/1.1 404") == 2);
        QTRY_COMPARE(client.state(), QAbstractSocket::UnconnectedState);
    }

    void carriesWebSockets()
    {
        QWebSocket client;
        client.setSslConfiguration(m_configuration);
        QSignalSpy heard(&client, &QWebSocket::textMessageReceived);
        client.open(QUrl(u"wss://127.0.0.1:%1/ws"_s.arg(m_server->port)));
        QTRY_COMPARE(m_server->connections.size(), 1);
        Connection *connection = m_server->connections[0];
        QVERIFY(m_server->lastRequest.secure);
        const QByteArray frame = textFrame(QByteArray(60'000, 'x'));
        for (int i = 0; i < 100; ++i) {
            connection->send(frame);
            QTRY_VERIFY(connection->bytesWaiting() < 500'000);
        }
        QTRY_COMPARE(heard.size(), 100);
        QSignalSpy received(connection, &Connection::textReceived);
        client.sendTextMessage(u"안녕"_s);
        QTRY_COMPARE(received.size(), 1);
        client.close();
        QTRY_COMPARE(m_server->ends, QList{Connection::End::Clean});
    }

    /// Whoever paces a long replay goes on when it is told, and is not told again before it has.
    void tellsThatAllHasGoneWhenItHas()
    {
        GatewayOptions options;
        options.limits.queue = 64 * 1024 * 1024;
        m_server = std::make_unique<WebSocketFixture>(options, m_configuration);
        QSslSocket reader;
        reader.setSslConfiguration(m_configuration);
        reader.setReadBufferSize(1'024);
        reader.connectToHostEncrypted(u"127.0.0.1"_s, m_server->port);
        reader.write(upgradeRequest());
        QTRY_COMPARE(m_server->connections.size(), 1);
        Connection *connection = m_server->connections[0];
        QList<qint64> waiting;
        connect(
            connection, &Connection::drained, this, [&] { waiting.append(connection->bytesWaiting()); },
            Qt::QueuedConnection);

        const QByteArray frame = textFrame(QByteArray(1024 * 1024, 'x'));
        for (int i = 0; i < 32; ++i) // more than two kernels take
            connection->send(frame);
        QTRY_VERIFY(connection->bytesWaiting() > 0);
        qint64 read = 0;
        reader.setReadBufferSize(0);
        connect(&reader, &QSslSocket::readyRead, this, [&] { read += reader.readAll().size(); });
        read += reader.readAll().size();
        QTRY_VERIFY(read > 32 * frame.size());
        QTRY_COMPARE(waiting, QList<qint64>{0});
    }

    void closesWithAReason()
    {
        QWebSocket client;
        client.setSslConfiguration(m_configuration);
        client.open(QUrl(u"wss://127.0.0.1:%1/ws"_s.arg(m_server->port)));
        QTRY_COMPARE(m_server->connections.size(), 1);
        m_server->connections[0]->close(CloseCode::Kicked, u"why"_s);
        QTRY_COMPARE(client.state(), QAbstractSocket::UnconnectedState);
        QCOMPARE(int(client.closeCode()), 4403);
        QTRY_COMPARE(m_server->ends, QList{Connection::End::Ours});
    }

    void doesNotWaitForever()
    {
        RawClient silent(m_server->port);
        RawClient plain(m_server->port);
        plain.request("GET /a");
        QVERIFY(plain.closes());
        QVERIFY(silent.closes());
        answersRequests();
    }

    void whoDoesNotShakeHandsGivesWay()
    {
        GatewayOptions options;
        options.limits.connections = 0;
        options.httpConnections = 2;
        m_server = std::make_unique<WebSocketFixture>(options, m_configuration);
        RawClient longest(m_server->port), second(m_server->port);
        answersRequests();
        QVERIFY(longest.closes());
        QVERIFY(!second.isClosed());
    }

private:
    QTemporaryDir m_directory;
    QSslConfiguration m_configuration = QSslConfiguration::defaultConfiguration();
    std::unique_ptr<WebSocketFixture> m_server;
};

LECTERN_TEST_MAIN(TlsTest)
#include "tst_tls.moc"
