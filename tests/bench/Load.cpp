// SPDX-License-Identifier: GPL-3.0-or-later
#include "Load.h"

#include "ServerUse.h"
#include "common/protocol/Codec.h"

namespace lectern::bench {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 kSecond = 1'000'000'000;
constexpr qint64 kDrain = 3 * kSecond;

qint64 after(double seconds)
{
    return nowNs() + qint64(seconds * double(kSecond));
}

} // namespace

Load::Load(const Options &options, const QList<sockaddr_in> &addresses)
    : m_options(options)
    , m_addresses(addresses)
    , m_message(options.size)
{
}

std::expected<void, QString> Load::connectAll(const Classroom &room)
{
    const qint64 before = residentKiB(m_options.serverPids);
    const QByteArray path = "/ws?history=0&room=" + room.roomId().toLatin1();
    m_people.reserve(std::size_t(room.tokens().size()));
    for (const QString &token : room.tokens()) {
        const auto turn = qsizetype(m_people.size()) % m_addresses.size();
        auto line = WsLine::open(m_addresses[turn], path, token);
        if (!line) return std::unexpected(line.error());
        m_poller.add(line->fd(), m_people.size());
        m_people.push_back({*std::move(line)});
        spinUntil(nowNs()); // takes in the welcomes and joins on the way
    }
    spinUntil(after(m_options.settle));
    if (m_figures.dropped > 0) return std::unexpected(m_figures.firstTrouble);
    const qint64 grown = residentKiB(m_options.serverPids) - before;
    m_figures.idleKiBPerConnection = double(grown) / double(m_people.size());
    return {};
}

Figures Load::run()
{
    m_sending = true;
    m_rateStart = nowNs();
    spinUntil(after(m_options.warmup));

    const qint64 start = nowNs(), cpu = cpuNs(m_options.serverPids), idle = m_idleNs, sent = m_sent;
    m_measuring = true;
    spinUntil(after(m_options.seconds));
    m_measuring = m_sending = false;
    const qint64 took = nowNs() - start;
    m_figures.seconds = double(took) / double(kSecond);
    m_figures.serverCpuNs = cpuNs(m_options.serverPids) - cpu;
    m_figures.busyShare = 1 - double(m_idleNs - idle) / double(took);
    m_figures.messages = m_sent - sent;

    const qint64 expected = m_sent * qint64(m_people.size());
    spinUntil(nowNs() + kDrain, [&] { return m_arrived >= expected; });
    m_figures.lost = expected - m_arrived;
    return m_figures;
}

void Load::spinUntil(qint64 end, const std::function<bool()> &done)
{
    do {
        const qint64 before = nowNs();
        const bool busy = m_poller.turn([this](std::size_t index) { read(m_people[index]); });
        if (m_sending) sendDue();
        if (!busy) m_idleNs += nowNs() - before;
    } while (nowNs() < end && !(done && done()));
}

void Load::read(Person &person)
{
    if (!person.line.isOpen()) return;
    person.line.read([&](QByteArrayView frame) {
        if (const auto stamp = Stamp::find(frame))
            arrived(person, *stamp);
        else if (&person == &m_people.front())
            heardOther(frame);
    });
    if (person.line.isOpen()) return;
    ++m_figures.dropped;
    trouble(person.line.end());
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
    const qint64 index = stamp.number - m_oldest;
    if (index < 0 || index >= qint64(m_missing.size())) return;
    --m_missing[std::size_t(index)];
    while (!m_missing.empty() && m_missing.front() <= 0) {
        m_missing.pop_front();
        ++m_oldest;
    }
}

void Load::heardOther(QByteArrayView frame)
{
    const auto message = decode(frame);
    const auto *error = message ? payloadOf<payload::Error>(*message) : nullptr;
    if (!error) return;
    const bool tooFast = error->code == ErrorCode::RateLimited;
    trouble(u"the server refused a message: %1 (%2)%3"_s.arg(
        wireName(error->code), error->text, tooFast ? u"; start it with --set limits.rate=0"_s : QString()));
}

void Load::sendDue()
{
    if (m_options.rate > 0) {
        const auto due = [&] {
            return m_rateStart + qint64(double(m_sent) * double(kSecond) / m_options.rate);
        };
        while (due() <= nowNs())
            send(due());
    } else {
        while (std::ssize(m_missing) < m_options.window)
            send(nowNs());
    }
}

void Load::send(qint64 due)
{
    if (!m_people.front().line.isOpen()) {
        m_sending = false;
        return;
    }
    m_missing.push_back(int(m_people.size()));
    m_people.front().line.sendText(m_message.stamped({++m_sent, due}));
}

void Load::trouble(const QString &what)
{
    if (m_figures.firstTrouble.isEmpty()) m_figures.firstTrouble = what;
}

} // namespace lectern::bench
