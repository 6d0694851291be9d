// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QByteArray>
#include <QtCore/QList>

namespace lectern {

/// An answer of Redis, as a plain value.
struct RedisReply
{
    enum class Kind { Nil, Integer, Status, Text, Error, List };

    Kind kind = Kind::Nil;
    qint64 integer = 0;
    QByteArray text; ///< of Status, Text and Error
    QList<RedisReply> items = {};
};

} // namespace lectern
