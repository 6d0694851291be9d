// SPDX-License-Identifier: GPL-3.0-or-later
#include "Return.h"

#include "ServerUse.h"
#include "Stamp.h"
#include "common/protocol/Codec.h"

namespace lectern::bench {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 kSecond = 1'000'000'000;
constexpr qint64 kPatience = 120 * kSecond;

std::optional<payload::Welcome> welcomeOf(QByteArrayView frame)
{
    if (frame.indexOf("\"welcome\"") < 0) return std::nullopt;
    const auto message = decode(frame);
    const auto *welcome = message ? payloadOf<payload::Welcome>(*message) : nullptr;
    return welcome ? std::optional(*welcome) : std::nullopt;
}

} // namespace

Return::Return(const Options &options, const sockaddr_in &address)
    : m_options(options)
    , m_address(address)
{
}

std::expected<void, QString> Return::prepare(Classroom &room)
{
    m_path = "/ws?room=" + room.roomId().toLatin1();
    for (const QString &token : room.tokens().sliced(1)) // the teacher writes over REST
        m_people.push_back({token, {}, false});
    if (const auto met = meetOnce(); !met) return met;
    for (Person &person : m_people)
        person.line.reset();
    StampedMessage message(m_options.size);
    for (int i = 1; i <= m_options.missed; ++i) {
        const auto said = room.say(message.stamped({i, 0}));
        if (!said) return std::unexpected(said.error());
    }
    return {};
}

/// The epoch is known after the first welcome; the log is empty until then.
std::expected<void, QString> Return::meetOnce()
{
    QString epoch;
    for (std::size_t i = 0; i < m_people.size(); ++i) {
        if (const auto knocked = knock(i); !knocked) return knocked;
        bool welcomed = false;
        const qint64 end = nowNs() + kPatience;
        while (!welcomed && nowNs() < end) {
            m_poller.turn([&](std::size_t index) {
                WsLine &line = *m_people[index].line;
                line.read([&](QByteArrayView frame) {
                    if (index != i) return;
                    if (const auto welcome = welcomeOf(frame)) {
                        welcomed = true;
                        epoch = welcome->epoch;
                    }
                });
            });
            if (!m_people[i].line->isOpen()) return std::unexpected(m_people[i].line->end());
        }
        if (!welcomed) return std::unexpected(u"person %1 was not welcomed in time"_s.arg(i + 1));
    }
    m_path += "&since=0&epoch=" + epoch.toLatin1();
    return {};
}

std::expected<void, QString> Return::knock(std::size_t index)
{
    auto line = WsLine::begin(m_address, m_path, m_people[index].token);
    if (!line) return std::unexpected(line.error());
    m_poller.add(line->fd(), index);
    m_people[index].line = *std::move(line);
    return {};
}

ReturnFigures Return::run()
{
    const qint64 cpu = cpuNs(m_options.serverPids), store = threadCpuNs(m_options.serverPids, "store");
    const auto turn = [this] {
        m_poller.turn([this](std::size_t index) {
            Person &person = m_people[index];
            if (!person.line->isOpen()) return;
            person.line->read([&](QByteArrayView frame) { hear(person, frame); });
            if (!person.line->isOpen() && m_figures.firstTrouble.isEmpty())
                m_figures.firstTrouble = person.line->end();
        });
    };
    m_start = nowNs();
    for (std::size_t i = 0; i < m_people.size(); ++i) {
        if (const auto knocked = knock(i); !knocked) m_figures.firstTrouble = knocked.error();
        turn();
    }
    while (m_figures.back < int(m_people.size()) && nowNs() < m_start + kPatience)
        turn();
    m_figures.seconds = double(nowNs() - m_start) / double(kSecond);
    m_figures.serverCpuNs = cpuNs(m_options.serverPids) - cpu;
    m_figures.storeCpuNs = threadCpuNs(m_options.serverPids, "store") - store;
    return m_figures;
}

void Return::hear(Person &person, QByteArrayView frame)
{
    if (const auto stamp = Stamp::find(frame)) {
        if (person.back || stamp->number < m_options.missed) return;
        person.back = true;
        ++m_figures.back;
        m_figures.latency.add(nowNs() - m_start);
    } else if (frame.indexOf("\"recovered\":false") >= 0) {
        // A welcome; decoding those of a thousand people would take longer than the server needs.
        ++m_figures.notRecovered;
    }
}

} // namespace lectern::bench
