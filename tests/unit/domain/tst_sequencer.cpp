// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/domain/Sequencer.h"

#include <QtTest/QTest>

using namespace lectern;

/// However messages arrive, they leave in order, once.
class SequencerTest : public QObject
{
    Q_OBJECT

    QList<qint64> m_out;
    QList<qint64> m_holes;
    Sequencer m_sequencer{[this](const EnvelopePtr &e) { m_out.append(e->message().seq); },
                          [this](qint64 after) { m_holes.append(after); }};

    static Message numbered(qint64 seq)
    {
        Message message;
        message.seq = seq;
        return message;
    }
    void arrive(qint64 seq) { m_sequencer.arrived(seal(numbered(seq))); }

private Q_SLOTS:
    void init()
    {
        m_out.clear();
        m_holes.clear();
        m_sequencer = Sequencer([this](const EnvelopePtr &e) { m_out.append(e->message().seq); },
                                [this](qint64 after) { m_holes.append(after); });
    }

    void passesWhatIsInOrder()
    {
        for (const qint64 seq : {1, 2, 2, 3, 1})
            arrive(seq);
        QCOMPARE(m_out, (QList<qint64>{1, 2, 3}));
        QVERIFY(m_holes.isEmpty());
    }

    void asksOnceForAHoleAndGoesOnAfterIt()
    {
        arrive(1);
        arrive(4);
        arrive(5);
        QCOMPARE(m_out, (QList<qint64>{1}));
        QCOMPARE(m_holes, (QList<qint64>{1}));
        m_sequencer.fill({numbered(2), numbered(3), numbered(4)});
        QCOMPARE(m_out, (QList<qint64>{1, 2, 3, 4, 5}));
    }

    void whatTheLogDoesNotHoldIsDropped()
    {
        arrive(1);
        arrive(1'000'000); // somebody rang a bell that means nothing
        m_sequencer.fill({});
        arrive(2);
        arrive(3);
        QCOMPARE(m_out, (QList<qint64>{1, 2, 3}));
    }

    void whatArrivedWhileTheLogWasReadMayBeInItByNow()
    {
        arrive(1);
        arrive(3); // the log is asked for what is after 1
        arrive(5); // and 4 gets lost
        m_sequencer.fill({numbered(2), numbered(3)});
        QCOMPARE(m_holes, (QList<qint64>{1, 3}));
        m_sequencer.fill({numbered(4), numbered(5)});
        QCOMPARE(m_out, (QList<qint64>{1, 2, 3, 4, 5}));
    }

    void aHoleLongerThanAPageIsReadPageByPage()
    {
        arrive(7);
        m_sequencer.fill({numbered(1), numbered(2), numbered(3)}, true);
        m_sequencer.fill({numbered(4), numbered(5), numbered(6)}, true);
        m_sequencer.fill({});
        QCOMPARE(m_holes, (QList<qint64>{0, 3, 7}));
        QCOMPARE(m_out, (QList<qint64>{1, 2, 3, 4, 5, 6, 7}));
    }

    void asksAgainWhenTheLogCouldNotBeRead()
    {
        arrive(2);
        m_sequencer.fillFailed();
        arrive(3);
        QCOMPARE(m_holes, (QList<qint64>{0, 0}));
        m_sequencer.fill({numbered(1), numbered(2), numbered(3)});
        QCOMPARE(m_out, (QList<qint64>{1, 2, 3}));
    }

    void stepsOverWhatWasDeletedMeanwhile()
    {
        arrive(5);
        m_sequencer.fill({numbered(1), numbered(4), numbered(5)}); // 2 and 3 were deleted
        arrive(6);
        QCOMPARE(m_out, (QList<qint64>{1, 4, 5, 6}));
    }
};

QTEST_GUILESS_MAIN(SequencerTest)
#include "tst_sequencer.moc"
