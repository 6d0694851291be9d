// SPDX-License-Identifier: GPL-3.0-or-later
#include "Load.h"

#include "ServerUse.h"
#include "common/protocol/Codec.h"

#include <algorithm>

namespace lectern::bench {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 kSecond = 1'000'000'000;
constexpr qint64 kDrain = 3 * kSecond;
constexpr qint64 kNever = std::numeric_limits<qint64>::max();

qint64 after(double seconds)
{
    return nowNs() + qint64(seconds * double(kSecond));
}

} // namespace

Load::Load(const Options &options)
    : m_options(options)
    , m_crowd(options)
    , m_rooms(std::size_t(options.rooms), RoomFlow(options.people))
    , m_message(options.size, options.speech)
{
}

std::expected<void, QString> Load::connectAll(const School &school)
{
    const auto connected = m_crowd.connect(school.rooms());
    if (!connected) return std::unexpected(connected.error());
    m_figures.connecting = *connected;
    return {};
}

Figures Load::run()
{
    m_sending = true;
    m_rateStart = nowNs();
    spinUntil(after(m_options.warmup));

    const qint64 before = sent(), idle = m_idleNs, start = nowNs();
    const qint64 machine = machineCpuNs(), own = ownCpuNs(), cpu = cpuNs(m_options.serverPids);
    m_measuring = true;
    spinUntil(m_options.messages > 0 ? kNever : after(m_options.seconds), [this] { return allSent(); });
    m_measuring = m_sending = false;
    const qint64 took = nowNs() - start;
    m_figures.serverCpuNs = cpuNs(m_options.serverPids) - cpu;
    m_figures.otherCpuNs = machineCpuNs() - machine - (ownCpuNs() - own) - m_figures.serverCpuNs;
    m_figures.seconds = double(took) / double(kSecond);
    m_figures.busyShare = 1 - double(m_idleNs - idle) / double(took);
    m_figures.messages = sent() - before;

    const qint64 expected = sent() * m_options.people;
    spinUntil(nowNs() + kDrain, [&] { return m_arrived >= expected; });
    m_figures.lost = expected - m_arrived;
    return m_figures;
}

void Load::spinUntil(qint64 end, const std::function<bool()> &done)
{
    do {
        const qint64 before = nowNs();
        const bool busy = m_crowd.turn([this](Person &person, QByteArrayView frame) { heard(person, frame); },
                                       [this](const Person &person) { lost(person); });
        if (m_sending) sendDue();
        if (!busy) m_idleNs += nowNs() - before;
    } while (nowNs() < end && !(done && done()));
}

void Load::heard(Person &person, QByteArrayView frame)
{
    if (const auto stamp = Stamp::find(frame)) return arrived(person, *stamp);
    if (!person.speaks || frame.indexOf(R"("messageType":"error")") < 0) return;
    const auto message = decode(frame);
    const auto *error = message ? payloadOf<payload::Error>(*message) : nullptr;
    if (!error) return;
    const bool tooFast = error->code == ErrorCode::RateLimited;
    trouble(u"the server refused a message: %1 (%2)%3"_s.arg(
        wireName(error->code), error->text, tooFast ? u"; start it with --set limits.rate=0"_s : QString()));
}

void Load::arrived(Person &person, const Stamp &stamp)
{
    ++m_arrived;
    if (stamp.number != person.lastNumber + 1) ++m_figures.outOfOrder;
    person.lastNumber = stamp.number;
    if (m_measuring) {
        ++m_figures.deliveries;
        m_figures.latency.add(nowNs() - stamp.due);
    }
    m_rooms[person.room].arrived(stamp.number);
}

void Load::lost(const Person &person)
{
    ++m_figures.dropped;
    trouble(person.line.end());
    if (person.speaks) m_sending = false;
}

void Load::sendDue()
{
    if (m_options.rate > 0) {
        // In turns, so that the rooms' messages are spread over the time.
        const double gap = double(kSecond) / m_options.rate / double(m_rooms.size());
        for (qint64 due; m_sending && (due = m_rateStart + qint64(double(m_due) * gap)) <= nowNs(); ++m_due)
            send(std::size_t(m_due) % m_rooms.size(), due);
        return;
    }
    for (std::size_t room = 0; room < m_rooms.size(); ++room)
        while (m_sending && m_rooms[room].underWay() < m_options.window &&
               (m_options.messages == 0 || m_rooms[room].sent() < m_options.messages))
            send(room, nowNs());
}

void Load::send(std::size_t room, qint64 due)
{
    Person &speaker = m_crowd.people()[room * std::size_t(m_options.people)];
    speaker.line.sendText(m_message.stamped({m_rooms[room].begin(), due}));
    if (!speaker.line.isOpen()) lost(speaker);
}

bool Load::allSent() const
{
    return m_options.messages > 0 &&
           (!m_sending || std::ranges::all_of(m_rooms, [this](const RoomFlow &room) {
               return room.sent() >= m_options.messages && room.underWay() == 0;
           }));
}

qint64 Load::sent() const
{
    qint64 sum = 0;
    for (const RoomFlow &room : m_rooms)
        sum += room.sent();
    return sum;
}

void Load::trouble(const QString &what)
{
    if (m_figures.firstTrouble.isEmpty()) m_figures.firstTrouble = what;
}

} // namespace lectern::bench
