// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/presence/MemoryPresence.h"

#include <QtTest/QTest>

using namespace lectern;
using namespace Qt::StringLiterals;

/// Who is there, on a node that is alone.
class MemoryPresenceTest : public QObject
{
    Q_OBJECT

    const QDateTime m_now = QDateTime::fromMSecsSinceEpoch(1'800'000'000'123, Qt::UTC);

    Participant person(const QString &id, int secondsLater)
    {
        Participant person;
        person.id = id;
        person.name = u"이름 "_s + id;
        person.serverId = u"s1"_s;
        person.joinedAt = m_now.addSecs(secondsLater);
        return person;
    }

    QList<Participant> list(Presence &presence, const QString &roomId = u"ABCDEF"_s)
    {
        return presence.list(roomId).result().value();
    }

private Q_SLOTS:
    void listsPeopleInTheOrderTheyCame()
    {
        MemoryPresence presence;
        presence.enter(u"ABCDEF"_s, person(u"late"_s, 5));
        presence.enter(u"ABCDEF"_s, person(u"early"_s, 1));
        presence.enter(u"GHJKMN"_s, person(u"elsewhere"_s, 0));
        QCOMPARE(list(presence), (QList{person(u"early"_s, 1), person(u"late"_s, 5)}));

        presence.leave(u"ABCDEF"_s, u"early"_s, u"s1"_s);
        presence.leave(u"ABCDEF"_s, u"nobody"_s, u"s1"_s);
        QCOMPARE(list(presence), QList{person(u"late"_s, 5)});
    }

    void whoHasMovedIsNotTakenAwayByTheNodeTheyLeft()
    {
        MemoryPresence presence;
        presence.enter(u"ABCDEF"_s, person(u"u1"_s, 0));
        presence.leave(u"ABCDEF"_s, u"u1"_s, u"s0"_s);
        QCOMPARE(list(presence), QList{person(u"u1"_s, 0)});
    }

    void keepsWhatChanges()
    {
        MemoryPresence presence;
        presence.enter(u"ABCDEF"_s, person(u"u1"_s, 0));
        presence.setOnline(u"ABCDEF"_s, u"u1"_s, false);
        presence.setLastRead(u"ABCDEF"_s, u"u1"_s, u"01M"_s);
        presence.setHand(u"ABCDEF"_s, u"u1"_s, m_now);
        Participant expected = person(u"u1"_s, 0);
        expected.online = false;
        expected.lastReadMessage = u"01M"_s;
        expected.handRaisedAt = m_now;
        QCOMPARE(list(presence), QList{expected});

        presence.setHand(u"ABCDEF"_s, u"u1"_s, {});
        QVERIFY(!list(presence).first().handRaisedAt.isValid());
    }

    void makesNobodyUpFromAChange()
    {
        MemoryPresence presence;
        presence.setOnline(u"ABCDEF"_s, u"gone"_s, true);
        presence.setLastRead(u"ABCDEF"_s, u"gone"_s, u"01M"_s);
        QVERIFY(list(presence).isEmpty());
    }

    void countsRoomsWithPeople()
    {
        MemoryPresence presence;
        presence.enter(u"ABCDEF"_s, person(u"u1"_s, 0));
        presence.enter(u"ABCDEF"_s, person(u"u2"_s, 0));
        presence.enter(u"GHJKMN"_s, person(u"u1"_s, 0));
        presence.leave(u"GHJKMN"_s, u"u1"_s, u"s1"_s);
        const auto counts = presence.counts({u"ABCDEF"_s, u"GHJKMN"_s, u"ZZZZZZ"_s}).result().value();
        QCOMPARE(counts, (QHash<QString, int>{{u"ABCDEF"_s, 2}}));

        presence.forget(u"ABCDEF"_s);
        QVERIFY(presence.counts({u"ABCDEF"_s}).result().value().isEmpty());
    }
};

QTEST_GUILESS_MAIN(MemoryPresenceTest)
#include "tst_memorypresence.moc"
