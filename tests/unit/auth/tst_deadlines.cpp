// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/auth/Deadlines.h"

#include <QtTest/QTest>

#include <memory>

using namespace lectern;

class DeadlinesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void eachIsCalledOnceInTheOrderOfTheTimes()
    {
        Deadlines deadlines;
        QObject late;
        QObject soon;
        QObject past;
        QString called;
        deadlines.set(&late, in(60), [&] { called += u'l'; });
        deadlines.set(&soon, in(20), [&] { called += u's'; });
        deadlines.set(&past, in(-1000), [&] { called += u'p'; });
        QCOMPARE(called, QString());
        QTRY_COMPARE(called, u"psl");
        QVERIFY(QDateTime::currentDateTimeUtc() >= m_last);
    }

    void aNewOneTakesThePlaceOfTheOld()
    {
        Deadlines deadlines;
        QObject whose;
        QObject other;
        QString called;
        deadlines.set(&whose, in(10), [&] { called += u'a'; });
        deadlines.set(&whose, in(20), [&] { called += u'b'; });
        deadlines.set(&other, in(40), [&] { called += u'c'; });
        QTRY_COMPARE(called, u"bc");
    }

    void whoIsGoneOrForgottenOrHasNoEndIsNotCalled()
    {
        Deadlines deadlines;
        auto gone = std::make_unique<QObject>();
        QObject forgotten;
        QObject endless;
        QObject last;
        QString called;
        deadlines.set(gone.get(), in(5), [&] { called += u'g'; });
        deadlines.set(&forgotten, in(5), [&] { called += u'f'; });
        deadlines.set(&endless, in(5), [&] { called += u'e'; });
        deadlines.set(&endless, {}, [&] { called += u'e'; });
        deadlines.set(&last, in(30), [&] { called += u'l'; });
        gone.reset();
        deadlines.forget(&forgotten);
        deadlines.forget(&forgotten);
        QTRY_COMPARE(called, u"l");
    }

    void whoIsCalledMayTakeOthersWithItAndSetAnew()
    {
        Deadlines deadlines;
        auto other = std::make_unique<QObject>();
        QObject whose;
        QString called;
        deadlines.set(&whose, in(-2), [&] {
            called += u'1';
            other.reset();
            deadlines.set(&whose, in(5), [&] { called += u'2'; });
        });
        deadlines.set(other.get(), in(-1), [&] { called += u'o'; });
        QTRY_COMPARE(called, u"12");
    }

private:
    QDateTime in(int ms)
    {
        const QDateTime at = QDateTime::currentDateTimeUtc().addMSecs(ms);
        m_last = std::max(m_last, at);
        return at;
    }

    QDateTime m_last = QDateTime::fromMSecsSinceEpoch(0, Qt::UTC);
};

QTEST_GUILESS_MAIN(DeadlinesTest)
#include "tst_deadlines.moc"
