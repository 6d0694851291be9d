// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/protocol/Types.h"

#include <QtCore/QDateTime>
#include <QtCore/QString>

namespace lectern {

/// Somebody who may speak in a room: an account, or a student who joined one room by name.
struct Person
{
    QString id;
    QString name;
    PersonType type = PersonType::Student;

    bool operator==(const Person &) const = default;
};

/// A person's place in a room, kept by the store: what lets them back in with their name, or keeps them out.
struct Member
{
    QString roomId;
    Person person;
    QString device; ///< the page's random id; empty for accounts and for those who gave none
    bool banned = false;
    bool seen = false;  ///< has been connected, and was not put out since (a locked room lets them back in)
    bool muted = false; ///< what they say is not taken
    QString realName;   ///< as the teachers know them; empty where it is not known
    QString lastReadMessage; ///< message id
    qint64 lastReadSeq = 0;
    QDateTime createdAt;

    bool operator==(const Member &) const = default;
};

/// How far somebody has read in a room.
struct ReadMark
{
    QString userId;
    QString messageId;
    qint64 seq = 0; ///< of that message
};

} // namespace lectern
