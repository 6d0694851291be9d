// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/telemetry/LogField.h"

#include <QtTest/QTest>

using namespace lectern;
using namespace Qt::StringLiterals;

using Fields = QList<LogField>;

/// What a log line says beside its text.
class LogFieldTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void comesOutAsItWentIn()
    {
        const LogLine line = LogLine::parse(logged(field::room(u"FTYXPM"_s), field::user(u"u_1"_s)));
        QCOMPARE(line.text, u"the class has ended"_s);
        QCOMPARE(line.fields, (Fields{{u"room"_s, u"FTYXPM"_s}, {u"user"_s, u"u_1"_s}}));
    }

    void isLeftOutWithoutAValue() { QVERIFY(LogLine::parse(logged(field::request({}))).fields.isEmpty()); }

    void isSpareOfALineWithoutAny()
    {
        const LogLine line = LogLine::parse(u"a=b, and no more"_s);
        QCOMPARE(line.text, u"a=b, and no more"_s);
        QVERIFY(line.fields.isEmpty());
    }

    /// Who chooses a value must not be able to write other fields, or lines.
    void keepsItsValueToItself()
    {
        const LogLine line =
            LogLine::parse(logged(field::user(u"x\u001fuser=admin\nand a line\u0085and one"_s)));
        QCOMPARE(line.fields, (Fields{{u"user"_s, u"x user=admin and a line and one"_s}}));
    }

    void leavesTheRestOfTheLineAsItWas()
    {
        QString text;
        QDebug(&text) << u"quoted"_s << field::room(u"R"_s) << 1 << u"too"_s;
        QVERIFY(text.startsWith("\"quoted\" "_L1));
        QVERIFY(text.contains("1 \"too\""_L1));
    }

private:
    template <typename... Field> static QString logged(const Field &...fields)
    {
        QString text;
        QDebug debug(&text);
        ((debug << "the class has ended") << ... << fields);
        return text;
    }
};

QTEST_GUILESS_MAIN(LogFieldTest)
#include "tst_logfield.moc"
