// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/transport/ChunkedBody.h"

#include <QtTest/QTest>

using namespace lectern;
using namespace Qt::StringLiterals;

using State = ChunkedBody::State;

/// Bodies in chunks, whole and wrong.
class ChunkedBodyTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void reads_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QByteArray>("body");
        QTest::newRow("nothing") << "0\r\n\r\n"_ba << ""_ba;
        QTest::newRow("one chunk") << "5\r\nhello\r\n0\r\n\r\n"_ba << "hello"_ba;
        QTest::newRow("several") << "5\r\nhello\r\n1;name=value\r\n \r\n00005\r\nworld\r\n0\r\n\r\n"_ba
                                 << "hello world"_ba;
        QTest::newRow("hexadecimal") << "1A\r\n"_ba + QByteArray(26, 'x') + "\r\na\r\n0123456789\r\n0\r\n\r\n"
                                     << QByteArray(26, 'x') + "0123456789";
        QTest::newRow("line ends in it") << "4\r\n\r\n\r\n\r\n0\r\n\r\n"_ba << "\r\n\r\n"_ba;
        QTest::newRow("trailers") << "1\r\nx\r\n0\r\nDigest: abc\r\nOther: 1\r\n\r\n"_ba << "x"_ba;
    }

    void reads()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(QByteArray, body);
        const QByteArray next = "GET / HTTP/1.1\r\n"_ba;
        for (qsizetype cut = 0; cut <= bytes.size(); ++cut) {
            ChunkedBody reader(100);
            QByteArrayView first = QByteArrayView(bytes).first(cut);
            if (cut < bytes.size()) {
                QCOMPARE(reader.take(first), State::More);
                QVERIFY(first.isEmpty());
            }
            const QByteArray rest = cut < bytes.size() ? bytes.mid(cut) + next : bytes + next;
            QByteArrayView view(rest);
            QCOMPARE(reader.take(view), State::Whole);
            QCOMPARE(view.toByteArray(), next); // of the next request nothing is touched
            QCOMPARE(reader.bytes(), body);
        }
    }

    void refuses_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<State>("state");
        QTest::newRow("no number") << "x\r\n"_ba << State::Broken;
        QTest::newRow("an empty one") << "\r\n"_ba << State::Broken;
        QTest::newRow("a negative one") << "-1\r\n"_ba << State::Broken;
        QTest::newRow("one beyond all") << "FFFFFFFFFFFFFFFFF\r\n"_ba << State::Broken;
        QTest::newRow("a bare line feed") << "5\nhello\r\n0\r\n\r\n"_ba << State::Broken;
        QTest::newRow("a chunk longer than it said") << "4\r\nhello\r\n0\r\n\r\n"_ba << State::Broken;
        QTest::newRow("an endless line") << "5;" + QByteArray(2'000, 'x') << State::Broken;
        QTest::newRow("endless trailers") << "0\r\n" + "A: b\r\n"_ba.repeated(2'000) << State::Broken;
        QTest::newRow("more than the limit") << "65\r\n"_ba << State::TooLong;
        QTest::newRow("more in sum") << "64\r\n" + QByteArray(100, 'x') + "\r\n1\r\n" << State::TooLong;
    }

    void refuses()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(State, state);
        ChunkedBody reader(100);
        QByteArrayView view(bytes);
        QCOMPARE(reader.take(view), state);
    }
};

QTEST_APPLESS_MAIN(ChunkedBodyTest)
#include "tst_chunkedbody.moc"
