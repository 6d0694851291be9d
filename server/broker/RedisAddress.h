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
    bool tls = false;
    QString caFile;   ///< PEM; empty: the authorities that the system trusts
    QString certFile; ///< PEM, to show who this is; empty: not asked for
    QString keyFile;  ///< of certFile

    /// "redis://[[user]:password@]host[:port][/database]", the same with "rediss" for TLS and, behind a "?",
    /// any of cacert=FILE, cert=FILE and key=FILE, or "unix:/path". One server: what names several is
    /// refused, as are the addresses of Sentinels and Clusters.
    static Result<RedisAddress> parse(const QString &text);

    /// For a person, without the password.
    QString display() const;

    bool operator==(const RedisAddress &) const = default;
};

} // namespace lectern
