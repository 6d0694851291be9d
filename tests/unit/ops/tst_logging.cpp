// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/ops/Logging.h"

#include <QtCore/QJsonDocument>
#include <QtCore/QJsonObject>
#include <QtTest/QTest>

using namespace lectern;
using namespace Qt::StringLiterals;

/// A log line as it is written.
class LoggingTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void isText()
    {
        QCOMPARE(textLine(entry(u"the class\nhas ended"_s)),
                 "2026-11-21T01:02:03.456Z info lectern.room: the class has ended node=01J room=FTYXPM "
                 "who=\"김 'the' 선생\""_ba);
    }

    void isJson()
    {
        const QJsonObject line = QJsonDocument::fromJson(jsonLine(entry(u"줄1\n줄2 \"x\""_s))).object();
        QCOMPARE(line, (QJsonObject{{u"time"_s, u"2026-11-21T01:02:03.456Z"_s},
                                    {u"level"_s, u"info"_s},
                                    {u"category"_s, u"lectern.room"_s},
                                    {u"message"_s, u"줄1\n줄2 \"x\""_s},
                                    {u"node"_s, u"01J"_s},
                                    {u"room"_s, u"FTYXPM"_s},
                                    {u"who"_s, u"김 \"the\" 선생"_s}}));
        QVERIFY(!jsonLine(entry(u"a\nb"_s)).contains('\n'));
    }

private:
    static LogEntry entry(const QString &text)
    {
        return {QDateTime::fromString(u"2026-11-21T01:02:03.456Z"_s, Qt::ISODateWithMs),
                "info"_L1,
                u"lectern.room"_s,
                {text, {{u"node"_s, u"01J"_s}, {u"room"_s, u"FTYXPM"_s}, {u"who"_s, u"김 \"the\" 선생"_s}}}};
    }
};

QTEST_GUILESS_MAIN(LoggingTest)
#include "tst_logging.moc"
