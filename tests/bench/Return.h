// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "Classroom.h"
#include "Histogram.h"
#include "Options.h"
#include "Poller.h"
#include "WsLine.h"

#include <vector>

namespace lectern::bench {

/// What a class that came back at once found.
struct ReturnFigures
{
    int back = 0;       ///< people who have their welcome and everything that they missed
    double seconds = 0; ///< from the first knock until the last of them had it
    Histogram latency;  ///< the same, for each of them
    qint64 serverCpuNs = 0;
    qint64 storeCpuNs = 0; ///< of that the store's threads
    int notRecovered = 0;  ///< who were told to begin afresh
    QString firstTrouble;
};

/// Everybody's line is cut, the teacher writes on, and everybody comes back at the same moment.
class Return
{
public:
    Return(const Options &options, const sockaddr_in &address);

    /// Everybody is there, the lines are cut, and the messages are written that they will miss.
    std::expected<void, QString> prepare(Classroom &room);
    ReturnFigures run();

private:
    struct Person
    {
        QString token;
        std::optional<WsLine> line;
        bool back = false;
    };

    std::expected<void, QString> meetOnce();
    std::expected<void, QString> knock(std::size_t index);
    void hear(Person &person, QByteArrayView frame);

    Options m_options;
    sockaddr_in m_address;
    Poller m_poller;
    QByteArray m_path;
    std::vector<Person> m_people;
    qint64 m_start = 0;
    ReturnFigures m_figures;
};

} // namespace lectern::bench
