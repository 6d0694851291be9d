// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/protocol/Message.h"

namespace lectern {

/// A person of the class, as the teacher knows them.
struct PersonEntry
{
    Participant person;
    QDateTime leftAt; ///< invalid while here
    QString answer;   ///< what they wrote last
    QDateTime answeredAt;
    int calls = 0; ///< how often they were called on
    bool assistant = false;
    bool pulled = false; ///< is being removed; may still be undone

    bool hasHand() const { return person.handRaisedAt.isValid(); }
    bool isStudent() const { return person.type == PersonType::Student; }
};

} // namespace lectern
