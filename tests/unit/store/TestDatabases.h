// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "../support/PostgresServer.h"

#include <memory>

namespace lectern::storetest {

using namespace Qt::StringLiterals;

/// Empty databases of the engine that LECTERN_TEST_ENGINE names: "postgresql", or else SQLite. They are gone
/// with the object.
class TestDatabases
{
public:
    TestDatabases()
    {
        if (qEnvironmentVariable("LECTERN_TEST_ENGINE") == "postgresql"_L1)
            m_server = std::make_unique<PostgresServer>();
    }

    bool arePostgres() const { return m_server != nullptr; }

    /// The URL of a new one.
    QString fresh()
    {
        if (m_server) return m_server->freshDatabase();
        return u"sqlite:%1/lectern-%2.db"_s.arg(m_folder.path()).arg(++m_files);
    }

private:
    QTemporaryDir m_folder;
    int m_files = 0;
    std::unique_ptr<PostgresServer> m_server;
};

} // namespace lectern::storetest
