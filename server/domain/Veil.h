// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/protocol/Envelope.h"
#include "server/domain/RoomInfo.h"

namespace lectern {

/// Takes out of a room's messages what students are not told: of one another who is muted and, where the
/// host hides names, what they are called; of anybody real names, and how they are connected. Teachers and
/// assistants get everything.
class Veil
{
public:
    explicit Veil(const RoomInfo &room) { follow(room); }

    /// The room has changed.
    void follow(const RoomInfo &room);

    /// Whether students get another message than this one.
    bool covers(const Message &message) const;

    /// What this student gets; the same for all but those of whom it tells.
    EnvelopePtr over(const EnvelopePtr &envelope, const QString &studentId) const;
    Message over(Message message, const QString &studentId) const;
    QList<Participant> over(QList<Participant> people, const QString &studentId) const;

private:
    bool hidesName(const QString &personId, PersonType type) const;

    bool m_namesHidden = false;
    QStringList m_leaders; ///< whose names are always shown
};

} // namespace lectern
