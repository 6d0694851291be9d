// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/store/Engine.h"

#include "server/store/PostgresEngine.h"
#include "server/store/SqliteEngine.h"

namespace lectern {

std::unique_ptr<Engine> Engine::make(const DatabaseUrl &url, const DatabaseOptions &options)
{
    if (url.kind == DatabaseUrl::Kind::PostgreSql) return std::make_unique<PostgresEngine>(url, options);
    return std::make_unique<SqliteEngine>(url.file, options.durability);
}

} // namespace lectern
