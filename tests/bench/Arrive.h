// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "Classroom.h"
#include "Histogram.h"
#include "Options.h"
#include "Poller.h"
#include "WsLine.h"

#include <vector>

namespace lectern::bench {

/// What it takes to let a class in.
struct ArriveFigures
{
    int welcomed = 0;
    double seconds =
        0;             ///< from the first knock until everybody has their welcome and no join is due any more
    Histogram latency; ///< from one's own knock to one's welcome
    int mostJoins = 0; ///< join frames that one person was sent
    double meanJoins = 0;
    qint64 serverCpuNs = 0; ///< of the arriving; the REST joins came before
    QString firstTrouble;
};

/// People who have joined by REST connect, evenly within a second, and are told of each other.
class Arrive
{
public:
    Arrive(const Options &options, const sockaddr_in &address);

    ArriveFigures run(const Classroom &room);

private:
    struct Person
    {
        std::optional<WsLine> line;
        qint64 knockedAt = 0; ///< ns
        bool welcomed = false;
        int joins = 0;
    };

    void knock(std::size_t index, const QString &token);
    void turn();
    void hear(Person &person, QByteArrayView frame);

    Options m_options;
    sockaddr_in m_address;
    Poller m_poller;
    QByteArray m_path;
    std::vector<Person> m_people;
    qint64 m_heardAt = 0; ///< ns, of the last frame
    ArriveFigures m_figures;
};

} // namespace lectern::bench
