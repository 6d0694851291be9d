// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/dialect/stomp/StompParser.h"

#include <QtCore/QRandomGenerator>
#include <QtTest/QTest>

using namespace lectern;
using namespace Qt::StringLiterals;

Q_DECLARE_METATYPE(lectern::StompVersion)

namespace {

constexpr qint64 kLongestBody = 1'000;

/// NUL as STOMP's own document writes it.
QByteArray wire(QByteArray text)
{
    return text.replace("^@", QByteArray(1, '\0'));
}

/// Everything in these bytes, given in pieces of that size (0: at once), by one version.
std::expected<QList<StompFrame>, QString>
parsed(const QByteArray &bytes, StompVersion version = StompVersion::V1_2, qsizetype piece = 0)
{
    StompParser parser(kLongestBody);
    parser.setVersion(version);
    QList<StompFrame> frames;
    for (qsizetype begin = 0; begin < bytes.size(); begin += std::max<qsizetype>(piece, 1)) {
        parser.feed(piece ? QByteArrayView(bytes).sliced(begin).first(std::min(piece, bytes.size() - begin))
                          : bytes);
        for (;;) {
            auto frame = parser.next();
            if (!frame) return std::unexpected(frame.error().detail);
            if (!*frame) break;
            frames.append(**frame);
        }
        if (!piece) break;
    }
    return frames;
}

StompFrame send(const QByteArray &body)
{
    return {"SEND", {{u"destination"_s, u"/app/room/FTYXPM"_s}}, body};
}

} // namespace

/// Frames as bytes and back, in each version, cut anywhere.
class StompFramesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsAFrame()
    {
        const auto frames = parsed(wire("SEND\ndestination:/app/room/FTYXPM\n\n{\"message\":\"안녕\"}^@"));
        QCOMPARE(frames.value(), QList{send("{\"message\":\"안녕\"}")});
    }

    void readsSeveralWithHeartBeatsBetween()
    {
        const auto frames =
            parsed(wire("\n\r\nBEGIN\ntransaction:t\n\n^@\n\nCOMMIT\r\ntransaction:t\r\n\r\n^@\n"));
        QCOMPARE(frames.value(), (QList{StompFrame{"BEGIN", {{u"transaction"_s, u"t"_s}}},
                                        StompFrame{"COMMIT", {{u"transaction"_s, u"t"_s}}}}));
    }

    void takesNulsInABodyOfKnownLength()
    {
        const auto frames = parsed(wire("SEND\ncontent-length:3\n\na^@b^@SEND\n\nc^@"));
        QCOMPARE(frames.value().size(), 2);
        QCOMPARE(frames.value().first().body, QByteArray("a\0b", 3));
        QCOMPARE(frames.value().last().body, "c");
    }

    void countsTheFirstOfRepeatedHeaders()
    {
        const auto frames = parsed(wire("SUBSCRIBE\nid:1\nid:2\n\n^@"));
        QCOMPARE(frames.value().first().header("id"_L1), u"1"_s);
    }

    void unescapesByVersion_data()
    {
        QTest::addColumn<StompVersion>("version");
        QTest::addColumn<QByteArray>("written");
        QTest::addColumn<QString>("meant"); // null: an error
        QTest::newRow("1.0 has none") << StompVersion::V1_0 << QByteArray(R"(a\nb)") << uR"(a\nb)"_s;
        QTest::newRow("1.0 trims") << StompVersion::V1_0 << QByteArray(" a b ") << u"a b"_s;
        QTest::newRow("1.1") << StompVersion::V1_1 << QByteArray(R"( \c\n\\n )") << u" :\n\\n "_s;
        QTest::newRow("1.1 has no \\r") << StompVersion::V1_1 << QByteArray(R"(\r)") << QString();
        QTest::newRow("1.2") << StompVersion::V1_2 << QByteArray(R"(\c\n\\\r)") << u":\n\\\r"_s;
        QTest::newRow("1.2 others") << StompVersion::V1_2 << QByteArray(R"(\t)") << QString();
        QTest::newRow("1.2 cut") << StompVersion::V1_2 << QByteArray(R"(a\)") << QString();
        QTest::newRow("a bare colon") << StompVersion::V1_2 << QByteArray("a:b") << u"a:b"_s;
    }
    void unescapesByVersion()
    {
        QFETCH(StompVersion, version);
        QFETCH(QByteArray, written);
        QFETCH(QString, meant);
        const auto frames = parsed("SUBSCRIBE\nid:" + written + "\n\n" + '\0', version);
        if (meant.isNull())
            QVERIFY(!frames);
        else
            QCOMPARE(frames.value().first().header("id"_L1), meant);
    }

    void leavesConnectAsItIs()
    {
        StompParser parser(kLongestBody);
        parser.feed(wire("CONNECT\npasscode:a\\nb\n\n^@SUBSCRIBE\nid:a\\cb\n\n^@"));
        QCOMPARE(parser.next().value()->header("passcode"_L1), uR"(a\nb)"_s);
        parser.setVersion(StompVersion::V1_2);
        QCOMPARE(parser.next().value()->header("id"_L1), u"a:b"_s);
    }

    void refuses_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QString>("about");
        const auto row = [](const char *name, QByteArray bytes, QString about) {
            QTest::newRow(name) << wire(std::move(bytes)) << about;
        };
        row("a head that ends with NUL", "SEND\ndestination:x^@", u"empty line"_s);
        row("no colon", "SEND\ndestination\n\n^@", u"colon"_s);
        row("no name", "SEND\n:x\n\n^@", u"colon"_s);
        row("a header that is no UTF-8", "SEND\na:\xff\n\n^@", u"UTF-8"_s);
        row("too many headers", "SEND\n" + QByteArray("a:b\n").repeated(65), u"at most 64"_s);
        row("a million headers", "SEND\n" + QByteArray("a:b\n").repeated(1'000'000), u"at most 64"_s);
        row("an endless line", "SEND\na:" + QByteArray(17'000, 'x'), u"16384 bytes"_s);
        row("an endless command", QByteArray(17'000, 'x'), u"16384 bytes"_s);
        row("a length that is no number", "SEND\ncontent-length:x\n\n^@", u"content-length"_s);
        row("a negative length", "SEND\ncontent-length:-1\n\n^@", u"content-length"_s);
        row("a length over the limit", "SEND\ncontent-length:1001\n\n", u"content-length"_s);
        row("a length that is too small", "SEND\ncontent-length:1\n\nabc^@", u"NUL"_s);
        row("a length that is too large", "SEND\ncontent-length:9\n\nabc^@SEND\n\nabc^@", u"NUL"_s);
        row("an endless body", "SEND\n\n" + QByteArray(1'001, 'x'), u"1000 bytes"_s);
        row("a body where none may be", "SUBSCRIBE\nid:1\n\nbody^@", u"no body"_s);
    }
    void refuses()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(QString, about);
        for (const qsizetype piece : {0, 1}) {
            const auto frames = parsed(piece ? bytes.first(std::min<qsizetype>(bytes.size(), 20'000)) : bytes,
                                       StompVersion::V1_2, piece);
            QVERIFY(!frames);
            QVERIFY2(frames.error().contains(about), qPrintable(frames.error()));
        }
    }

    void waitsForTheRest()
    {
        QCOMPARE(parsed("SEND\ndestination:x\n\nbody").value().size(), 0);
        QCOMPARE(parsed("SEND\ncontent-length:4\n\nbody").value().size(), 0);
    }

    void keepsNothingOfWhatWasTaken()
    {
        StompParser parser(kLongestBody);
        parser.feed(wire("SEND\n\nbody^@\nSEND"));
        QVERIFY(parser.next().value());
        QCOMPARE(parser.waiting(), 5);
        QVERIFY(!parser.next().value());
        QCOMPARE(parser.waiting(), 4);
    }

    void writesConnectedUnescaped()
    {
        const StompFrame frame{"CONNECTED", {{u"server"_s, u"a:b"_s}}};
        QCOMPARE(encode(frame, StompVersion::V1_2), wire("CONNECTED\nserver:a:b\n\n^@"));
    }

    /// Whatever is written is read as the same, in pieces of any size.
    void comesBack()
    {
        const quint32 seed = qEnvironmentVariableIntValue("LECTERN_SEED")
                                 ? quint32(qEnvironmentVariableIntValue("LECTERN_SEED"))
                                 : QRandomGenerator::global()->generate();
        qInfo("LECTERN_SEED=%u", seed);
        QRandomGenerator random(seed);
        const auto text = [&](qsizetype most, const QString &alphabet) {
            QString made;
            for (qsizetype n = random.bounded(int(most)); n > 0; --n)
                made += alphabet[random.bounded(int(alphabet.size()))];
            return made;
        };
        for (int round = 0; round < 300; ++round) {
            const auto version = StompVersion(random.bounded(3));
            // What a version cannot escape cannot be sent in it.
            QString alphabet = u"ab가\U0001F600 "_s;
            if (version == StompVersion::V1_0) alphabet = u"ab가"_s;
            if (version >= StompVersion::V1_1) alphabet += u":\n\\"_s;
            if (version == StompVersion::V1_2) alphabet += u'\r';
            alphabet.removeIf([](QChar c) { return c.isSurrogate(); });
            QList<StompFrame> frames;
            QByteArray bytes;
            for (int n = random.bounded(4); n >= 0; --n) {
                StompFrame frame{"SEND"};
                for (int h = random.bounded(5); h > 0; --h)
                    frame.headers.append({u"h"_s + text(5, alphabet), text(20, alphabet)});
                if (random.bounded(2))
                    frame.body = QByteArray(random.bounded(1, 50), char(random.bounded(256)));
                frames.append(frame);
                bytes += encode(frame, version) + QByteArray(random.bounded(3), '\n');
            }
            auto got = parsed(bytes, version, random.bounded(1, 9));
            QVERIFY2(got, got ? "" : qPrintable(got.error()));
            for (StompFrame &frame : *got)
                frame.headers.removeIf(
                    [](const auto &header) { return header.first == "content-length"_L1; });
            QCOMPARE(*got, frames);
        }
    }

    /// No bytes at all may bring it down, or make it keep more than its limits allow.
    void bearsNoise()
    {
        const quint32 seed = QRandomGenerator::global()->generate();
        qInfo("seed %u", seed);
        QRandomGenerator random(seed);
        const QList<QByteArray> bits{
            "SEND\n", "\n", "\n\n", "a:b\n", "content-length:3\n", ":", "\\", QByteArray(1, '\0'),
            "\r",     "가", "\xff", "body"};
        for (int round = 0; round < 500; ++round) {
            StompParser parser(kLongestBody);
            parser.setVersion(StompVersion(random.bounded(3)));
            for (int n = 0; n < 100; ++n) {
                parser.feed(bits[random.bounded(int(bits.size()))]);
                auto frame = parser.next();
                while (frame && *frame)
                    frame = parser.next();
                if (!frame) break;
                QVERIFY(parser.waiting() <= StompParser::kLongestHead + kLongestBody);
            }
        }
    }
};

QTEST_APPLESS_MAIN(StompFramesTest)
#include "tst_stompframes.moc"
