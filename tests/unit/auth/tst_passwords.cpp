// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/auth/LoginThrottle.h"
#include "server/auth/Passwords.h"

#include <QtTest/QTest>

#include <ctime>

using namespace lectern;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

/// Passwords as they are kept, and what happens to those who guess.
class PasswordsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theRightOneIsTold()
    {
        const QString hash = passwords::hash(u"올바른 말 🔑"_s).result();
        QVERIFY(hash.startsWith(u"$argon2id$"_s));
        QVERIFY(passwords::verify(hash, u"올바른 말 🔑"_s).result());
        QVERIFY(passwords::verify(hash, u"올바른 말 🔑"_s.normalized(QString::NormalizationForm_D)).result());
        QVERIFY(!passwords::verify(hash, u"올바른 말"_s).result());
        QVERIFY(!passwords::verify(hash, {}).result());
        QVERIFY(passwords::hash(u"올바른 말 🔑"_s).result() != hash);
    }

    void noHashFitsNothingAndTakesAsLong()
    {
        const QString hash = passwords::hash(u"something"_s).result();
        // By the processor's time of this process: what else runs beside it does not count.
        const auto fastest = [&](const QString &stored) {
            std::clock_t best = std::numeric_limits<std::clock_t>::max();
            for (int i = 0; i < 5; ++i) {
                const std::clock_t begin = std::clock();
                if (passwords::verify(stored, u"else"_s).result()) qFatal("a wrong password fits");
                best = std::min(best, std::clock() - begin);
            }
            return double(best);
        };
        const double known = fastest(hash), unknown = fastest({});
        QVERIFY2(unknown > known / 2 && unknown < known * 2,
                 qPrintable(u"%1 and %2 µs"_s.arg(known).arg(unknown)));
        QVERIFY(!passwords::verify(u"no hash at all"_s, u"else"_s).result());
        QVERIFY(!passwords::verify({}, {}).result());
    }

    void whoGuessesWaitsLongerAndLonger()
    {
        LoginThrottle::Clock::time_point now{};
        LoginThrottle throttle([&] { return now; });
        QCOMPARE(throttle.wait(u"kim"_s), 0ms);
        for (int i = 0; i < 4; ++i)
            throttle.failed(u"kim"_s);
        QCOMPARE(throttle.wait(u"kim"_s), 0ms);
        for (const auto expected : {1s, 2s, 4s, 8s, 16s, 32s, 64s, 128s, 256s, 300s, 300s}) {
            throttle.failed(u"Kim"_s);
            QCOMPARE(throttle.wait(u"KIM"_s), std::chrono::milliseconds(expected));
            QCOMPARE(throttle.wait(u"lee"_s), 0ms);
            now += expected - 1ms;
            QCOMPARE(throttle.wait(u"kim"_s), 1ms);
            now += 1ms;
            QCOMPARE(throttle.wait(u"kim"_s), 0ms);
        }
        throttle.succeeded(u"kim"_s);
        for (int i = 0; i < 4; ++i)
            throttle.failed(u"kim"_s);
        QCOMPARE(throttle.wait(u"kim"_s), 0ms);
    }

    void madeUpNamesDoNotOpenAClosedAccount()
    {
        LoginThrottle::Clock::time_point now{};
        LoginThrottle throttle([&] { return now; });
        for (int i = 0; i < 20; ++i)
            throttle.failed(u"kim"_s);
        for (int i = 0; i < 50'000; ++i)
            throttle.failed(QString::number(i));
        QCOMPARE(throttle.wait(u"kim"_s), std::chrono::milliseconds(5min));
    }
};

QTEST_GUILESS_MAIN(PasswordsTest)
#include "tst_passwords.moc"
