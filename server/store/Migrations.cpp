// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/store/Migrations.h"

#include "server/store/Sql.h"
#include "server/store/StoreLog.h"

#include <QtCore/QDir>
#include <QtCore/QFile>
#include <QtCore/QRegularExpression>

namespace lectern {

using namespace Qt::StringLiterals;

namespace {

struct Step
{
    int number = 0;
    QString name;
    QString path;
    std::function<Result<void>(Sql &)> further;
};

QList<Step> stepsIn(const QString &directory, const MigrationSteps &further)
{
    QList<Step> steps;
    for (const QFileInfo &file : QDir(directory).entryInfoList({u"*.sql"_s}, QDir::Files, QDir::Name)) {
        const int number = file.baseName().section(u'-', 0, 0).toInt();
        steps.append({number, file.baseName(), file.filePath(), further.value(number)});
    }
    return steps;
}

Result<QStringList> statementsOf(const Step &step)
{
    QFile file(step.path);
    if (!file.open(QIODevice::ReadOnly))
        return problem(ErrorCode::Internal,
                       u"migration %1 cannot be read: %2"_s.arg(step.name, file.errorString()));
    static const QRegularExpression comment(u"^--.*$"_s, QRegularExpression::MultilineOption);
    static const QRegularExpression end(u";[ \\t]*(\\n[ \\t]*)(\\n|$)"_s);
    QStringList statements;
    for (const QString &part : QString::fromUtf8(file.readAll()).remove(comment).split(end))
        if (!part.trimmed().isEmpty()) statements.append(part.trimmed());
    return statements;
}

Result<int> createVersionTable(Sql &sql)
{
    return sql.execute(u"CREATE TABLE IF NOT EXISTS schema_version (version INTEGER NOT NULL PRIMARY KEY, "
                       "name TEXT NOT NULL, applied_at BIGINT NOT NULL)"_s);
}

Result<void> carryOut(Sql &sql, const Step &step)
{
    const auto failed = [&step](const Problem &why) {
        return problem(why.code, u"migration %1 failed; the log has the cause"_s.arg(step.name));
    };
    const auto statements = statementsOf(step);
    if (!statements) return std::unexpected(statements.error());
    for (const QString &statement : *statements) {
        if (const auto done = sql.execute(statement); !done) return failed(done.error());
    }
    if (step.further) {
        if (const auto done = step.further(sql); !done) return failed(done.error());
    }
    const auto noted =
        sql.execute(u"INSERT INTO schema_version (version, name, applied_at) VALUES (?, ?, ?)"_s,
                    {step.number, step.name, QDateTime::currentMSecsSinceEpoch()});
    if (!noted) return std::unexpected(noted.error());
    return {};
}

Result<void> apply(Sql &sql, const Step &step)
{
    return sql.transaction([&]() -> Result<void> {
        // Another process may have been faster.
        const auto version = schemaVersion(sql);
        if (!version) return std::unexpected(version.error());
        if (*version >= step.number) return {};
        const auto done = carryOut(sql, step);
        if (done) qCInfo(lcStore).noquote() << "migrated the database to" << step.name;
        return done;
    });
}

} // namespace

Result<void> migrate(Sql &sql, const QString &directory, const MigrationSteps &further)
{
    const QList<Step> steps = stepsIn(directory, further);
    if (steps.isEmpty()) return problem(ErrorCode::Internal, u"no migrations in %1"_s.arg(directory));

    const auto ready = sql.transaction([&] { return createVersionTable(sql); });
    if (!ready) return std::unexpected(ready.error());

    const auto version = schemaVersion(sql);
    if (!version) return std::unexpected(version.error());
    const int newest = steps.last().number;
    if (*version > newest)
        return problem(ErrorCode::StorageUnavailable,
                       u"made by a newer version of Lectern (schema %1, this program knows %2): "
                       "update Lectern, or restore an older backup"_s.arg(*version)
                           .arg(newest));

    for (const Step &step : steps) {
        if (step.number <= *version) continue;
        if (const auto done = apply(sql, step); !done) return done;
    }
    return {};
}

int newestVersion(const QString &directory)
{
    const QList<Step> steps = stepsIn(directory, {});
    return steps.isEmpty() ? 0 : steps.last().number;
}

Result<int> schemaVersion(Sql &sql)
{
    const auto version = sql.row<int>(u"SELECT coalesce(max(version), 0) FROM schema_version"_s, {},
                                      [](const SqlRow &row) { return row.value(0).toInt(); });
    if (!version) return std::unexpected(version.error());
    return version->value_or(0);
}

Result<void> createSchema(Sql &sql, const QString &directory, int version)
{
    if (const auto made = createVersionTable(sql); !made) return std::unexpected(made.error());
    for (const Step &step : stepsIn(directory, {})) {
        if (step.number > version) break;
        if (const auto done = carryOut(sql, step); !done) return done;
    }
    return {};
}

} // namespace lectern
