// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/protocol/Problem.h"

#include <QtCore/QString>

namespace lectern {

/// Where a Redis is and how to sign in there.
struct RedisAddress
{
    QString socketPath; ///< of a unix socket; empty: host and port
    QString host;
    quint16 port = 6379;
    QString user;     ///< empty: the default one
    QString password; ///< empty: none
    int database = 0;

    /// "redis://[[user]:password@]host[:port][/database]" or "unix:/path".
    static Result<RedisAddress> parse(const QString &text);

    /// For a person, without the password.
    QString display() const;

    bool operator==(const RedisAddress &) const = default;
};

} // namespace lectern
