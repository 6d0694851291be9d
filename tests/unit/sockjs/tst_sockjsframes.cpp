// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/sockjs/SockJsFrames.h"

#include <QtCore/QJsonArray>
#include <QtCore/QJsonDocument>
#include <QtCore/QRandomGenerator>
#include <QtTest/QTest>

using namespace lectern;
using namespace Qt::StringLiterals;

/// SockJS's frames: what is escaped, and what is read again. Without raw strings, behind which moc 6.4
/// loses the class.
class SockJsFramesTest : public QObject
{
    Q_OBJECT

    /// Any text but surrogates, with a liking for what is escaped.
    static QString randomText(QRandomGenerator &random)
    {
        static const QList<char32_t> favourites{0,      '"',    '\\',    '\n',     0x1f,   0x7f,
                                                0x200b, 0x200c, 0x2028,  0x2070,   0xfeff, 0xffef,
                                                0xfff0, 0xffff, 0x1f600, 0x10ffff, U'가'};
        QString text;
        const int length = random.bounded(40);
        for (int i = 0; i < length; ++i) {
            char32_t c = favourites[random.bounded(favourites.size())];
            if (random.bounded(3) == 0) c = char32_t(random.bounded(0xd800));
            text += QString::fromUcs4(&c, 1);
        }
        return text;
    }

private Q_SLOTS:
    void escapes_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QByteArray>("json");
        QTest::newRow("nothing") << u""_s << "\"\""_ba;
        QTest::newRow("what JSON wants")
            << u"\"\\\n\r\t\b\f\u0001\u001f"_s << "\"\\\"\\\\\\n\\r\\t\\b\\f\\u0001\\u001f\""_ba;
        QTest::newRow("what readers take for a mark") << u"\ufeffa"_s << "\"\\ufeffa\""_ba;
        QTest::newRow("what browsers mangle") << u"\u200c\u202f\u2060\u206f\ufff0\uffff"_s
                                              << "\"\\u200c\\u202f\\u2060\\u206f\\ufff0\\uffff\""_ba;
        QTest::newRow("not what stands beside it") << u"\u200b\u2010\u2027\u2030\u205f\u2070\uffef"_s
                                                   << "\"\u200b\u2010\u2027\u2030\u205f\u2070\uffef\""_ba;
        QTest::newRow("what people write") << u"안녕 😀 é"_s << "\"안녕 😀 é\""_ba;
    }

    void escapes()
    {
        QFETCH(QString, text);
        QFETCH(QByteArray, json);
        QCOMPARE(sockjs::quoted(text.toUtf8()), json);
    }

    void makesFrames()
    {
        QCOMPARE(sockjs::messages({sockjs::quoted("a"), sockjs::quoted("b\n")}), "a[\"a\",\"b\\n\"]"_ba);
        QCOMPARE(sockjs::close(static_cast<CloseCode>(3000), u"Go \"away\"!"_s),
                 "c[3000,\"Go \\\"away\\\"!\"]"_ba);
    }

    void readsWhatItQuotes()
    {
        QRandomGenerator random(20260521);
        for (int round = 0; round < 2'000; ++round) {
            QByteArrayList texts;
            QByteArrayList quoted;
            for (int i = random.bounded(5); i >= 0; --i) {
                texts.append(randomText(random).toUtf8());
                quoted.append(sockjs::quoted(texts.constLast()));
            }
            QCOMPARE(sockjs::textsOf(sockjs::messages(quoted).mid(1)), texts);
        }
    }

    void quotesWhatOthersRead()
    {
        QRandomGenerator random(1);
        for (int round = 0; round < 2'000; ++round) {
            const QString text = randomText(random);
            const auto json = QJsonDocument::fromJson('[' + sockjs::quoted(text.toUtf8()) + ']');
            QCOMPARE(json.array().at(0).toString(), text);
        }
    }

    void refuses_data()
    {
        QTest::addColumn<QByteArray>("payload");
        QTest::addColumn<bool>("broken");
        QTest::newRow("nothing") << ""_ba << false;
        QTest::newRow("an object") << "{}"_ba << false;
        QTest::newRow("a number in it") << "[\"a\",1]"_ba << false;
        QTest::newRow("a null in it") << "[null]"_ba << false;
        QTest::newRow("an array in it") << "[[\"a\"]]"_ba << false;
        QTest::newRow("the beginning of one") << "[\"a"_ba << true;
        QTest::newRow("what comes behind it") << "[\"a\"]x"_ba << true;
        QTest::newRow("a text alone") << "\"a\""_ba << true;
        QTest::newRow("no UTF-8") << "[\"\xff\"]"_ba << true;
        QTest::newRow("deep") << QByteArray(10'000, '[') << true;
    }

    void refuses()
    {
        QFETCH(QByteArray, payload);
        QFETCH(bool, broken);
        const auto texts = sockjs::textsOf(payload);
        QVERIFY(!texts);
        QCOMPARE(texts.error() == sockjs::PayloadError::Broken, broken);
    }
};

QTEST_APPLESS_MAIN(SockJsFramesTest)
#include "tst_sockjsframes.moc"
