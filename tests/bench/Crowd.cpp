// SPDX-License-Identifier: GPL-3.0-or-later
#include "Crowd.h"

#include "ServerUse.h"

namespace lectern::bench {

using namespace Qt::StringLiterals;

namespace {

constexpr std::size_t kKnockingAtOnce = 64;
constexpr qint64 kPatience = 120'000'000'000;
constexpr qsizetype kBeginning = 4096; ///< enough for whatever is looked for in a frame

} // namespace

std::expected<ConnectFigures, QString> Crowd::connect(const QList<QList<Seat>> &rooms)
{
    std::size_t all = 0;
    for (const auto &seats : rooms)
        all += std::size_t(seats.size());
    m_people.reserve(all);

    const qint64 memory = residentKiB(m_options.serverPids), cpu = cpuNs(m_options.serverPids);
    const qint64 start = nowNs();
    for (qsizetype room = 0; room < rooms.size(); ++room) {
        for (qsizetype i = 0; i < rooms[room].size(); ++i) {
            while (m_people.size() - m_in >= kKnockingAtOnce && m_trouble.isEmpty() &&
                   nowNs() < start + kPatience)
                quietTurn();
            const auto knocked = knock(rooms[room][i], std::size_t(room), i == 0);
            if (!knocked) return std::unexpected(knocked.error());
        }
    }
    while (m_in < all && m_trouble.isEmpty() && nowNs() < start + kPatience)
        quietTurn();
    const qint64 took = nowNs() - start;
    if (m_trouble.isEmpty() && m_in < all) m_trouble = u"%1 of %2 were let in"_s.arg(m_in).arg(all);
    if (!m_trouble.isEmpty()) return std::unexpected(m_trouble);

    ConnectFigures figures;
    const auto count = double(all);
    figures.perSecond = count * 1e9 / double(took);
    figures.cpuUs = double(cpuNs(m_options.serverPids) - cpu) / 1e3 / count;
    const auto settle = qint64(m_options.settle * 1e9);
    const auto wait = [&] {
        for (const qint64 end = nowNs() + settle; nowNs() < end;)
            quietTurn();
    };
    wait();
    const qint64 idleCpu = cpuNs(m_options.serverPids), idleSince = nowNs();
    wait();
    figures.idleCpuShare =
        double(cpuNs(m_options.serverPids) - idleCpu) / double(std::max<qint64>(nowNs() - idleSince, 1));
    figures.idleKiBEach = double(residentKiB(m_options.serverPids) - memory) / count;
    if (!m_trouble.isEmpty()) return std::unexpected(m_trouble);
    return figures;
}

std::expected<void, QString> Crowd::knock(const Seat &seat, std::size_t room, bool speaks)
{
    auto line = WsLine::begin(seat.address, seat.path, seat.token);
    if (!line) return std::unexpected(line.error());
    line->keepAtMost(kBeginning);
    m_poller.add(line->fd(), m_people.size());
    m_people.push_back({*std::move(line), room, speaks});
    return {};
}

bool Crowd::greeted(Person &person, QByteArrayView frame)
{
    const QByteArrayView reply = replyTo(m_options.speech, frame);
    if (!reply.isEmpty()) person.line.sendText(reply);
    if (person.in || !isGreeting(m_options.speech, frame)) return !reply.isEmpty();
    letIn(person);
    return true;
}

void Crowd::letIn(Person &person)
{
    person.in = true;
    ++m_in;
}

bool Crowd::quietTurn()
{
    return turn([](const Person &, QByteArrayView) {},
                [this](const Person &person) {
                    if (m_trouble.isEmpty()) m_trouble = person.line.end();
                });
}

} // namespace lectern::bench
