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

/// What one run found.
struct Figures
{
    double seconds = 0;
    qint64 messages = 0;   ///< sent while measuring
    qint64 deliveries = 0; ///< arrived while measuring
    Histogram latency;     ///< from when a message was due to its arrival
    qint64 serverCpuNs = 0;
    double idleKiBPerConnection = 0;
    qint64 lost = 0;       ///< never arrived
    qint64 outOfOrder = 0; ///< arrivals whose number was not the next one
    int dropped = 0;       ///< connections that ended
    double busyShare = 0;  ///< of the time the generator had something to do; near 1 it was the limit itself
    QString firstTrouble;
};

/// A teacher's messages fanned out to everyone in the room.
class Load
{
public:
    /// People are spread evenly over the nodes at `addresses`; the teacher is on the first.
    Load(const Options &options, const QList<sockaddr_in> &addresses);

    /// Opens everyone's line; memory of the idle lines is measured by it.
    std::expected<void, QString> connectAll(const Classroom &room);
    /// Sends, and measures after the warm-up.
    Figures run();

private:
    struct Person
    {
        WsLine line;
        qint64 lastNumber = 0;
    };

    void spinUntil(qint64 end, const std::function<bool()> &done = {});
    void read(Person &person);
    void arrived(Person &person, const Stamp &stamp);
    void heardOther(QByteArrayView frame);
    void sendDue();
    void send(qint64 due);
    void trouble(const QString &what);

    Options m_options;
    QList<sockaddr_in> m_addresses;
    Poller m_poller;
    std::vector<Person> m_people; ///< the first is the teacher
    StampedMessage m_message;

    bool m_sending = false;
    bool m_measuring = false;
    qint64 m_rateStart = 0;
    qint64 m_sent = 0;
    qint64 m_arrived = 0;
    std::deque<int> m_missing; ///< receivers that still lack each message from the oldest incomplete one on
    qint64 m_oldest = 1;       ///< its number
    qint64 m_idleNs = 0;
    Figures m_figures;
};

} // namespace lectern::bench
