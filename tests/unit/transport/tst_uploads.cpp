// SPDX-License-Identifier: GPL-3.0-or-later
#include "Main.h"
#include "RawClient.h"
#include "server/files/UploadReceiver.h"
#include "server/transport/Gateway.h"

#include <QCoroTask>
#include <QCoroTimer>
#include <QtCore/QCryptographicHash>
#include <QtCore/QTemporaryDir>
#include <QtCore/QTimer>

#include <sys/resource.h>

#include <csignal>

using namespace lectern;
using namespace lectern::test;
using namespace Qt::StringLiterals;

struct Received
{
    qint64 size = 0;
    QString sha256;
};

/// Bodies that go to a file.
class UploadsTest : public QObject
{
    Q_OBJECT

    struct Sink : UploadSink
    {
        Sink(UploadsTest &theTest, HttpRequest theHead)
            : test(theTest)
            , head(std::move(theHead))
            , receiver(test.m_directory->path())
        {
        }
        Result<void> take(const QByteArray &bytes) override { return receiver.take(bytes); }
        QCoro::Task<HttpResponse> finish() override
        {
            if (const auto closed = receiver.close(); !closed)
                co_return HttpResponse::problem(closed.error());
            QFile file(receiver.path());
            if (file.open(QIODevice::ReadOnly)) test.m_bytes = file.readAll();
            test.m_received.append({receiver.size(), receiver.sha256()});
            if (head.queryValue(u"keep"_s) == "1"_L1) file.rename(test.m_kept);
            HttpResponse response{.status = 201, .body = head.parameter(u"id"_s).toUtf8()};
            co_return response;
        }

        UploadsTest &test;
        HttpRequest head;
        UploadReceiver receiver;
    };

private Q_SLOTS:
    void init()
    {
        m_received.clear();
        m_bytes.clear();
        UploadEndpoint endpoint;
        endpoint.method = "POST"_ba;
        endpoint.pattern = u"/rooms/:id/files"_s;
        endpoint.headers.add("X-Kind"_ba, "upload"_ba);
        endpoint.admit = [this](HttpRequest head) -> QCoro::Task<UploadAdmission> {
            ++m_asked;
            if (head.queryValue(u"token"_s) == "bad"_L1)
                co_return HttpResponse::problem({ErrorCode::Unauthorized, u"No."_s});
            QTimer timer;
            timer.start(5);
            co_await timer;
            auto sink = std::make_shared<Sink>(*this, head);
            if (const auto opened = sink->receiver.open(); !opened)
                co_return HttpResponse::problem(opened.error());
            co_return sink;
        };
        Router router;
        router.add("GET"_ba, u"/hello"_s, [](HttpRequest) -> QCoro::Task<HttpResponse> {
            HttpResponse response;
            response.body = "hi";
            co_return response;
        });
        m_directory = std::make_unique<QTemporaryDir>();
        m_kept = m_directory->filePath(u"kept"_s);
        m_gateway =
            std::make_unique<Gateway>(GatewayOptions{}, router, GatewayEndpoints{.uploads = {endpoint}});
        m_port = m_gateway->listen(QHostAddress(QHostAddress::LocalHost), 0).value();
    }

    void receivesAFile()
    {
        QByteArray bytes(5'000'000, '\0');
        for (qsizetype i = 0; i < bytes.size(); ++i)
            bytes[i] = static_cast<char>(i * 31 + i / 1000);
        RawClient client(m_port);
        client.request("POST /rooms/ABC/files?keep=1", {}, bytes);
        const Answer answer = client.answer();
        QCOMPARE(answer.status, 201);
        QCOMPARE(answer.body, "ABC"_ba);
        QCOMPARE(m_received.size(), 1);
        QCOMPARE(m_received[0].size, bytes.size());
        QCOMPARE(m_received[0].sha256.toLatin1(),
                 QCryptographicHash::hash(bytes, QCryptographicHash::Sha256).toHex());
        QVERIFY(m_bytes == bytes);
        QCOMPARE(files(), QStringList{u"kept"_s});

        client.request("GET /hello");
        QCOMPARE(client.answer().body, "hi"_ba);
        client.request("POST /rooms/DEF/files", {}, "small"_ba);
        QCOMPARE(client.answer().body, "DEF"_ba);
        QCOMPARE(m_bytes, "small"_ba);
        QCOMPARE(files(), QStringList{u"kept"_s});
    }

    void asksBeforeItReads()
    {
        RawClient client(m_port);
        client.send(
            "POST /rooms/ABC/files HTTP/1.1\r\nHost: t\r\nExpect: 100-continue\r\nContent-Length: 5\r\n\r\n");
        QCOMPARE(client.answer().status, 100);
        client.send("bytes");
        QCOMPARE(client.answer().status, 201);
        RawClient refused(m_port);
        refused.send("POST /rooms/ABC/files?token=bad HTTP/1.1\r\nHost: t\r\nExpect: "
                     "100-continue\r\nContent-Length: 5\r\n\r\n");
        QCOMPARE(refused.answer().status, 401);
        QVERIFY(refused.closes());
    }

    void refusesWhatIsTooLargeBeforeItCame()
    {
        m_asked = 0;
        RawClient client(m_port);
        client.send("POST /rooms/ABC/files HTTP/1.1\r\nHost: t\r\nContent-Length: 20971521\r\n\r\n");
        const Answer refused = client.answer();
        QCOMPARE(refused.status, 413);
        QCOMPARE(refused.header("X-Kind"), "upload"_ba);
        QCOMPARE(m_asked, 0);
        RawClient chunked(m_port);
        chunked.send("POST /rooms/ABC/files HTTP/1.1\r\nHost: t\r\nTransfer-Encoding: chunked\r\n\r\n");
        QCOMPARE(chunked.answer().status, 411);
        RawClient without(m_port);
        without.send("POST /rooms/ABC/files HTTP/1.1\r\nHost: t\r\n\r\n");
        const Answer answer = without.answer();
        QCOMPARE(answer.status, 411);
        QVERIFY(answer.body.contains("length_required"));
        QVERIFY(files().isEmpty());
    }

    void forgetsWhatWasCutOff()
    {
        m_asked = 0;
        for (int i = 0; i < 10; ++i) {
            RawClient client(m_port);
            client.send("POST /rooms/ABC/files HTTP/1.1\r\nHost: t\r\nContent-Length: 1000000\r\n\r\n");
            client.send(QByteArray(50'000 * i, 'x'));
            QVERIFY(until([this, i] { return m_asked == i + 1; }));
            client.vanish();
        }
        RawClient client(m_port);
        client.request("POST /rooms/ABC/files", {}, "whole"_ba);
        QCOMPARE(client.answer().status, 201);
        QCOMPARE(m_received.size(), 1);
        QVERIFY(files().isEmpty());
    }

    void saysWhenTheDiskIsFull()
    {
        rlimit before{};
        getrlimit(RLIMIT_FSIZE, &before);
        std::signal(SIGXFSZ, SIG_IGN);
        const rlimit small{300'000, before.rlim_max};
        setrlimit(RLIMIT_FSIZE, &small);
        QTest::ignoreMessage(QtWarningMsg, QRegularExpression(u"cannot store an upload"_s));
        RawClient client(m_port);
        client.request("POST /rooms/ABC/files", {}, QByteArray(1'000'000, 'x'));
        const Answer answer = client.answer();
        setrlimit(RLIMIT_FSIZE, &before);
        QCOMPARE(answer.status, 503);
        QVERIFY(answer.body.contains("storage_unavailable"));
        QVERIFY(files().isEmpty());
        QVERIFY(m_received.isEmpty());
    }

    void saysWhenThereIsNowhereToStore()
    {
        m_directory->remove();
        QTest::ignoreMessage(QtWarningMsg, QRegularExpression(u"cannot store an upload"_s));
        RawClient client(m_port);
        client.request("POST /rooms/ABC/files", {}, "x"_ba);
        QCOMPARE(client.answer().status, 503);
    }

    void knowsItsOtherMethods()
    {
        RawClient client(m_port);
        client.request("GET /rooms/ABC/files");
        const Answer answer = client.answer();
        QCOMPARE(answer.status, 405);
        QCOMPARE(answer.header("Allow"), "POST, OPTIONS"_ba);
    }

private:
    QStringList files() const { return QDir(m_directory->path()).entryList(QDir::Files); }

    std::unique_ptr<QTemporaryDir> m_directory;
    QString m_kept;
    int m_asked = 0;
    QList<Received> m_received;
    QByteArray m_bytes;
    std::unique_ptr<Gateway> m_gateway;
    quint16 m_port = 0;
};

LECTERN_TEST_MAIN(UploadsTest)
#include "tst_uploads.moc"
