// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QByteArray>
#include <QtCore/QHash>
#include <QtCore/QQueue>

#include <chrono>
#include <optional>

namespace lectern {

/// Tells one's own publications from those of others when both come back over the same channel, without a
/// mark in what is published. Redis delivers a node's publications in the order in which they were sent, so
/// what comes back is the oldest expected one with these bytes, and those before it got lost.
/// Where another node publishes the very same bytes, one of the two is dropped and one is kept, as it should.
class EchoFilter
{
public:
    /// This is about to be published; the number names it. Numbers grow.
    quint64 expect(const QByteArray &channel, const QByteArray &payload);

    /// It never reached the channel: it will not come back.
    void giveUp(const QByteArray &channel, quint64 number);

    /// Nothing up to that number will come back any more.
    void giveUpTo(quint64 number);

    /// Of one's own: how long ago it was expected; it is expected no longer. Nothing: somebody else's.
    std::optional<std::chrono::nanoseconds> takeEcho(const QByteArray &channel, const QByteArray &payload);

    quint64 last() const { return m_last; }
    bool isEmpty() const { return m_expected.isEmpty(); }

private:
    struct Expected
    {
        quint64 number = 0;
        std::chrono::steady_clock::time_point since;
        QByteArray payload;
    };
    quint64 m_last = 0;
    QHash<QByteArray, QQueue<Expected>> m_expected; ///< no queue in it is empty
};

} // namespace lectern
