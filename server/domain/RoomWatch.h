// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/domain/Room.h"
#include "server/domain/RoomContext.h"

#include <QtCore/QTimer>

#include <functional>

namespace lectern {

/// Finds what no bell told of: the message that another node stored and died before it could ring, a change
/// or the end of a class while the nodes could not reach each other. Every RoomOptions::roomWatch the living
/// rooms are compared with the database, all with one question.
class RoomWatch
{
public:
    RoomWatch(const RoomContext &context, std::function<QList<RoomPtr>()> livingRooms);

    /// Now, too.
    void look();

private:
    void compare(const QList<RoomInfo> &stored);

    RoomStore &m_store;
    std::function<QList<RoomPtr>()> m_livingRooms;
    QTimer m_timer;
    bool m_looking = false;
};

} // namespace lectern
