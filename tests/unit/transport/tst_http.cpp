// SPDX-License-Identifier: GPL-3.0-or-later
#include "Main.h"
#include "RawClient.h"
#include "server/transport/Gateway.h"

#include <QCoroFuture>
#include <QCoroTask>
#include <QtCore/QJsonDocument>
#include <QtCore/QPromise>
#include <QtCore/QTemporaryDir>

#include <stdexcept>

using namespace lectern;
using namespace lectern::test;
using namespace Qt::StringLiterals;

/// Requests and their answers, as bytes on a socket.
class HttpTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_promises.clear();
        m_served = 0;
        Router router;
        router.add("GET"_ba, u"/hello/:name"_s, [this](HttpRequest request) -> QCoro::Task<HttpResponse> {
            ++m_served;
            co_return text(request.parameter(u"name"_s) + u"|"_s + request.queryValue(u"q"_s));
        });
        router.add("GET"_ba, u"/later"_s, [this](HttpRequest) -> QCoro::Task<HttpResponse> {
            auto promise = std::make_shared<QPromise<QString>>();
            promise->start();
            m_promises.push_back(promise);
            const QString answer = co_await promise->future();
            co_return text(answer);
        });
        router.add("GET"_ba, u"/throws"_s, [](HttpRequest) -> QCoro::Task<HttpResponse> {
            throw std::runtime_error("on purpose");
            HttpResponse response;
            co_return response;
        });
        router.add("GET"_ba, u"/throws-at-once"_s,
                   [](HttpRequest) -> QCoro::Task<HttpResponse> { throw std::runtime_error("on purpose"); });
        router.add("GET"_ba, u"/file"_s, [this](HttpRequest request) -> QCoro::Task<HttpResponse> {
            HttpResponse response{.status = 206};
            response.file = FileSlice{m_file, request.queryValue(u"from"_s).toLongLong(),
                                      request.queryValue(u"length"_s).toLongLong()};
            co_return response;
        });
        router.add("GET"_ba, u"/header"_s, [](HttpRequest) -> QCoro::Task<HttpResponse> {
            HttpResponse response = text(u"x"_s);
            response.headers.add("X-Name"_ba, "a\r\nX-Evil: 1"_ba);
            co_return response;
        });
        router.add("GET"_ba, u"/healthz"_s,
                   [](HttpRequest) -> QCoro::Task<HttpResponse> { co_return text(u"ok"_s); });
        router.add("POST"_ba, u"/hello/:name"_s, [](HttpRequest request) -> QCoro::Task<HttpResponse> {
            HttpResponse response{.status = 201, .body = request.body};
            co_return response;
        });
        m_options.draining = [this] { return m_draining; };
        m_draining = false;
        m_gateway = std::make_unique<Gateway>(m_options, router);
        m_port = m_gateway->listen(QHostAddress(QHostAddress::LocalHost), 0).value();
    }

    void cleanup() { m_gateway.reset(); }

    void answersAndKeepsTheConnection()
    {
        RawClient client(m_port);
        for (int i = 0; i < 3; ++i) {
            client.request("GET /hello/%EB%AF%BC?q=a+b%2B");
            const Answer answer = client.answer();
            QCOMPARE(answer.status, 200);
            QCOMPARE(answer.body, "민|a b+"_ba);
            QCOMPARE(answer.header("X-Content-Type-Options"), "nosniff"_ba);
            QVERIFY(answer.header("Date").endsWith("GMT"));
        }
        QVERIFY(!client.isClosed());
    }

    void understandsARequestCutAnywhere()
    {
        const QByteArray bytes = "POST /hello/x HTTP/1.1\r\nHost: test\r\nContent-Length: 4\r\n\r\nbody"_ba;
        RawClient client(m_port);
        for (qsizetype cut = 1; cut < bytes.size(); ++cut) {
            client.send(bytes.left(cut));
            QCoreApplication::processEvents();
            QCoreApplication::processEvents();
            client.send(bytes.mid(cut));
            const Answer answer = client.answer();
            QCOMPARE(answer.status, 201);
            QCOMPARE(answer.body, "body"_ba);
        }
        for (const char byte : bytes) {
            client.send(QByteArray(1, byte));
            QCoreApplication::processEvents();
        }
        QCOMPARE(client.answer().status, 201);
    }

    void answersPipelinedRequestsInTheirOrder()
    {
        RawClient client(m_port);
        client.send("GET /later HTTP/1.1\r\nHost: t\r\n\r\nGET /hello/a HTTP/1.1\r\nHost: t\r\n\r\n"
                    "POST /hello/b HTTP/1.1\r\nHost: t\r\nContent-Length: 2\r\n\r\nhi\r\n"
                    "GET /hello/c HTTP/1.1\r\nHost: t\r\nConnection: close\r\n\r\n");
        QVERIFY(until([this] { return m_promises.size() == 1; }));
        QCOMPARE(m_served, 0);
        finish(u"first"_s);
        QCOMPARE(client.answer().body, "first"_ba);
        QCOMPARE(client.answer().body, "a|"_ba);
        QCOMPARE(client.answer().body, "hi"_ba);
        const Answer last = client.answer();
        QCOMPARE(last.body, "c|"_ba);
        QCOMPARE(last.header("Connection"), "close"_ba);
        QVERIFY(client.closes());
    }

    void echoesTheRequestsId()
    {
        RawClient client(m_port);
        client.request("GET /hello/a", "X-Request-Id: from-nginx:7/a=b+c.d_e\r\n");
        QCOMPARE(client.answer().header("X-Request-Id"), "from-nginx:7/a=b+c.d_e"_ba);
        QList<QByteArray> own;
        for (const QByteArray &unusable : {"X-Request-Id: a b\r\n"_ba, "X-Request-Id: <script>\r\n"_ba, ""_ba,
                                           "X-Request-Id: " + "x"_ba.repeated(129) + "\r\n"}) {
            client.request("GET /nothing", unusable);
            own.append(client.answer().header("X-Request-Id"));
            QCOMPARE(own.last().size(), 26);
        }
        client.send("not http\r\n\r\n");
        own.append(client.answer().header("X-Request-Id"));
        QCOMPARE(own.last().size(), 26);
        QCOMPARE(QSet<QByteArray>(own.begin(), own.end()).size(), own.size());
    }

    void countsAnswersAndRefusals()
    {
        RawClient client(m_port);
        for (const char *line : {"GET /hello/a", "GET /nothing", "GET /nothing"}) {
            client.request(line);
            client.answer();
        }
        client.send("not http\r\n\r\n");
        client.answer();
        const WireTally &tally = m_gateway->tally();
        QCOMPARE(tally.answers.at(200), 1u);
        QCOMPARE(tally.answers.at(400), 1u);
        QCOMPARE(tally.answers.at(404), 2u);
        QCOMPARE(tally.answers.at(500), 0u);
        QCOMPARE(tally.refused[ErrorCode::NotFound], 2u);
        QCOMPARE(tally.refused[ErrorCode::BadRequest], 1u);
    }

    void survivesThousandsAtOnce()
    {
        RawClient client(m_port);
        client.send("GET /hello/a HTTP/1.1\r\nHost: t\r\n\r\n"_ba.repeated(5000));
        QVERIFY(until([&] { return client.pull().count("HTTP/1.1 200") == 5000; }));
    }

    void survivesThoseWhoDoNotWait()
    {
        for (int i = 0; i < 20; ++i) {
            RawClient client(m_port);
            client.request("GET /later");
            QVERIFY(until([this, i] { return m_promises.size() == std::size_t(i) + 1; }));
            client.vanish();
        }
        QTest::qWait(20); // for the server to see them leave
        finish(u"too late"_s);
        RawClient client(m_port);
        client.request("GET /hello/still");
        QCOMPARE(client.answer().body, "still|"_ba);
    }

    void tellsWhatIsNotThere()
    {
        RawClient client(m_port);
        client.request("GET /nothing");
        Answer answer = client.answer();
        QCOMPARE(answer.status, 404);
        QCOMPARE(answer.header("Content-Type"), "application/problem+json"_ba);
        QCOMPARE(code(answer), u"not_found"_s);
        client.request("GET //hello/x");
        QCOMPARE(client.answer().status, 404);
        client.request("PUT /hello/x");
        answer = client.answer();
        QCOMPARE(answer.status, 405);
        QCOMPARE(code(answer), u"method_not_allowed"_s);
        QCOMPARE(answer.header("Allow"), "GET, HEAD, POST, OPTIONS"_ba);
        client.request("BREW /hello/x");
        QCOMPARE(client.answer().status, 405);
        client.request("OPTIONS /hello/x");
        answer = client.answer();
        QCOMPARE(answer.status, 204);
        QCOMPARE(answer.header("Allow"), "GET, HEAD, POST, OPTIONS"_ba);
    }

    void answersHeadWithoutABody()
    {
        RawClient client(m_port);
        client.request("HEAD /hello/x");
        const Answer answer = client.answer(true);
        QCOMPARE(answer.status, 200);
        QCOMPARE(answer.header("Content-Length"), "2"_ba);
        client.request("GET /hello/y");
        QCOMPARE(client.answer().body, "y|"_ba);
    }

    void closesForOldClients()
    {
        RawClient old(m_port);
        old.send("GET /hello/x HTTP/1.0\r\n\r\n");
        QCOMPARE(old.answer().body, "x|"_ba);
        QVERIFY(old.closes());
        RawClient keeping(m_port);
        keeping.send("GET /hello/x HTTP/1.0\r\nConnection: keep-alive\r\n\r\n");
        QCOMPARE(keeping.answer().header("Connection"), "keep-alive"_ba);
        keeping.send("GET /hello/y HTTP/1.0\r\n\r\n");
        QCOMPARE(keeping.answer().body, "y|"_ba);
    }

    void hidesWhatFails()
    {
        RawClient client(m_port);
        for (const auto &path : {"GET /throws"_ba, "GET /throws-at-once"_ba}) {
            QTest::ignoreMessage(QtCriticalMsg, QRegularExpression(u"on purpose"_s));
            client.request(path);
            const Answer answer = client.answer();
            QCOMPARE(answer.status, 500);
            QCOMPARE(code(answer), u"internal"_s);
            QVERIFY(!answer.body.contains("purpose"));
        }
        client.request("GET /header");
        QVERIFY(client.answer().header("X-Evil").isEmpty());
    }

    void sendsPartsOfFiles()
    {
        QFile file(m_file);
        QVERIFY(file.open(QIODevice::WriteOnly));
        QByteArray bytes(3'000'000, '\0');
        for (qsizetype i = 0; i < bytes.size(); ++i)
            bytes[i] = static_cast<char>(i * 7 + i / 251);
        file.write(bytes);
        file.close();
        RawClient client(m_port);
        client.request("GET /file?from=0&length=3000000");
        QVERIFY(client.answer().body == bytes);
        client.request("GET /file?from=1000&length=100");
        QCOMPARE(client.answer().body, bytes.mid(1000, 100));
        client.request("HEAD /file?from=0&length=3000000");
        QCOMPARE(client.answer(true).header("Content-Length"), "3000000"_ba);
        QTest::ignoreMessage(QtWarningMsg, QRegularExpression(u"cannot serve"_s));
        client.request("GET /file?from=2999999&length=2");
        QCOMPARE(client.answer().status, 500);
        client.request("GET /file?from=0&length=3000000");
        QVERIFY(until([&] { return client.pull().size() > 100'000; }));
        client.vanish();
    }

    void letsListedOriginsIn()
    {
        RawClient client(m_port);
        client.request("GET /hello/x", "Origin: https://school.example\r\n");
        QCOMPARE(client.answer().header("Access-Control-Allow-Origin"), "https://school.example"_ba);
        client.request("GET /nothing", "Origin: https://school.example\r\n");
        QCOMPARE(client.answer().header("Access-Control-Allow-Origin"), "https://school.example"_ba);
        client.request("GET /hello/x", "Origin: https://evil.example\r\n");
        QVERIFY(client.answer().header("Access-Control-Allow-Origin").isEmpty());
        client.request("OPTIONS /hello/x",
                       "Origin: https://school.example\r\nAccess-Control-Request-Method: POST\r\n");
        Answer answer = client.answer();
        QCOMPARE(answer.status, 204);
        QVERIFY(answer.header("Access-Control-Allow-Methods").contains("POST"));
        QVERIFY(answer.header("Access-Control-Allow-Headers").contains("Authorization"));
        client.request("OPTIONS /hello/x",
                       "Origin: https://evil.example\r\nAccess-Control-Request-Method: POST\r\n");
        QVERIFY(client.answer().header("Access-Control-Allow-Methods").isEmpty());
    }

    void turnsNewcomersAwayWhileDraining()
    {
        RawClient old(m_port);
        old.request("GET /hello/x");
        QCOMPARE(old.answer().status, 200);
        m_draining = true;
        old.request("GET /hello/y");
        QCOMPARE(old.answer().header("Connection"), "close"_ba);
        RawClient newcomer(m_port);
        newcomer.request("GET /hello/x");
        const Answer answer = newcomer.answer();
        QCOMPARE(answer.status, 503);
        QCOMPARE(code(answer), u"draining"_s);
        QVERIFY(!answer.header("Retry-After").isEmpty());
        RawClient health(m_port);
        health.request("GET /healthz");
        QCOMPARE(health.answer().status, 200);
    }

private:
    static HttpResponse text(const QString &text)
    {
        HttpResponse response{.body = text.toUtf8()};
        response.headers.add("Content-Type"_ba, "text/plain; charset=utf-8"_ba);
        return response;
    }

    static QString code(const Answer &answer)
    {
        return QJsonDocument::fromJson(answer.body).object().value(u"code"_s).toString();
    }

    void finish(const QString &text)
    {
        for (const auto &promise : m_promises) {
            promise->addResult(text);
            promise->finish();
        }
        m_promises.clear();
    }

    QTemporaryDir m_directory;
    QString m_file = m_directory.filePath(u"file"_s);
    GatewayOptions m_options{.limits = {}, .allowedOrigins = {u"https://school.example"_s}, .draining = {}};
    std::vector<std::shared_ptr<QPromise<QString>>> m_promises;
    int m_served = 0;
    bool m_draining = false;
    std::unique_ptr<Gateway> m_gateway;
    quint16 m_port = 0;
};

LECTERN_TEST_MAIN(HttpTest)
#include "tst_http.moc"
