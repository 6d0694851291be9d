// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/transport/Connection.h"
#include "server/transport/FrameDecoder.h"

#include <QtTest/QTest>

using namespace lectern;
using namespace Qt::StringLiterals;

using Kind = FrameDecoder::Event::Kind;

/// Frames as bytes: written for everyone, read from a client.
class FramesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void writesAllLengths()
    {
        QCOMPARE(textFrame(""_ba), "\x81\x00"_ba);
        QCOMPARE(textFrame("hi"_ba), "\x81\x02hi"_ba);
        QCOMPARE(textFrame(QByteArray(125, 'x')).left(3), "\x81\x7dx"_ba);
        QCOMPARE(textFrame(QByteArray(126, 'x')).left(5), "\x81\x7e\x00\x7ex"_ba);
        QCOMPARE(textFrame(QByteArray(65'535, 'x')).left(5), "\x81\x7e\xff\xffx"_ba);
        QCOMPARE(textFrame(QByteArray(65'536, 'x')).left(11), "\x81\x7f\x00\x00\x00\x00\x00\x01\x00\x00x"_ba);
        QCOMPARE(binaryFrame("\0"_ba), "\x82\x01\0"_ba);
    }

    void readsTheExampleOfTheStandard()
    {
        FrameDecoder decoder(100);
        const auto event = decodeAll(decoder, "\x81\x85\x37\xfa\x21\x3d\x7f\x9f\x4d\x51\x58"_ba);
        QCOMPARE(event.size(), 1u);
        QVERIFY(event[0].kind == Kind::Text);
        QCOMPARE(event[0].payload, "Hello"_ba);
    }

    void readsFramesCutAnywhere()
    {
        const QByteArray text = "가나다 "_ba.repeated(30);
        const QByteArray bytes = masked(0x01, text.left(100)) + masked(0x89, "p"_ba) + masked(0x00, {}) +
                                 masked(0x80, text.mid(100)) + masked(0x82, QByteArray(300, '\xff')) +
                                 masked(0x88, "\x03\xe8"
                                              "bye"_ba);
        for (qsizetype step = 1; step < 20; ++step) {
            FrameDecoder decoder(1000);
            std::vector<FrameDecoder::Event> events;
            for (qsizetype at = 0; at < bytes.size(); at += step)
                for (auto &event : decodeAll(decoder, bytes.mid(at, step)))
                    events.push_back(std::move(event));
            QCOMPARE(events.size(), 4u);
            QVERIFY(events[0].kind == Kind::Ping);
            QCOMPARE(events[0].payload, "p"_ba);
            QVERIFY(events[1].kind == Kind::Text);
            QCOMPARE(events[1].payload, text);
            QVERIFY(events[2].kind == Kind::Binary);
            QCOMPARE(events[2].payload.size(), 300);
            QVERIFY(events[3].kind == Kind::Close);
            QCOMPARE(events[3].code, 1000);
            QCOMPARE(events[3].payload, "bye"_ba);
        }
    }

    void refuses_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<int>("code");
        QTest::newRow("a long ping") << masked(0x89, QByteArray(126, 'x')) << 1002;
        QTest::newRow("a ping in parts") << masked(0x09, "x"_ba) << 1002;
        QTest::newRow("a continuation of nothing") << masked(0x80, "x"_ba) << 1002;
        QTest::newRow("a second beginning") << masked(0x01, "x"_ba) + masked(0x81, "y"_ba) << 1002;
        QTest::newRow("a continuation after the end") << masked(0x81, "x"_ba) + masked(0x80, "y"_ba) << 1002;
        QTest::newRow("half a close code") << masked(0x88, "\x03"_ba) << 1002;
        QTest::newRow("close code 1005") << masked(0x88, "\x03\xed"_ba) << 1002;
        QTest::newRow("close code 999") << masked(0x88, "\x03\xe7"_ba) << 1002;
        QTest::newRow("close code 5000") << masked(0x88, "\x13\x88"_ba) << 1002;
        QTest::newRow("a reason that is no UTF-8") << masked(0x88, "\x03\xe8\xff"_ba) << 1007;
        QTest::newRow("a surrogate") << masked(0x81, "\xed\xa0\x80"_ba) << 1007;
        QTest::newRow("a text that ends inside a character") << masked(0x81, "\xea\xb0"_ba) << 1007;
    }

    void refuses()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(int, code);
        FrameDecoder decoder(1000);
        const auto events = decodeAll(decoder, bytes);
        QVERIFY(!events.empty());
        QVERIFY(events.back().kind == Kind::Violation);
        QCOMPARE(events.back().code, code);
    }

private:
    static QByteArray masked(int first, const QByteArray &payload)
    {
        QByteArray bytes(1, static_cast<char>(first));
        if (payload.size() < 126) {
            bytes.append(static_cast<char>(0x80 | payload.size()));
        } else {
            bytes.append('\xfe')
                .append(static_cast<char>(payload.size() >> 8))
                .append(static_cast<char>(payload.size()));
        }
        bytes.append("\x01\x82\x03\xf4", 4);
        for (qsizetype i = 0; i < payload.size(); ++i)
            bytes.append(static_cast<char>(payload[i] ^ "\x01\x82\x03\xf4"[i % 4]));
        return bytes;
    }

    static std::vector<FrameDecoder::Event> decodeAll(FrameDecoder &decoder, const QByteArray &bytes)
    {
        std::vector<FrameDecoder::Event> events;
        QByteArrayView view(bytes);
        while (auto event = decoder.decode(view)) {
            events.push_back(std::move(*event));
            if (events.back().kind == Kind::Violation) break;
        }
        return events;
    }
};

QTEST_GUILESS_MAIN(FramesTest)
#include "tst_frames.moc"
