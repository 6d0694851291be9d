// SPDX-License-Identifier: GPL-3.0-or-later
#include "Main.h"
#include "RawClient.h"
#include "server/transport/ConnectionServices.h"
#include "server/transport/Gateway.h"
#include "server/transport/ResponseStream.h"

#include <QCoroTask>
#include <QtCore/QPointer>
#include <QtTest/QSignalSpy>

#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>

using namespace lectern;
using namespace lectern::test;
using namespace Qt::StringLiterals;

/// Answers whose body goes out as it comes, and the event streams that are made of them.
class StreamsTest : public QObject
{
    Q_OBJECT

    void start()
    {
        Router router;
        router.add("GET", u"/stream"_s, [this](HttpRequest) -> QCoro::Task<HttpResponse> {
            HttpResponse response;
            response.headers.add("Content-Type", "text/plain");
            response.stream = [this](ResponseStream *stream) {
                m_stream = stream;
                connect(stream, &ResponseStream::left, this, [this] { ++m_left; });
                connect(stream, &ResponseStream::overrun, this, [this, stream] {
                    ++m_overrun;
                    stream->send(streamChunk("last words"));
                });
                connect(stream, &ResponseStream::ended, this, [this] { ++m_ended; });
            };
            co_return response;
        });
        router.add("GET", u"/short"_s, [](HttpRequest) -> QCoro::Task<HttpResponse> {
            HttpResponse response;
            response.stream = [](ResponseStream *stream) {
                stream->send(streamChunk("all of it"));
                stream->end();
            };
            co_return response;
        });
        router.add("GET", u"/hello"_s, [](HttpRequest) -> QCoro::Task<HttpResponse> {
            HttpResponse response;
            response.body = "hi";
            co_return response;
        });
        GatewayEndpoints endpoints;
        EventEndpoint events;
        events.pattern = u"/events/:room"_s;
        events.admit = [this](HttpRequest request) -> QCoro::Task<Result<Admission>> {
            ++m_asked;
            if (request.queryValue(u"token"_s) != "good"_L1)
                co_return problem(ErrorCode::Unauthorized, u"This token is not valid."_s);
            co_return Admission::of(request.parameter(u"room"_s));
        };
        events.accepted = [this](Connection *connection, Admission admission) {
            m_rooms.append(admission.as<QString>());
            m_connection = connection;
            connect(connection, &Connection::closed, this,
                    [this](Connection::End end) { m_ends.append(end); });
            connect(connection, &Connection::tooSlow, connection,
                    [connection] { connection->send(eventFrame("data: too slow\n\n")); });
        };
        endpoints.events.push_back(events);
        m_gateway = std::make_unique<Gateway>(m_options, router, endpoints);
        m_port = m_gateway->listen(QHostAddress(QHostAddress::LocalHost), 0).value();
    }

    /// The chunks of a whole body, or of what is there of it; takes them from the client.
    static QByteArrayList chunks(RawClient &client)
    {
        QByteArrayList chunks;
        QByteArray &bytes = client.pull();
        for (;;) {
            const qsizetype line = bytes.indexOf("\r\n");
            if (line < 0) return chunks;
            const qsizetype size = bytes.left(line).toInt(nullptr, 16);
            if (bytes.size() < line + 2 + size + 2) return chunks;
            chunks.append(bytes.mid(line + 2, size));
            bytes.remove(0, line + 2 + size + 2);
            if (size == 0) return chunks;
        }
    }

    bool waitForHead(RawClient &client)
    {
        if (!until([&] { return client.pull().contains("\r\n\r\n"); })) return false;
        m_head = client.pull().left(client.pull().indexOf("\r\n\r\n") + 2);
        client.pull().remove(0, m_head.size() + 2);
        return true;
    }

private Q_SLOTS:
    void init()
    {
        m_options = {};
        m_left = m_overrun = m_ended = m_asked = 0;
        m_rooms.clear();
        m_ends.clear();
        start();
    }
    void cleanup() { m_gateway.reset(); }

    void sendsChunkByChunk()
    {
        RawClient client(m_port);
        client.request("GET /stream");
        QVERIFY(waitForHead(client));
        QVERIFY(m_head.contains("\r\nTransfer-Encoding: chunked\r\n"));
        QVERIFY(m_head.contains("\r\nX-Accel-Buffering: no\r\n"));
        QVERIFY(!m_head.contains("Content-Length"));
        m_stream->send(streamChunk("첫째"));
        m_stream->send(streamChunk(QByteArray(300, 'x')));
        QByteArrayList got;
        QVERIFY(until([&] {
            got += chunks(client);
            return got.size() == 2;
        }));
        QCOMPARE(got, (QByteArrayList{"첫째", QByteArray(300, 'x')}));
        m_stream->end();
        m_stream->send(streamChunk("too late"));
        QVERIFY(until([&] {
            got += chunks(client);
            return got.size() == 3;
        }));
        QCOMPARE(got[2], QByteArray());
        QCOMPARE(m_ended, 1);
        QTRY_VERIFY(!m_stream);
    }

    void keepsTheConnectionForTheNextRequest()
    {
        RawClient client(m_port);
        for (int i = 0; i < 3; ++i) {
            client.request("GET /short");
            client.request("GET /hello"); // pipelined: waits until the stream has ended
            QVERIFY(waitForHead(client));
            QByteArrayList got;
            QVERIFY(until([&] {
                got += chunks(client);
                return got.size() == 2;
            }));
            QCOMPARE(got, (QByteArrayList{"all of it", ""}));
            QCOMPARE(client.answer().body, "hi"_ba);
        }
    }

    void goesPlainlyToHttp10()
    {
        RawClient client(m_port);
        client.send("GET /stream HTTP/1.0\r\nConnection: keep-alive\r\n\r\n");
        QVERIFY(waitForHead(client));
        QVERIFY(!m_head.contains("Transfer-Encoding"));
        QVERIFY(m_head.contains("\r\nConnection: close\r\n"));
        m_stream->send(streamChunk("eins"));
        m_stream->send(streamChunk("zwei"));
        m_stream->end();
        QVERIFY(client.closes());
        QCOMPARE(client.pull(), "einszwei"_ba);
    }

    void answersHeadWithoutABody()
    {
        RawClient client(m_port);
        client.request("HEAD /stream");
        QCOMPARE(client.answer(true).status, 200);
        client.request("GET /hello");
        QCOMPARE(client.answer().body, "hi"_ba);
        QVERIFY(!m_stream);
    }

    void noticesThatTheClientLeft_data()
    {
        QTest::addColumn<bool>("rudely");
        QTest::newRow("by FIN") << false;
        QTest::newRow("by RST") << true;
    }

    void noticesThatTheClientLeft()
    {
        QFETCH(bool, rudely);
        RawClient client(m_port);
        client.request("GET /stream");
        QVERIFY(waitForHead(client));
        if (rudely)
            client.vanish();
        else
            client.socket().disconnectFromHost();
        QTRY_COMPARE(m_left, 1);
        QTRY_VERIFY(!m_stream);
        QCOMPARE(m_ended, 0);
    }

    void leavesWithItsGateway()
    {
        RawClient client(m_port);
        client.request("GET /stream");
        QVERIFY(waitForHead(client));
        m_gateway.reset();
        QVERIFY(!m_stream);
        QVERIFY(client.closes());
    }

    void givesUpOnWhoDoesNotRead()
    {
        RawClient client(m_port);
        client.request("GET /stream");
        QVERIFY(waitForHead(client));
        client.socket().setReadBufferSize(1000);
        const QByteArray chunk = streamChunk(QByteArray(60'000, 'x'));
        for (int i = 0; i < 2'000 && m_overrun == 0; ++i) {
            m_stream->send(chunk);
            QVERIFY(m_stream->bytesWaiting() <= 1'048'576 + 100);
            QCoreApplication::processEvents();
        }
        QCOMPARE(m_overrun, 1);
        QCOMPARE(m_ended, 1);
        // Whoever reads after all gets whole chunks, the last words, and the end.
        client.socket().setReadBufferSize(0);
        QByteArrayList got;
        QVERIFY(until([&] {
            got += chunks(client);
            return !got.isEmpty() && got.last().isEmpty();
        }));
        QCOMPARE(got[got.size() - 2], "last words"_ba);
        for (qsizetype i = 0; i < got.size() - 2; ++i)
            QCOMPARE(got[i].size(), 60'000);
    }

    void takesOneChunkHoweverLong()
    {
        RawClient client(m_port);
        client.request("GET /stream");
        QVERIFY(waitForHead(client));
        m_stream->send(streamChunk(QByteArray(3'000'000, 'x')));
        QSignalSpy drained(m_stream, &ResponseStream::drained);
        QByteArrayList got;
        QVERIFY(until([&] {
            got += chunks(client);
            return got.size() == 1;
        }));
        QTRY_COMPARE(drained.size(), 1);
        QCOMPARE(m_overrun, 0);
    }

    void carriesEvents()
    {
        RawClient client(m_port);
        client.request("GET /events/a%2Fb?token=good");
        QVERIFY(waitForHead(client));
        QVERIFY(m_head.contains("\r\nContent-Type: text/event-stream\r\n"));
        QVERIFY(m_head.contains("\r\nCache-Control: no-store\r\n"));
        QCOMPARE(m_rooms, QStringList{u"a/b"_s});
        QCOMPARE(m_gateway->connectionCount(), 1);
        m_connection->send(eventFrame("data: 1\n\n"));
        m_connection->close(CloseCode::ClassEnded);
        QByteArrayList got;
        QVERIFY(until([&] {
            got += chunks(client);
            return got.size() == 2;
        }));
        QCOMPARE(got, (QByteArrayList{"data: 1\n\n", ""}));
        QCOMPARE(m_ends, QList{Connection::End::Ours});
        QCOMPARE(m_gateway->connectionCount(), 0);
        client.request("GET /hello");
        QCOMPARE(client.answer().body, "hi"_ba);
        QTRY_VERIFY(!m_connection);
    }

    void refusesAReaderLikeAnyRequest()
    {
        RawClient client(m_port);
        client.request("GET /events/x?token=bad");
        QCOMPARE(client.answer().status, 401);
        client.request("POST /events/x?token=good");
        const Answer answer = client.answer();
        QCOMPARE(answer.status, 405);
        QCOMPARE(answer.header("Allow"), "GET, HEAD, OPTIONS"_ba);
        QCOMPARE(m_asked, 1);
    }

    void countsReadersAsConnections()
    {
        m_options.limits.connections = 1;
        start();
        RawClient one(m_port);
        one.request("GET /events/x?token=good");
        QVERIFY(waitForHead(one));
        RawClient two(m_port);
        two.request("GET /events/x?token=good");
        QCOMPARE(two.answer().status, 503);
        one.vanish();
        QTRY_COMPARE(m_ends, QList{Connection::End::Dropped});
        RawClient three(m_port);
        three.request("GET /events/x?token=good");
        QVERIFY(waitForHead(three));
        QVERIFY(m_head.startsWith("HTTP/1.1 200"));
    }

    void tellsASlowReaderSo()
    {
        m_options.limits.queue = 10'000;
        start();
        RawClient client(m_port);
        client.request("GET /events/x?token=good");
        QVERIFY(waitForHead(client));
        client.socket().setReadBufferSize(1000);
        const QByteArray event = eventFrame("data: "_ba + QByteArray(5'000, 'x') + "\n\n");
        for (int i = 0; i < 20'000 && m_ends.isEmpty(); ++i) {
            m_connection->send(event);
            QCoreApplication::processEvents();
        }
        QCOMPARE(m_ends, QList{Connection::End::Ours});
        client.socket().setReadBufferSize(0);
        QVERIFY(until([&] { return client.pull().endsWith("data: too slow\n\n\r\n0\r\n\r\n"); }));
    }

    void pingsWithComments()
    {
        m_options.limits.pingInterval = 0.05;
        start();
        RawClient client(m_port);
        client.request("GET /events/x?token=good");
        QVERIFY(waitForHead(client));
        QByteArrayList got;
        QVERIFY(until([&] {
            got += chunks(client);
            return got.size() >= 3;
        }));
        QCOMPARE(got[0], ":\n\n"_ba);
        QVERIFY(m_ends.isEmpty());
    }

#ifdef TCP_USER_TIMEOUT
    void letsTheKernelDropWhomTheNetworkHasLost()
    {
        m_options.limits.pingTimeout = 7;
        start();
        const auto patience = [](int descriptor) {
            unsigned value = 0;
            socklen_t size = sizeof value;
            ::getsockopt(descriptor, IPPROTO_TCP, TCP_USER_TIMEOUT, &value, &size);
            return value;
        };
        RawClient client(m_port);
        client.request("GET /stream");
        QVERIFY(waitForHead(client));
        const auto *socket = m_stream->parent()->findChild<QTcpSocket *>();
        const int descriptor = int(socket->socketDescriptor());
        QCOMPARE(patience(descriptor), 7'000U);
        m_stream->end();
        QCOMPARE(patience(descriptor), 0U);
    }
#endif

private:
    GatewayOptions m_options;
    std::unique_ptr<Gateway> m_gateway;
    quint16 m_port = 0;
    QByteArray m_head;
    QPointer<ResponseStream> m_stream;
    QPointer<Connection> m_connection;
    QStringList m_rooms;
    QList<Connection::End> m_ends;
    int m_left = 0;
    int m_overrun = 0;
    int m_ended = 0;
    int m_asked = 0;
};

LECTERN_TEST_MAIN(StreamsTest)
#include "tst_streams.moc"
