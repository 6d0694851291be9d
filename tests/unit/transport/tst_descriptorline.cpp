// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/transport/DescriptorLine.h"

#include <QtTest/QSignalSpy>
#include <QtTest/QTest>

#include <array>
#include <memory>

#include <fcntl.h>
#include <sys/socket.h>
#include <unistd.h>

using namespace lectern;
using namespace Qt::StringLiterals;

/// A line over one end of a socket pair; the test holds the other.
class DescriptorLineTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        int ends[2];
        QCOMPARE(::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends), 0);
        m_peer = ends[1];
        QCOMPARE(::fcntl(m_peer, F_SETFL, O_NONBLOCK), 0);
        m_line = std::make_unique<DescriptorLine>(ends[0], "early "_ba, m_open);
        m_ends = std::make_unique<QSignalSpy>(m_line.get(), &ByteLine::ended);
        QCOMPARE(m_open, 1);
    }
    void cleanup()
    {
        m_ends.reset();
        m_line.reset();
        QCOMPARE(m_open, 0);
        closePeer();
    }

    void whatCameBeforeIsReadFirst()
    {
        QCOMPARE(::send(m_peer, "bird", 4, 0), 4);
        QCOMPARE(read(3), "ear"_ba);
        QCOMPARE(read(100), "ly "_ba);
        QCOMPARE(read(100), "bird"_ba);
        QCOMPARE(read(100), QByteArray());
        QVERIFY(m_line->isOpen());
    }

    void itTellsOfWhatComes()
    {
        QSignalSpy readable(m_line.get(), &ByteLine::readable);
        QCOMPARE(::send(m_peer, "x", 1, 0), 1);
        QTRY_VERIFY(!readable.isEmpty());
    }

    void thePeersEndIsTheLines()
    {
        read(100);
        connect(m_line.get(), &ByteLine::readable, this, [this] { read(100); });
        closePeer();
        QTRY_COMPARE(m_ends->size(), 1);
        QVERIFY(!m_line->isOpen());
        QCOMPARE(m_open, 0);
        m_line->abort();
        QCOMPARE(m_ends->size(), 1);
    }

    /// More than the kernel takes at once, in pieces of which one is cut anywhere.
    void whatDoesNotFitWaitsAndArrivesWhole()
    {
        QByteArray expected;
        for (int i = 0; i < 40; ++i) {
            const QByteArray first(10'000 + i, char('a' + i % 26)), second(1'000, char('A' + i % 26));
            m_line->write(QByteArrayList{first, second});
            expected += first + second;
        }
        QVERIFY(m_line->bytesWaiting() > 0);
        QSignalSpy written(m_line.get(), &ByteLine::written);
        QByteArray received;
        QTRY_VERIFY((received += atPeer(), m_line->bytesWaiting() == 0));
        QVERIFY(!written.isEmpty());
        QTRY_VERIFY((received += atPeer(), received.size() >= expected.size()));
        QVERIFY(received == expected);
    }

    void manyPiecesLeaveInOrder()
    {
        QList<QByteArray> pieces;
        for (int i = 0; i < 500; ++i)
            pieces.append(QByteArray::number(i) + ' ');
        m_line->write(pieces);
        QCOMPARE(m_line->bytesWaiting(), 0);
        QCOMPARE(atPeer(), pieces.join());
    }

    void closingSendsWhatWaits()
    {
        const QByteArray much(1'000'000, 'x');
        m_line->write(QByteArrayList{much});
        m_line->close();
        QVERIFY(m_ends->isEmpty());
        m_line->write(QByteArrayList{"too late"_ba});
        QByteArray received;
        QTRY_VERIFY((received += atPeer(), received.size() >= much.size() && isEndedAtPeer()));
        QVERIFY(received == much);
    }

    /// What comes until then does not reset the connection.
    void itIsOverWhenThePeerHasEndedItToo()
    {
        connect(m_line.get(), &ByteLine::readable, this, [this] { read(100); });
        m_line->write(QByteArrayList{"bye"_ba});
        m_line->close();
        QCOMPARE(::send(m_peer, "more", 4, 0), 4);
        QCOMPARE(atPeer(), "bye"_ba);
        QVERIFY(isEndedAtPeer());
        QVERIFY(m_ends->isEmpty());
        closePeer();
        QTRY_COMPARE(m_ends->size(), 1);
    }

    /// Whoever writes is amid something, and must not be told there.
    void aBrokenLineIsToldAfterTheWrite()
    {
        closePeer();
        m_line->write(QByteArrayList{"anybody?"_ba});
        QVERIFY(m_ends->isEmpty());
        QCOMPARE(m_line->bytesWaiting(), 0);
        QTRY_COMPARE(m_ends->size(), 1);
    }

private:
    QByteArray read(qint64 size)
    {
        std::array<char, 100> buffer;
        return {buffer.data(), m_line->read(buffer.data(), size)};
    }
    QByteArray atPeer()
    {
        QByteArray received;
        std::array<char, 64 * 1024> buffer;
        for (ssize_t size; (size = ::recv(m_peer, buffer.data(), buffer.size(), MSG_DONTWAIT)) > 0;)
            received.append(buffer.data(), size);
        return received;
    }
    bool isEndedAtPeer() const
    {
        char byte;
        return ::recv(m_peer, &byte, 1, MSG_DONTWAIT) == 0;
    }
    void closePeer()
    {
        if (m_peer >= 0) ::close(std::exchange(m_peer, -1));
    }

    int m_open = 0;
    int m_peer = -1;
    std::unique_ptr<DescriptorLine> m_line;
    std::unique_ptr<QSignalSpy> m_ends;
};

QTEST_GUILESS_MAIN(DescriptorLineTest)
#include "tst_descriptorline.moc"
