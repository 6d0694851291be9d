// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/backup/SoleConnection.h"

#include "server/store/PortableTables.h"

#include <QtCore/QDeadlineTimer>
#include <QtCore/QThread>

namespace lectern {

using namespace Qt::StringLiterals;

namespace {
constexpr std::chrono::seconds kBusy{1};
constexpr std::chrono::seconds kLeaving{3}; ///< a process that has just ended may be connected for so long
} // namespace

SoleConnection::SoleConnection(DatabaseUrl url)
    : m_url(std::move(url))
    , m_engine(Engine::make(m_url, {}))
    , m_sql(*m_engine, Engine::Access::ReadWrite, kBusy)
{
}

Result<void> SoleConnection::open()
{
    const auto opened = m_sql.open();
    if (opened) return {};
    return problem(opened.error().code, u"database %1: %2"_s.arg(m_url.display(), opened.error().detail));
}

Result<bool> SoleConnection::becomesAlone()
{
    const QDeadlineTimer patience(kLeaving);
    for (;;) {
        const auto alone = m_engine->isAlone(m_sql);
        if (!alone || *alone || patience.hasExpired()) return alone;
        QThread::msleep(50);
    }
}

Result<void> SoleConnection::checkFree()
{
    const auto alone = becomesAlone();
    if (!alone) return std::unexpected(alone.error());
    if (!*alone)
        return problem(
            ErrorCode::StorageUnavailable,
            u"the database %1 is in use: stop every server that works with it"_s.arg(m_url.display()));
    if (!m_sql.columnsOf(u"schema_version"_s).isEmpty()) return {};
    for (const PortableTable &table : portabletables::all()) {
        if (!m_sql.columnsOf(table.name).isEmpty())
            return problem(
                ErrorCode::StorageUnavailable,
                u"the table %1 in database %2 is not Lectern's: expected a database of its own"_s.arg(
                    table.name, m_url.display()));
    }
    return {};
}

Result<bool> SoleConnection::holdsAnything()
{
    for (const QString &table : {u"account"_s, u"room"_s}) {
        if (m_sql.columnsOf(table).isEmpty()) continue;
        const auto found = m_sql.row<int>(u"SELECT 1 FROM %1 LIMIT 1"_s.arg(table), {},
                                          [](const SqlRow &row) { return row.value(0).toInt(); });
        if (!found) return std::unexpected(found.error());
        if (*found) return true;
    }
    return false;
}

} // namespace lectern
