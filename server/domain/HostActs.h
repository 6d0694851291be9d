// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/protocol/Message.h"
#include "server/domain/ports/RoomAudit.h"

#include <QtCore/QList>

namespace lectern {

/// What the audit keeps of a message that has been obeyed, as its sender's acts: a person removed, banned,
/// muted or renamed, a room changed, handed over or ended, a message deleted. Nothing for all that is only
/// said. Names and texts are left out; `origin` is as given.
QList<RoomAct> hostActs(const Message &message, const QString &origin);

} // namespace lectern
