// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/dialect/RoomSeat.h"
#include "tests/unit/domain/ClassFixture.h"

#include <QtTest/QTest>

using namespace lectern;
using namespace lectern::house;
using namespace Qt::StringLiterals;

namespace {

struct Seat final : RoomSeat
{
    using RoomSeat::RoomSeat;
    void deliver(const EnvelopePtr &envelope) override { heard += envelope->message().type; }
    void ended(CloseCode code, const payload::Bye &) override { closed = code; }

    QList<MessageType> heard;
    std::optional<CloseCode> closed;
};

} // namespace

/// From the door to a seat.
class RoomSeatTest : public ClassFixture
{
    Q_OBJECT

    std::unique_ptr<RoomFinder> m_finder;
    std::unique_ptr<RoomDoor> m_door;

    QCoro::Task<Result<Place>> place(const Person &person)
    {
        Identity identity;
        identity.person = person;
        return m_door->place(identity, m_info.id, {});
    }

private Q_SLOTS:
    void init()
    {
        ClassFixture::init();
        makeRoom();
        m_finder = std::make_unique<RoomFinder>(m_node->hub, m_shared->store, Pace{});
        m_door = std::make_unique<RoomDoor>(m_node->hub, *m_finder, nullptr, nullptr);
    }

    void whoWasAskedForIsWelcomedOnce()
    {
        Seat seat(*QCoro::waitFor(place({u"u_1"_s, u"민준"_s, PersonType::Student})));
        seat.enter();
        seat.enter();
        QTRY_COMPARE(seat.heard.count(MessageType::Welcome), 1);
        QVERIFY(room()->hasSeat(u"u_1"_s));
    }

    /// Between the question at the door and the seat anything may happen, here and on other nodes.
    void whoIsPutOutMeanwhileIsNotLetIn()
    {
        const Person minjun{u"u_1"_s, u"민준"_s, PersonType::Student};
        room(); // opened, so that nothing else is waited for
        const auto before = Entrance::Clock::now();
        auto asking = place(minjun);
        const auto after = Entrance::Clock::now();
        const Place place = *QCoro::waitFor(std::move(asking));
        QVERIFY(before <= place.asked && place.asked <= after); // not when the answer came

        QVERIFY(wait(room()->remove(minjun.id, LeaveReason::Kicked, true)));
        Seat late(place);
        late.enter();
        QCOMPARE(late.closed, CloseCode::Kicked);
        QVERIFY(!room()->hasSeat(minjun.id));
    }
};

QTEST_GUILESS_MAIN(RoomSeatTest)
#include "tst_roomseat.moc"
