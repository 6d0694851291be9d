// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/dialect/Agent.h"

#include <QtTest/QTest>

using namespace lectern;
using namespace Qt::StringLiterals;

class AgentTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void tellsTheProgramAndTheSystem_data()
    {
        QTest::addColumn<QByteArray>("header");
        QTest::addColumn<QString>("agent");
        const auto row = [](const char *header, const QString &agent) {
            QTest::newRow(header) << QByteArray(header) << agent;
        };
        row("Mozilla/5.0 (Linux; Android 14; SM-S911N) AppleWebKit/537.36 (KHTML, like Gecko) "
            "Chrome/130.0.0.0 "
            "Mobile Safari/537.36",
            u"Chrome · Android"_s);
        row("Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 SamsungBrowser/26.0 Chrome/122.0 Mobile "
            "Safari/537.36",
            u"Samsung Internet · Android"_s);
        row("Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) "
            "Version/17.5 Mobile/15E148 Safari/604.1",
            u"Safari · iPhone"_s);
        row("Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0 "
            "Safari/537.36 Edg/130.0",
            u"Edge · Windows"_s);
        row("Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/128.0 Whale/3.28 Safari/537.36",
            u"Whale · Windows"_s);
        row("Mozilla/5.0 (X11; CrOS x86_64 14541.0.0) AppleWebKit/537.36 Chrome/130.0 Safari/537.36",
            u"Chrome · ChromeOS"_s);
        row("Mozilla/5.0 (Macintosh; Intel Mac OS X 10.15; rv:131.0) Gecko/20100101 Firefox/131.0",
            u"Firefox · macOS"_s);
        row("curl/8.5.0 (x86_64-pc-linux-gnu)", QString());
        row("", QString());
    }

    void tellsTheProgramAndTheSystem()
    {
        QFETCH(const QByteArray, header);
        QTEST(agentOf(QByteArrayView(header)), "agent");
    }
};

QTEST_APPLESS_MAIN(AgentTest)
#include "tst_agent.moc"
