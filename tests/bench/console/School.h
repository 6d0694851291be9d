// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/unit/client/RoomPeer.h"

#include <QtCore/QTimer>

#include <atomic>

namespace lectern::bench {

/// A class of a thousand simulated people behind a server's line, in a thread of its own, so that making them
/// costs the console's event loop nothing.
class School : public QObject
{
    Q_OBJECT

public:
    static constexpr int kPeople = 1000;
    static constexpr QLatin1String kTeacher{"u_t"}; ///< whose class it is

    School();

    QUrl url() const { return m_peer.url(); }
    bool isHere() const { return m_peer.isHere(); }
    /// Everybody is there.
    void welcome();
    /// As a lively class: 50 come a second (and as many leave), 20 write, all read.
    void live(bool on);
    /// As fast as the line takes it.
    void pour(int messages, int joins);

    std::atomic<qint64> said = 0; ///< seq of the last message

private:
    Participant person(qint64 number) const;
    void comeAndGo(int people);
    void write();
    void read();

    test::RoomPeer m_peer;
    QTimer m_tenth;
    qint64 m_newcomer = kPeople;
    qint64 m_eldest = 0;
};

} // namespace lectern::bench
