// SPDX-License-Identifier: GPL-3.0-or-later
#include "Writers.h"

#include "ServerUse.h"
#include "common/protocol/Codec.h"

namespace lectern::bench {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 kSecond = 1'000'000'000;
constexpr qint64 kDrain = 10 * kSecond;

qint64 after(double seconds)
{
    return nowNs() + qint64(seconds * double(kSecond));
}

} // namespace

Writers::Writers(const Options &options, const sockaddr_in &address)
    : m_options(options)
    , m_address(address)
    , m_message(options.size)
{
}

std::expected<void, QString> Writers::connectAll(const Classroom &room)
{
    const QByteArray path = "/ws?history=0&room=" + room.roomId().toLatin1();
    for (const QString &token : room.tokens().sliced(1)) { // without the teacher
        auto line = WsLine::open(m_address, path, token);
        if (!line) return std::unexpected(line.error());
        m_poller.add(line->fd(), m_writers.size());
        m_writers.push_back({*std::move(line), 0, {}});
    }
    spinUntil(after(m_options.settle));
    if (!m_figures.firstTrouble.isEmpty()) return std::unexpected(m_figures.firstTrouble);
    return {};
}

StoredFigures Writers::run()
{
    m_writing = true;
    for (Writer &writer : m_writers)
        write(writer);
    spinUntil(after(m_options.warmup));

    const qint64 start = nowNs(), cpu = cpuNs(m_options.serverPids), idle = m_idleNs;
    m_measuring = true;
    spinUntil(after(m_options.seconds));
    m_measuring = m_writing = false;
    const qint64 took = nowNs() - start;
    m_figures.seconds = double(took) / double(kSecond);
    m_figures.serverCpuNs = cpuNs(m_options.serverPids) - cpu;
    m_figures.busyShare = 1 - double(m_idleNs - idle) / double(took);

    spinUntil(nowNs() + kDrain, [this] { return underWay() == 0; });
    m_figures.lost = underWay();
    return m_figures;
}

void Writers::spinUntil(qint64 end, const std::function<bool()> &done)
{
    do {
        const qint64 before = nowNs();
        const bool busy = m_poller.turn([this](std::size_t index) { read(m_writers[index]); });
        if (!busy) m_idleNs += nowNs() - before;
    } while (nowNs() < end && !(done && done()));
}

void Writers::read(Writer &writer)
{
    if (!writer.line.isOpen()) return;
    writer.line.read([&](QByteArrayView frame) {
        if (const auto number = acknowledgedNumber(frame)) return settle(writer, *number);
        if (Stamp::find(frame)) return; // their own word coming back
        const auto message = decode(frame);
        if (const auto *error = message ? payloadOf<payload::Error>(*message) : nullptr)
            trouble(u"the server refused a message: %1 (%2)"_s.arg(wireName(error->code), error->text));
    });
    if (!writer.line.isOpen()) return trouble(writer.line.end());
    if (m_writing) write(writer);
}

void Writers::settle(Writer &writer, qint64 number)
{
    if (number != writer.acknowledged + 1 || writer.sentAt.empty())
        return trouble(
            u"an acknowledgement of message %1 after that of %2"_s.arg(number).arg(writer.acknowledged));
    writer.acknowledged = number;
    const qint64 took = nowNs() - writer.sentAt.front();
    writer.sentAt.pop_front();
    if (!m_measuring) return;
    ++m_figures.stored;
    m_figures.latency.add(took);
}

void Writers::write(Writer &writer)
{
    while (writer.line.isOpen() && std::ssize(writer.sentAt) < m_options.window) {
        const qint64 now = nowNs();
        writer.sentAt.push_back(now);
        writer.line.sendText(m_message.stamped({writer.acknowledged + std::ssize(writer.sentAt), now}));
    }
}

qint64 Writers::underWay() const
{
    qint64 sum = 0;
    for (const Writer &writer : m_writers)
        sum += std::ssize(writer.sentAt);
    return sum;
}

void Writers::trouble(const QString &what)
{
    if (m_figures.firstTrouble.isEmpty()) m_figures.firstTrouble = what;
}

} // namespace lectern::bench
