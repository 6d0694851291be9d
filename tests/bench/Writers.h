// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "Classroom.h"
#include "Histogram.h"
#include "Options.h"
#include "Poller.h"
#include "Stamp.h"
#include "WsLine.h"

#include <deque>
#include <functional>
#include <vector>

namespace lectern::bench {

/// What one run of writers found.
struct StoredFigures
{
    double seconds = 0;
    qint64 stored = 0; ///< acknowledged while measuring
    Histogram latency; ///< from sending to the acknowledgement
    qint64 serverCpuNs = 0;
    double busyShare = 0; ///< of the time the generator had something to do; near 1 it was the limit itself
    qint64 lost = 0;      ///< never acknowledged
    QString firstTrouble;
};

/// Students who write to an absent teacher, each as fast as the acknowledgements come: what storing costs, as
/// nobody else has to be told.
class Writers
{
public:
    Writers(const Options &options, const sockaddr_in &address);

    std::expected<void, QString> connectAll(const Classroom &room);
    /// Writes, and measures after the warm-up.
    StoredFigures run();

private:
    struct Writer
    {
        WsLine line;
        qint64 acknowledged = 0;   ///< number of the last one
        std::deque<qint64> sentAt; ///< of those that follow it
    };

    void spinUntil(qint64 end, const std::function<bool()> &done = {});
    void read(Writer &writer);
    void settle(Writer &writer, qint64 number);
    void write(Writer &writer);
    qint64 underWay() const;
    void trouble(const QString &what);

    Options m_options;
    sockaddr_in m_address;
    Poller m_poller;
    std::vector<Writer> m_writers;
    StampedMessage m_message;
    bool m_writing = false;
    bool m_measuring = false;
    qint64 m_idleNs = 0;
    StoredFigures m_figures;
};

} // namespace lectern::bench
