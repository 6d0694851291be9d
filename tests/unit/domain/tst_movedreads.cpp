// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/domain/MovedReads.h"

#include <QtTest/QTest>

using namespace lectern;
using namespace Qt::StringLiterals;

using News = MovedReads::News;

/// How far people have read, gathered until it is kept and told.
class MovedReadsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aPersonHasTheirFurthestMark()
    {
        MovedReads moved;
        moved.add({u"kim"_s, u"m2"_s, 2}, News::ForTeachers);
        moved.add({u"kim"_s, u"m7"_s, 7}, News::ForPresence);
        moved.add({u"kim"_s, u"m3"_s, 3}, News::None);
        const auto taken = moved.take();
        QCOMPARE(taken.size(), 1);
        QCOMPARE(taken[0].mark.messageId, u"m7"_s);
        QCOMPARE(taken[0].mark.seq, 7);
        QCOMPARE(taken[0].news, News::ForTeachers); // it was, and has not been told yet
    }

    void whatWasTakenIsGone()
    {
        MovedReads moved;
        moved.add({u"kim"_s, u"m2"_s, 2}, News::ForTeachers);
        moved.add({u"lee"_s, u"m1"_s, 1}, News::ForPresence);
        QVERIFY(moved.contains(u"lee"_s));
        QCOMPARE(moved.take().size(), 2);
        QVERIFY(!moved.contains(u"lee"_s));
        QVERIFY(moved.take().isEmpty());
    }

    void whatCouldNotBeKeptIsNoNewsAnyMore()
    {
        MovedReads moved;
        moved.add({u"kim"_s, u"m2"_s, 2}, News::ForTeachers);
        for (const auto &entry : moved.take())
            moved.add(entry.mark, News::None);
        QCOMPARE(moved.take().value(0).news, News::None);
    }
};

QTEST_APPLESS_MAIN(MovedReadsTest)
#include "tst_movedreads.moc"
