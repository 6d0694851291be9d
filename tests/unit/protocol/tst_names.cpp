// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/protocol/PersonName.h"
#include "common/protocol/RoomCode.h"
#include "common/protocol/Ulid.h"

#include <QtTest/QTest>

using namespace lectern;
using namespace Qt::StringLiterals;

/// Names, room codes and ids: what people type and what the system draws.
class NamesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void keepsOrdinaryNames()
    {
        for (const auto &name : {u"민준"_s, u"Anna Lee"_s, u"👩‍🏫"_s, u"محمد"_s})
            QCOMPARE(cleanName(name, 40).value(), name);
    }

    void countsCodePoints()
    {
        QCOMPARE(codePoints(u"가나다"), 3);
        QCOMPARE(codePoints(u"😀😀"), 2);
        QVERIFY(cleanName(u"😀"_s.repeated(40), 40));
        QVERIFY(!cleanName(u"😀"_s.repeated(41), 40));
    }

    void takesOutWhatCannotBeSeen()
    {
        QCOMPARE(cleanName(u"\u202Eevil\u0007\n x "_s, 40).value(), u"evil x"_s);
        QCOMPARE(cleanName(u"e"_s + QChar(0x200E) + QChar(0x0301), 40).value(), u"\u00E9"_s);
        QCOMPARE(cleanName(u" a \t\n b "_s, 40).value(), u"a b"_s);
    }

    void refusesWhatLeavesNothing()
    {
        for (const auto &name :
             {u""_s, u"   "_s, u"\u200B\u200D"_s, u"\u3164"_s, u"\u2800"_s, u"a"_s.repeated(10'000)}) {
            const auto result = cleanName(name, 40);
            QVERIFY(!result);
            QCOMPARE(result.error().code, ErrorCode::InvalidName);
        }
    }

    void drawsRoomCodesThatReadBack()
    {
        for (int i = 0; i < 1000; ++i) {
            const QString code = roomcode::generate();
            QCOMPARE(code.size(), roomcode::kLength);
            QCOMPARE(roomcode::normalized(u' ' + code.left(3).toLower() + u'-' + code.mid(3)), code);
            for (const QChar confusing : u"ILOQ"_s)
                QVERIFY(!code.contains(confusing));
        }
        QVERIFY(roomcode::normalized(u"ABC12D"_s).isEmpty());
        QVERIFY(roomcode::normalized(u"ABCDE"_s).isEmpty());
    }

    void readsAddressesOfRooms()
    {
        QCOMPARE(roomcode::addressed(u"room:ftyxpm"_s), u"FTYXPM"_s);
        QCOMPARE(roomcode::addressed(u"FTY XPM"_s), u"FTYXPM"_s);
        QCOMPARE(roomcode::addressed(u"LOBBY"_s), QString(roomcode::kLobby));
        QCOMPARE(roomcode::addressed(u"room:LOBBY"_s), QString(roomcode::kLobby));
        QVERIFY(roomcode::addressed(u"lobby"_s).isEmpty());
        QVERIFY(roomcode::addressed(u"room:room:FTYXPM"_s).isEmpty());
    }

    void ulidsSortAsTheyAreMade()
    {
        QString last;
        for (int i = 0; i < 10'000; ++i) {
            const QString next = newUlid();
            QCOMPARE(next.size(), 26);
            QVERIFY(last < next);
            last = next;
        }
    }
};

QTEST_GUILESS_MAIN(NamesTest)
#include "tst_names.moc"
