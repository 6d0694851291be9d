// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/domain/RoomContext.h"

#include <QCoroTask>
#include <QtCore/QTimer>

namespace lectern {

class Hub;

/// Looks after those who are expected back: every RoomOptions::awaitedWatch whoever is overdue is announced,
/// by one of the nodes. A node that starts alone takes up what its predecessors left; among others it takes
/// up those whom nobody has spoken for in a long while, as when a node and Redis died together.
class AwaitedWatch
{
public:
    AwaitedWatch(RoomContext &context, Hub &hub);

    void stop(); ///< this node goes itself

private:
    QCoro::Task<void> look();
    void takeUpTheSilent();

    RoomContext &m_context;
    Hub &m_hub;
    QTimer m_overdue;
    QTimer m_silent;
    bool m_looking = false;
};

} // namespace lectern
