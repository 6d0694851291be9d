// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/protocol/Deflate.h"

#include <QtTest/QTest>

#include <zlib.h>

#include <array>

using namespace lectern;
using namespace Qt::StringLiterals;

/// Compressed messages: there and back, and what strangers may send instead.
class DeflateTest : public QObject
{
    Q_OBJECT

    static QByteArray lesson(int sentences)
    {
        return u"두 수의 최소공배수를 구할 때에는 각 수를 소인수의 곱으로 나타낸다. "_s.repeated(sentences)
            .toUtf8();
    }

private Q_SLOTS:
    void comesBack_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::newRow("nothing") << QByteArray();
        QTest::newRow("a letter") << "가"_ba;
        QTest::newRow("a text") << lesson(30);
        QTest::newRow("larger than one step") << lesson(2'000);
        QByteArray noise;
        for (quint32 i = 0, x = 1; i < 100'000; ++i, x = x * 1664525 + 1013904223)
            noise.append(char(x >> 24));
        QTest::newRow("what cannot be made smaller") << noise;
    }

    void comesBack()
    {
        QFETCH(QByteArray, text);
        for (const int level : {1, 6, 9})
            QCOMPARE(inflated(deflated(text, level), text.size()).value(), text);
    }

    void makesTextsSmaller()
    {
        QVERIFY(deflated(lesson(30), 1).size() < lesson(30).size() / 5);
        QCOMPARE(deflated(lesson(30), 1), deflated(lesson(30), 1));
    }

    void isRawDeflate()
    {
        // RFC 1951, section 3.2.4: a last block, stored, five bytes, by hand.
        const QByteArray stored("\x01\x05\x00\xFA\xFFhello", 10);
        QCOMPARE(inflated(stored, 5).value(), "hello"_ba);
    }

    void stopsAtItsLimit()
    {
        const QByteArray bomb = deflated(QByteArray(64 * 1024 * 1024, ' '), 9);
        QVERIFY(bomb.size() < 70'000);
        QCOMPARE(inflated(bomb, 65'536).error(), InflateError::TooLong);
        const QByteArray text = lesson(40);
        QVERIFY(inflated(deflated(text, 1), text.size()));
        QCOMPARE(inflated(deflated(text, 1), text.size() - 1).error(), InflateError::TooLong);
        QCOMPARE(inflated(deflated("가"_ba, 1), 0).error(), InflateError::TooLong);
    }

    void refusesWhatIsDamaged()
    {
        const QByteArray good = deflated(lesson(30), 6);
        for (qsizetype cut = 0; cut < good.size(); ++cut)
            QCOMPARE(inflated(good.first(cut), 65'536).error(), InflateError::Damaged);
        QCOMPARE(inflated(good + 'x', 65'536).error(), InflateError::Damaged);
        QCOMPARE(inflated("{\"messageType\":\"send\"}", 65'536).error(), InflateError::Damaged);
        QCOMPARE(inflated(gzipped(lesson(30), 6), 65'536).error(), InflateError::Damaged);
    }

    void writesGzip()
    {
        const QByteArray text = lesson(30);
        const QByteArray packed = gzipped(text, 9);
        QVERIFY(packed.startsWith("\x1f\x8b\x08"));
        QCOMPARE(packed.mid(4, 4), QByteArray(4, '\0')); // no time: the same text has the same ETag
        std::array<char, 10'000> out;
        z_stream stream{};
        QCOMPARE(inflateInit2(&stream, 15 + 16), Z_OK);
        stream.next_in = reinterpret_cast<Bytef *>(const_cast<char *>(packed.data()));
        stream.avail_in = uInt(packed.size());
        stream.next_out = reinterpret_cast<Bytef *>(out.data());
        stream.avail_out = uInt(out.size());
        QCOMPARE(inflate(&stream, Z_FINISH), Z_STREAM_END);
        QCOMPARE(QByteArray(out.data(), qsizetype(stream.total_out)), text);
        inflateEnd(&stream);
    }
};

QTEST_APPLESS_MAIN(DeflateTest)
#include "tst_deflate.moc"
