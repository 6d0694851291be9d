// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/transport/ByteLine.h"
#include "server/transport/Fanout.h"
#include "server/transport/SendQueue.h"

#include "Main.h"

#include <QtCore/QSocketNotifier>

#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <utility>

using namespace lectern;

namespace {

/// A line that takes all, and keeps each write.
class OpenLine : public ByteLine
{
public:
    qint64 read(char *, qint64) override { return 0; }
    void write(std::span<const QByteArray> pieces) override
    {
        writes.append(QByteArrayList(pieces.begin(), pieces.end()));
    }
    qint64 bytesWaiting() const override { return 0; }
    bool isOpen() const override { return true; }
    void close() override {}
    void abort() override {}

    QList<QByteArrayList> writes;
};

} // namespace

/// What leaves in one write, on the dispatcher that waits in epoll.
class FanoutTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QCOMPARE(::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, m_pair.data()), 0); }

    void cleanup()
    {
        for (const int descriptor : m_pair)
            ::close(descriptor);
    }

    void whatComesInMeanwhileLeavesInTheSameWrite()
    {
        Fanout fanout;
        OpenLine line;
        SendQueue queue(line, fanout, 1'000);
        QSocketNotifier arriving(m_pair[0], QSocketNotifier::Read);
        connect(&arriving, &QSocketNotifier::activated, this, [&] {
            char byte;
            if (::read(m_pair[0], &byte, 1) != 1) return;
            // As a room does: what it has to say is posted.
            QMetaObject::invokeMethod(
                this, [&queue, byte] { queue.append(QByteArray(1, byte)); }, Qt::QueuedConnection);
        });
        QCoreApplication::processEvents();

        queue.append("a");
        QCOMPARE(::write(m_pair[1], "b", 1), 1);
        QTRY_COMPARE(line.writes, QList<QByteArrayList>{QByteArrayList({"a", "b"})});
    }

    void whatIsReadyDoesNotWaitForAnEndlessStream()
    {
        Fanout fanout;
        OpenLine line;
        SendQueue queue(line, fanout, 1'000);
        QSocketNotifier flooding(m_pair[0], QSocketNotifier::Read);
        int reads = 0;
        connect(&flooding, &QSocketNotifier::activated, this, [&] { ++reads; });
        QCOMPARE(::write(m_pair[1], "x", 1), 1); // which nobody takes: it is always ready

        for (const QByteArray piece : {"a", "b"}) {
            queue.append(piece);
            for (int turn = 0; turn < 8 && line.writes.isEmpty(); ++turn)
                QCoreApplication::processEvents();
            QCOMPARE(std::exchange(line.writes, {}), QList<QByteArrayList>{QByteArrayList({piece})});
        }
        QVERIFY(reads > 0);
    }

    void whoIsGoneIsForgotten()
    {
        Fanout fanout;
        OpenLine line;
        OpenLine other;
        SendQueue staying(other, fanout, 1'000);
        {
            SendQueue leaving(line, fanout, 1'000);
            leaving.append("a");
            staying.append("b");
        }
        QCoreApplication::sendPostedEvents();
        QVERIFY(line.writes.isEmpty());
        QCOMPARE(other.writes, QList<QByteArrayList>{QByteArrayList({"b"})});
    }

private:
    std::array<int, 2> m_pair{};
};

LECTERN_TEST_MAIN(FanoutTest)
#include "tst_fanout.moc"
