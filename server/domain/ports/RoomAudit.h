// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QString>

namespace lectern {

/// Something that a person has done to a room or to its people.
struct RoomAct
{
    QString actor;  ///< a person's id
    QString action; ///< "person removed"
    QString target; ///< the room's code, and after a space whom or what it was done to
    QString origin; ///< the address that they are connected from
};

/// Keeps who did what to whom. Nobody waits for it.
class RoomAudit
{
public:
    virtual ~RoomAudit() = default;

    virtual void note(const RoomAct &act) = 0;
};

} // namespace lectern
