// SPDX-License-Identifier: GPL-3.0-or-later
#include "Arrive.h"

#include "ServerUse.h"
#include "Stamp.h"

#include <algorithm>

namespace lectern::bench {

namespace {

constexpr qint64 kSecond = 1'000'000'000;
constexpr qint64 kPatience = 120 * kSecond;
constexpr qint64 kQuiet = kSecond / 2; ///< without a frame: whatever was gathered has been told

} // namespace

Arrive::Arrive(const Options &options, const sockaddr_in &address)
    : m_options(options)
    , m_address(address)
{
}

ArriveFigures Arrive::run(const Classroom &room)
{
    m_path = "/ws?room=" + room.roomId().toLatin1();
    const QStringList tokens = room.tokens().sliced(1);
    m_people.resize(std::size_t(tokens.size()));
    const qint64 cpu = cpuNs(m_options.serverPids);
    const qint64 start = nowNs();
    for (std::size_t i = 0; i < m_people.size(); ++i) {
        while (nowNs() < start + kSecond * qint64(i) / qint64(m_people.size()))
            turn();
        knock(i, tokens.at(qsizetype(i)));
    }
    const qint64 patience = nowNs() + kPatience;
    while (nowNs() < patience && (m_figures.welcomed < int(m_people.size()) || nowNs() < m_heardAt + kQuiet))
        turn();
    m_figures.seconds = double(m_heardAt - start) / double(kSecond);
    m_figures.serverCpuNs = cpuNs(m_options.serverPids) - cpu;
    int joins = 0;
    for (const Person &person : m_people) {
        joins += person.joins;
        m_figures.mostJoins = std::max(m_figures.mostJoins, person.joins);
    }
    m_figures.meanJoins = double(joins) / double(std::max<std::size_t>(m_people.size(), 1));
    return m_figures;
}

void Arrive::knock(std::size_t index, const QString &token)
{
    auto line = WsLine::begin(m_address, m_path, token);
    if (!line) {
        m_figures.firstTrouble = line.error();
        return;
    }
    Person &person = m_people[index];
    m_poller.add(line->fd(), index);
    person.line = *std::move(line);
    person.knockedAt = nowNs();
}

void Arrive::turn()
{
    m_poller.turn([this](std::size_t index) {
        Person &person = m_people[index];
        person.line->read([&](QByteArrayView frame) { hear(person, frame); });
        if (!person.line->isOpen() && m_figures.firstTrouble.isEmpty())
            m_figures.firstTrouble = person.line->end();
    });
}

void Arrive::hear(Person &person, QByteArrayView frame)
{
    m_heardAt = nowNs();
    if (frame.indexOf(R"("messageType":"join")") >= 0) ++person.joins;
    if (person.welcomed || frame.indexOf(R"("messageType":"welcome")") < 0) return;
    person.welcomed = true;
    ++m_figures.welcomed;
    m_figures.latency.add(m_heardAt - person.knockedAt);
}

} // namespace lectern::bench
