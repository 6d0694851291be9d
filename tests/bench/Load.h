// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "Crowd.h"
#include "Histogram.h"
#include "RoomFlow.h"
#include "Stamp.h"

#include <functional>
#include <vector>

namespace lectern::bench {

/// What one run found.
struct Figures
{
    ConnectFigures connecting;
    double seconds = 0;
    qint64 messages = 0;   ///< sent while measuring
    qint64 deliveries = 0; ///< arrived while measuring
    Histogram latency;     ///< from when a message was due to its arrival
    qint64 serverCpuNs = 0;
    qint64 otherCpuNs = 0; ///< of the machine, beside the server and the generator
    qint64 lost = 0;       ///< never arrived
    qint64 outOfOrder = 0; ///< arrivals whose number was not the next one
    int dropped = 0;       ///< connections that ended
    double busyShare = 0;  ///< of the time the generator had something to do; near 1 it was the limit itself
    QString firstTrouble;
};

/// Teachers' messages fanned out, each to everyone in the teacher's room.
class Load
{
public:
    explicit Load(const Options &options);

    /// Opens everyone's line; what the idle lines take is measured by it.
    std::expected<void, QString> connectAll(const School &school);
    /// Sends, and measures after the warm-up.
    Figures run();

private:
    using Person = Crowd::Person;

    void spinUntil(qint64 end, const std::function<bool()> &done = {});
    void heard(Person &person, QByteArrayView frame);
    void arrived(Person &person, const Stamp &stamp);
    void lost(const Person &person);
    void sendDue();
    void send(std::size_t room, qint64 due);
    bool allSent() const;
    qint64 sent() const;
    void trouble(const QString &what);

    Options m_options;
    Crowd m_crowd;
    std::vector<RoomFlow> m_rooms; ///< that are spoken in
    StampedMessage m_message;

    bool m_sending = false;
    bool m_measuring = false;
    qint64 m_rateStart = 0;
    qint64 m_due = 0; ///< messages that the rate has brought
    qint64 m_arrived = 0;
    qint64 m_idleNs = 0;
    Figures m_figures;
};

} // namespace lectern::bench
