// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/transport/Router.h"

#include <QCoroTask>
#include <QtTest/QTest>

using namespace lectern;
using namespace Qt::StringLiterals;

/// Which handler a path leads to.
class RouterTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        const Router::Handler handler = [](HttpRequest) -> QCoro::Task<HttpResponse> {
            HttpResponse response;
            co_return response;
        };
        m_router.add("GET"_ba, u"/rooms"_s, handler);
        m_router.add("POST"_ba, u"/rooms"_s, handler);
        m_router.add("GET"_ba, u"/rooms/:id"_s, handler);
        m_router.add("GET"_ba, u"/rooms/:id/files/:file"_s, handler);
        m_router.add("GET"_ba, u"/"_s, handler);
    }

    void findsByMethodAndSegments()
    {
        QCOMPARE(m_router.match("GET", u"/rooms"_s).route, 0);
        QCOMPARE(m_router.match("POST", u"/rooms"_s).route, 1);
        QCOMPARE(m_router.match("GET", u"/"_s).route, 4);
        const auto match = m_router.match("GET", u"/rooms/ABC/files/%EB%AF%BC%20a%2Fb"_s);
        QCOMPARE(match.route, 3);
        QCOMPARE(match.parameters.value(u"id"_s), u"ABC"_s);
        QCOMPARE(match.parameters.value(u"file"_s), u"민 a/b"_s);
    }

    void answersHeadWhereGetIs()
    {
        QCOMPARE(m_router.match("HEAD", u"/rooms/X"_s).route, 2);
        QVERIFY(!m_router.match("DELETE", u"/rooms/X"_s).handler);
        QCOMPARE(m_router.match("DELETE", u"/rooms"_s).allowed, (QList{"GET"_ba, "HEAD"_ba, "POST"_ba}));
    }

    void isNotFooledByEncodings_data()
    {
        QTest::addColumn<QString>("path");
        QTest::newRow("an encoded slash is none") << u"/rooms%2FABC"_s;
        QTest::newRow("two slashes") << u"//rooms"_s;
        QTest::newRow("a slash at the end") << u"/rooms/"_s;
        QTest::newRow("no hexadecimal digits") << u"/rooms/%zz"_s;
        QTest::newRow("cut off") << u"/rooms/a%2"_s;
        QTest::newRow("no UTF-8") << u"/rooms/%ff"_s;
        QTest::newRow("too long an encoding of '/'") << u"/rooms/%c0%af"_s;
        QTest::newRow("a null byte") << u"/rooms/a%00b"_s;
        QTest::newRow("another case") << u"/Rooms"_s;
        QTest::newRow("up") << u"/x/../rooms"_s;
    }

    void isNotFooledByEncodings()
    {
        QFETCH(QString, path);
        const auto match = m_router.match("GET", path);
        QVERIFY(!match.handler);
        QVERIFY(match.allowed.isEmpty());
    }

private:
    Router m_router;
};

QTEST_GUILESS_MAIN(RouterTest)
#include "tst_router.moc"
