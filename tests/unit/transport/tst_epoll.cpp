// SPDX-License-Identifier: GPL-3.0-or-later
#include "Main.h"

#include <QtCore/QSocketNotifier>
#include <QtCore/QTemporaryFile>
#include <QtCore/QThread>
#include <QtCore/QTimer>
#include <QtTest/QSignalSpy>

#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <memory>
#include <numeric>

using namespace Qt::StringLiterals;

/// The promises of an event dispatcher, kept by the one that waits in epoll.
class EpollTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void runsTimersAndPostedEvents()
    {
        int fired = 0;
        QTimer timer;
        connect(&timer, &QTimer::timeout, this, [&fired] { ++fired; });
        timer.start(1);
        bool posted = false;
        QMetaObject::invokeMethod(this, [&posted] { posted = true; }, Qt::QueuedConnection);
        QTRY_VERIFY(posted && fired > 3);
    }

    void isWokenByOtherThreads()
    {
        bool woken = false;
        const std::unique_ptr<QThread> thread(QThread::create([this, &woken] {
            QMetaObject::invokeMethod(this, [&woken] { woken = true; }, Qt::QueuedConnection);
        }));
        QEventLoop loop;
        connect(thread.get(), &QThread::finished, &loop, &QEventLoop::quit);
        thread->start();
        loop.exec();
        QVERIFY(woken);
    }

    void activatesWhoIsReadyAndNobodyElse()
    {
        constexpr int kPairs = 600; // more than one turn takes
        std::vector<std::array<int, 2>> pairs(kPairs);
        std::vector<std::unique_ptr<QSocketNotifier>> notifiers;
        std::vector<int> heard(kPairs);
        for (int i = 0; i < kPairs; ++i) {
            QCOMPARE(::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, pairs[i].data()), 0);
            auto &notifier =
                notifiers.emplace_back(std::make_unique<QSocketNotifier>(pairs[i][0], QSocketNotifier::Read));
            connect(notifier.get(), &QSocketNotifier::activated, this, [&heard, &pairs, i] {
                char byte;
                if (::read(pairs[i][0], &byte, 1) == 1) ++heard[i];
            });
        }
        for (int i = 0; i < kPairs; i += 2)
            QCOMPARE(::write(pairs[i][1], "x", 1), 1);
        QTRY_COMPARE(std::accumulate(heard.begin(), heard.end(), 0), kPairs / 2);
        for (int i = 0; i < kPairs; ++i)
            QCOMPARE(heard[i], i % 2 == 0 ? 1 : 0);
        notifiers.clear();
        for (const auto &pair : pairs) {
            ::close(pair[0]);
            ::close(pair[1]);
        }
    }

    void followsNotifiersThatComeAndGo()
    {
        std::array<int, 2> pair;
        QCOMPARE(::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, pair.data()), 0);
        QSocketNotifier read(pair[0], QSocketNotifier::Read);
        QSocketNotifier write(pair[0], QSocketNotifier::Write);
        write.setEnabled(false);
        QSignalSpy written(&write, &QSocketNotifier::activated);
        connect(&read, &QSocketNotifier::activated, this, [&] {
            read.setEnabled(false);
            write.setEnabled(true);
        });
        QCOMPARE(::write(pair[1], "x", 1), 1);
        QTRY_VERIFY(written.size() > 0);
        write.setEnabled(false);
        QCoreApplication::processEvents();
        const auto before = written.size();
        QTest::qWait(20);
        QCOMPARE(written.size(), before);
        ::close(pair[0]);
        ::close(pair[1]);
    }

    void survivesANumberThatIsTakenAgain()
    {
        for (int i = 0; i < 50; ++i) {
            std::array<int, 2> pair;
            QCOMPARE(::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, pair.data()), 0);
            QSocketNotifier notifier(pair[0], QSocketNotifier::Read);
            QSignalSpy heard(&notifier, &QSocketNotifier::activated);
            ::close(pair[1]);
            QTRY_VERIFY(!heard.isEmpty());
            ::close(pair[0]); // before its notifier knows
        }
    }

    void leavesFilesToQt()
    {
        QTemporaryFile file;
        QVERIFY(file.open());
        QSocketNotifier notifier(file.handle(), QSocketNotifier::Read);
        QSignalSpy heard(&notifier, &QSocketNotifier::activated);
        QTRY_VERIFY(!heard.isEmpty());
    }
};

LECTERN_TEST_MAIN(EpollTest)
#include "tst_epoll.moc"
