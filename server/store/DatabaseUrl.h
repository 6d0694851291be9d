// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/protocol/Problem.h"

#include <QtCore/QList>
#include <QtCore/QString>

#include <utility>

namespace lectern {

/// Which database, where it is and how to sign in there.
struct DatabaseUrl
{
    enum class Kind { Sqlite, PostgreSql };

    Kind kind = Kind::Sqlite;
    QString file; ///< SQLite's

    QString host; ///< PostgreSQL's: a name, an address, or the folder of its unix socket
    quint16 port = 5432;
    QString user;                               ///< empty: who runs the server
    QString password;                           ///< empty: none, or what ~/.pgpass says
    QString name;                               ///< of the database
    QList<std::pair<QString, QString>> options; ///< libpq's: how the connection is encrypted, and the like

    /// kExpected says what it takes. The problem never holds the password.
    static Result<DatabaseUrl> parse(const QString &text);

    static constexpr QLatin1StringView kExpected{
        "sqlite:FILE or postgresql://USER:PASSWORD@HOST:PORT/DATABASE (a unix socket: "
        "postgresql://USER@/DATABASE?host=/FOLDER&port=PORT; also sslmode=, sslrootcert=, sslcert=, sslkey= "
        "and passfile=, as libpq has them)"};

    /// For a person, without the password.
    QString display() const;

    bool operator==(const DatabaseUrl &) const = default;
};

} // namespace lectern
