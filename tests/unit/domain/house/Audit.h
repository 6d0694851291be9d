// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "Later.h"

#include "server/domain/ports/RoomAudit.h"

namespace lectern::house {

/// Keeps what the audit was told.
class Audit : public RoomAudit
{
public:
    QList<RoomAct> acts;

    void note(const RoomAct &act) override { acts.append(act); }

    QStringList actions() const
    {
        QStringList found;
        for (const RoomAct &act : acts)
            found.append(act.action);
        return found;
    }
};

} // namespace lectern::house
