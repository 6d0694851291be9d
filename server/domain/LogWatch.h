// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/domain/Room.h"
#include "server/domain/RoomContext.h"

#include <QtCore/QTimer>

#include <functional>

namespace lectern {

/// Finds the message that another node stored and died before it could ring: every RoomOptions::logWatch the
/// living rooms are told how far the log has come, all with one question.
class LogWatch
{
public:
    LogWatch(const RoomContext &context, std::function<QList<RoomPtr>()> livingRooms);

private:
    void look();

    MessageLog &m_log;
    std::function<QList<RoomPtr>()> m_livingRooms;
    QTimer m_timer;
    bool m_looking = false;
};

} // namespace lectern
