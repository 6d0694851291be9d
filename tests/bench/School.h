// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "Classroom.h"

namespace lectern::bench {

/// Where and as whom one person goes in.
struct Seat
{
    sockaddr_in address;
    QByteArray path;
    QString token; ///< empty: nobody asks
};

/// All rooms of one run. Those of a Lectern server are made for it, with a token for everyone; others need no
/// making.
class School
{
public:
    /// People are spread evenly over the nodes at `addresses`; the first of every room is on the first.
    static std::expected<School, QString> open(const Options &options, const QList<sockaddr_in> &addresses,
                                               RestCall &call);
    void close();

    /// The seats room by room, the speaker's first. After those that are spoken in come the idle ones.
    const QList<QList<Seat>> &rooms() const { return m_rooms; }

private:
    QList<Classroom> m_classrooms;
    QList<QList<Seat>> m_rooms;
};

} // namespace lectern::bench
