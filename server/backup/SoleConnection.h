// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/store/Sql.h"

namespace lectern {

/// A database as a command works with it that has it alone: a connection for this thread, with its engine.
class SoleConnection
{
public:
    explicit SoleConnection(DatabaseUrl url);

    Result<void> open();

    /// What is to be replaced may be replaced: nobody else has the database open, and no table of another
    /// program has the name of one of ours. `storage_unavailable`; the detail says what to do.
    Result<void> checkFree();

    /// False of a database without tables, and of one in which nobody has an account or a room.
    Result<bool> holdsAnything();

    Sql &sql() { return m_sql; }

private:
    Result<bool> becomesAlone();

    DatabaseUrl m_url;
    std::unique_ptr<Engine> m_engine;
    Sql m_sql;
};

} // namespace lectern
