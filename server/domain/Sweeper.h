// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/domain/RoomContext.h"
#include "server/domain/RoomInfo.h"

#include <QCoroTask>
#include <QtCore/QHash>
#include <QtCore/QTimer>

#include <chrono>

namespace lectern {

class Hub;

/// Clears rooms away that nobody will come back to: a chat room that stands empty for
/// RoomOptions::emptyTtl is deleted, a class whose host has not come for RoomOptions::unhostedTtl ends.
class Sweeper
{
public:
    Sweeper(RoomContext &context, Hub &hub);

    void stop() { m_timer.stop(); }

private:
    QCoro::Task<void> sweep();
    QCoro::Task<void> look(RoomInfo room);

    RoomContext &m_context;
    Hub &m_hub;
    QTimer m_timer;
    QHash<QString, std::chrono::steady_clock::time_point> m_deserted; ///< since when, by room
    bool m_sweeping = false;
};

} // namespace lectern
