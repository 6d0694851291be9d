// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/protocol/ObjectText.h"

#include "common/protocol/WireTime.h"

#include <QtCore/QJsonDocument>
#include <QtCore/QRandomGenerator>
#include <QtTest/QTest>

#include <limits>

#include <functional>

using namespace lectern;
using namespace Qt::StringLiterals;

namespace {

QByteArray written(const std::function<void(ObjectText &)> &write)
{
    QByteArray text;
    ObjectText object(text);
    write(object);
    object.end();
    return text;
}

} // namespace

class ObjectTextTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void keepsTheOrderInWhichItWasTold()
    {
        QCOMPARE(written([](ObjectText &) {}), "{}"_ba);
        QCOMPARE(written([](ObjectText &object) {
                     object.put("z"_L1, u"안녕"_s);
                     object.put("a"_L1, qint64(-42));
                     object.put("m"_L1, true);
                     object.putName("n"_L1, "all"_L1);
                     object.putNull("none"_L1);
                     object.put("o"_L1, QJsonObject{{u"b"_s, 1}});
                     object.begin("list"_L1).append("[1,2]");
                     object.putTime("t"_L1, QDateTime::fromMSecsSinceEpoch(1'795'222'923'456, Qt::UTC));
                 }),
                 R"({"z":"안녕","a":-42,"m":true,"n":"all","none":null,"o":{"b":1},"list":[1,2],)"
                 R"("t":"2026-11-21T01:02:03.456Z"})"_ba);
    }

    void writesBehindWhatIsThere()
    {
        QByteArray text("["_ba);
        ObjectText object(text);
        object.put("a"_L1, u"1"_s);
        object.end();
        QCOMPARE(text, R"([{"a":"1"})"_ba);
    }

    /// Every single UTF-16 unit, pairs of them, and texts of the awkward ones: what Qt reads back is what was
    /// written, and Qt itself would have written no other bytes for those that need no escape.
    void everyTextComesBackAsItWas()
    {
        QString all;
        for (char16_t unit = 0; unit < 0xd800; ++unit)
            all += QChar(unit);
        for (char32_t unit = 0xe000; unit <= 0xffff; ++unit)
            all += QChar(char16_t(unit));
        all += QString::fromUcs4(U"\U00010000\U0001F600\U0010FFFF");
        comesBack(all);

        const quint32 seed = QRandomGenerator::global()->generate();
        qInfo() << "seed" << seed;
        QRandomGenerator random(seed);
        static const QStringList kinds{u"민"_s, u"a"_s,  u"\""_s, u"\\"_s, u"\n"_s, u"\x01"_s, u"\x7f"_s,
                                       u"é"_s,  u"😀"_s, u"\r"_s, u"\t"_s, u"\0"_s, u"/"_s};
        for (int round = 0; round < 500; ++round) {
            QString text;
            for (int left = random.bounded(12); left > 0; --left)
                text += kinds.at(random.bounded(int(kinds.size())));
            comesBack(text);
            // Plain texts are written in blocks: the awkward ones anywhere between them.
            const QString plain(random.bounded(80), u'a');
            comesBack(plain + text + plain + text);
        }
    }

    void halfAPairIsEscapedAsQtDoes()
    {
        for (int before = 0; before < 40; ++before) {
            const QString halves =
                QString(before, u'a') + QChar(0xd83d) + u"b"_s + QChar(0xde00) + QChar(0xd83d);
            const QByteArray text = written([&](ObjectText &object) { object.put("k"_L1, halves); });
            QCOMPARE(text, QJsonDocument(QJsonObject{{u"k"_s, halves}}).toJson(QJsonDocument::Compact));
        }
    }

    void aTextOfNothingButEscapesHasRoom()
    {
        for (const QChar worst : {QChar(0x01), QChar(0xd83d), QChar(u'"'), QChar(u'민')}) {
            const QString text(1'000, worst);
            comesBack(text);
            comesBack(QString(20, u'a') + text);
        }
    }

    void realNumbersComeBackAsTheyWere()
    {
        using Limit = std::numeric_limits<double>;
        for (const double number :
             {0.0, 20.0, 0.05, -0.5, 1.0 / 3, 1e21, Limit::max(), Limit::min(), -Limit::min()}) {
            const QByteArray json = written([&](ObjectText &object) { object.putReal("k"_L1, number); });
            QJsonParseError error;
            QCOMPARE(QJsonDocument::fromJson(json, &error).object().value("k"_L1).toDouble(-1), number);
            QCOMPARE(error.error, QJsonParseError::NoError);
        }
        QCOMPARE(written([](ObjectText &object) { object.putReal("k"_L1, 100'000); }), "{\"k\":100000}"_ba);
        QCOMPARE(written([](ObjectText &object) { object.putReal("k"_L1, Limit::infinity()); }),
                 "{\"k\":null}"_ba);
    }

    void timesAreThoseOfQt_data()
    {
        QTest::addColumn<qint64>("ms");
        QTest::newRow("before 1970") << qint64(-1);
        QTest::newRow("epoch") << qint64(0);
        QTest::newRow("a leap day") << qint64(1'709'251'199'999);
        QTest::newRow("the last of all") << qint64(253'402'300'799'999);
        QTest::newRow("the second day of all") << qint64(-62'135'510'400'000);
        QTest::newRow("the year 1") << qint64(-62'135'596'800'000);
    }
    void timesAreThoseOfQt()
    {
        QFETCH(qint64, ms);
        const QDateTime time = QDateTime::fromMSecsSinceEpoch(ms, Qt::UTC);
        QCOMPARE(timeToString(time), time.toString(Qt::ISODateWithMs));
        QCOMPARE(timeFromString(timeToString(time)), time);
    }

private:
    static void comesBack(const QString &text)
    {
        const QByteArray json = written([&](ObjectText &object) { object.put("k"_L1, text); });
        QJsonParseError error;
        QCOMPARE(QJsonDocument::fromJson(json, &error).object().value("k"_L1).toString(), text);
        QCOMPARE(error.error, QJsonParseError::NoError);
    }
};

QTEST_APPLESS_MAIN(ObjectTextTest)
#include "tst_objecttext.moc"
