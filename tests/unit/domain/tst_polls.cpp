// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/domain/Polls.h"

#include <QtTest/QTest>

using namespace lectern;
using namespace Qt::StringLiterals;

/// Asking and counting.
class PollsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theLastVoteOfAPersonCounts()
    {
        Polls polls;
        polls.open(u"p"_s, {u"?"_s, {u"yes"_s, u"no"_s}});
        QVERIFY(polls.vote(u"p"_s, u"a"_s, {{0}, {}}));
        QVERIFY(polls.vote(u"p"_s, u"b"_s, {{0}, {}}));
        QVERIFY(polls.vote(u"p"_s, u"a"_s, {{1}, {}}));
        const auto result = polls.result(u"p"_s);
        QCOMPARE(result->counts, (QList<int>{1, 1}));
        QCOMPARE(result->votes, 2);
        QVERIFY(!result->final);
    }

    void answersMustFitTheQuestion()
    {
        Polls polls;
        polls.open(u"one"_s, {u"?"_s, {u"a"_s, u"b"_s}});
        polls.open(u"many"_s, {u"?"_s, {u"a"_s, u"b"_s}, true});
        polls.open(u"text"_s, {u"?"_s, {}, false, true, true});
        QVERIFY(!polls.vote(u"one"_s, u"x"_s, {{0, 1}, {}}));
        QVERIFY(!polls.vote(u"one"_s, u"x"_s, {{2}, {}}));
        QVERIFY(!polls.vote(u"one"_s, u"x"_s, {{-1}, {}}));
        QVERIFY(!polls.vote(u"one"_s, u"x"_s, {{}, {}}));
        QVERIFY(polls.vote(u"many"_s, u"x"_s, {{0, 1}, {}}));
        QVERIFY(!polls.vote(u"many"_s, u"x"_s, {{1, 1}, {}}));
        QVERIFY(!polls.vote(u"text"_s, u"x"_s, {{0}, {}}));
        QVERIFY(polls.vote(u"text"_s, u"x"_s, {{}, u"because"_s}));
        QCOMPARE(*polls.result(u"text"_s)->texts, QList<QString>{u"because"_s});
    }

    void aClosedPollTakesNoVotes()
    {
        Polls polls;
        polls.open(u"p"_s, {u"?"_s, {u"yes"_s, u"no"_s}});
        QVERIFY(polls.close(u"p"_s)->final);
        const auto late = polls.vote(u"p"_s, u"a"_s, {{0}, {}});
        QVERIFY(!late && late.error().code == ErrorCode::MessageNotFound);
        QVERIFY(polls.list().isEmpty());
    }
};

QTEST_GUILESS_MAIN(PollsTest)
#include "tst_polls.moc"
