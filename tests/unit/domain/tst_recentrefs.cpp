// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/domain/RecentRefs.h"

#include <QtTest/QTest>

using namespace lectern;
using namespace Qt::StringLiterals;
using Begun = RecentRefs::Begun;

namespace {

Message said(const QString &ref, qint64 seq = 0, const QString &sender = u"u_1"_s)
{
    Message message;
    message.sender = sender;
    message.ref = ref;
    message.seq = seq;
    return message;
}

} // namespace

/// What a room without a log remembers, so that what is sent twice is published once.
class RecentRefsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatIsRepeatedLaterIsKnown()
    {
        RecentRefs refs;
        QCOMPARE(refs.begin(said(u"r1"_s)), Begun::New);
        refs.settle(said(u"r1"_s, 7), true);
        QCOMPARE(refs.begin(said(u"r1"_s)), Begun::Known);
        QCOMPARE(refs.known(said(u"r1"_s)).seq, 7);
    }

    void aRefIsItsSendersOwn()
    {
        RecentRefs refs;
        refs.learn(said(u"r1"_s, 7));
        QCOMPARE(refs.begin(said(u"r1"_s, 0, u"u_2"_s)), Begun::New);
    }

    void withoutARefNothingIsRepeated()
    {
        RecentRefs refs;
        refs.learn(said({}, 7));
        QCOMPARE(refs.begin(said({})), Begun::New);
    }

    void whatIsRepeatedMeanwhileWaitsForTheFirst()
    {
        RecentRefs refs;
        QList<qint64> heard;
        const auto hear = [&heard](const std::optional<Message> &message) {
            heard.append(message ? message->seq : -1);
        };
        QCOMPARE(refs.begin(said(u"r1"_s)), Begun::New);
        for (int again = 0; again < 2; ++again) {
            QCOMPARE(refs.begin(said(u"r1"_s)), Begun::UnderWay);
            refs.wait(said(u"r1"_s), hear);
        }
        refs.settle(said(u"r1"_s, 7), true);
        QCOMPARE(heard, QList<qint64>({7, 7}));
    }

    void whatCouldNotBePublishedMayBeTriedAgain()
    {
        RecentRefs refs;
        bool told = false;
        QCOMPARE(refs.begin(said(u"r1"_s)), Begun::New);
        refs.wait(said(u"r1"_s), [&told](const std::optional<Message> &message) { told = !message; });
        refs.settle(said(u"r1"_s), false);
        QVERIFY(told);
        QCOMPARE(refs.begin(said(u"r1"_s)), Begun::New);
    }

    /// The answer of the one that numbers may be lost; the message itself comes.
    void whatCameIsKnownWhateverTheAnswerSays()
    {
        RecentRefs refs;
        QCOMPARE(refs.begin(said(u"r1"_s)), Begun::New);
        refs.learn(said(u"r1"_s, 7));
        refs.settle(said(u"r1"_s), false);
        QCOMPARE(refs.begin(said(u"r1"_s)), Begun::Known);
    }

    void theOldestAreForgotten()
    {
        RecentRefs refs;
        for (int i = 0; i <= 1'024; ++i)
            refs.learn(said(QString::number(i), i + 1));
        QCOMPARE(refs.begin(said(u"0"_s)), Begun::New);
        QCOMPARE(refs.begin(said(u"1"_s)), Begun::Known);
    }
};

QTEST_APPLESS_MAIN(RecentRefsTest)
#include "tst_recentrefs.moc"
