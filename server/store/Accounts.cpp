// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/store/Accounts.h"

#include "common/protocol/Ulid.h"
#include "server/store/Database.h"
#include "server/store/Sql.h"

namespace lectern {

using namespace Qt::StringLiterals;

namespace {

#define LECTERN_ACCOUNT_COLUMNS                                                                              \
    "id, username, name, email, role, password_hash, disabled, token_generation, created_at FROM account "

Account accountOf(const SqlRow &row)
{
    Account account;
    account.id = row.value(0).toString();
    account.username = row.value(1).toString();
    account.name = row.value(2).toString();
    account.email = row.value(3).toString();
    account.role = roleFromString(row.value(4).toString()).value_or(Role::Student);
    account.passwordHash = row.value(5).toString();
    account.disabled = row.value(6).toBool();
    account.tokenGeneration = row.value(7).toInt();
    account.createdAt = sql::toTime(row.value(8));
    return account;
}

/// The one account that the statement finds by that value, which is '' for nobody.
QFuture<Result<std::optional<Account>>> findBy(Database &database, const QString &statement,
                                               const QString &value)
{
    return database.look<std::optional<Account>>([=](Sql &sql) -> Result<std::optional<Account>> {
        if (value.isEmpty()) return std::nullopt;
        return sql.row<Account>(statement, {value}, accountOf);
    });
}

Result<bool> isTaken(Sql &sql, const QString &statement, const QString &value)
{
    if (value.isEmpty()) return false;
    const auto found =
        sql.row<int>(statement, {value}, [](const SqlRow &row) { return row.value(0).toInt(); });
    if (!found) return std::unexpected(found.error());
    return found->has_value();
}

/// A statement that raises the generation and gives the new one.
QFuture<Result<int>> raise(Database &database, const QString &statement, const QVariantList &values)
{
    return database.run<int>([=](Sql &sql) -> Result<int> {
        const auto generation =
            sql.row<int>(statement, values, [](const SqlRow &row) { return row.value(0).toInt(); });
        if (!generation) return std::unexpected(generation.error());
        if (!*generation) return problem(ErrorCode::UserNotFound, u"There is no such account."_s);
        return **generation;
    });
}

} // namespace

Accounts::Accounts(Database &database)
    : m_database(database)
{
}

QFuture<Result<Accounts::Created>> Accounts::create(Account account)
{
    account.id = newUserId();
    account.createdAt = QDateTime::currentDateTimeUtc();
    return m_database.run<Created>([account](Sql &sql) -> Result<Created> {
        return sql.transaction([&]() -> Result<Created> {
            const QString usernameKey = sql::folded(account.username);
            const QString emailKey = sql::folded(account.email);
            const auto username =
                isTaken(sql, u"SELECT 1 FROM account WHERE username_key = ?"_s, usernameKey);
            if (!username) return std::unexpected(username.error());
            if (*username) return Created{account, Conflict::Username};
            const auto email = isTaken(sql, u"SELECT 1 FROM account WHERE email_key = ?"_s, emailKey);
            if (!email) return std::unexpected(email.error());
            if (*email) return Created{account, Conflict::Email};
            const auto done = sql.execute(
                u"INSERT INTO account (id, username, username_key, name, email, email_key, role, "
                u"password_hash, "
                "disabled, token_generation, created_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"_s,
                {account.id, account.username, usernameKey, account.name, account.email, emailKey,
                 QString(wireName(account.role)), account.passwordHash, account.disabled,
                 account.tokenGeneration, sql::fromTime(account.createdAt)});
            if (!done) return std::unexpected(done.error());
            return Created{account, Conflict::None};
        });
    });
}

QFuture<Result<std::optional<Account>>> Accounts::byId(QString id)
{
    return findBy(m_database, u"SELECT " LECTERN_ACCOUNT_COLUMNS "WHERE id = ?"_s, id);
}

QFuture<Result<std::optional<Account>>> Accounts::byUsername(QString username)
{
    return findBy(m_database,
                  u"SELECT " LECTERN_ACCOUNT_COLUMNS "WHERE username_key = ? AND username_key <> ''"_s,
                  sql::folded(username));
}

QFuture<Result<std::optional<Account>>> Accounts::byEmail(QString email)
{
    return findBy(m_database, u"SELECT " LECTERN_ACCOUNT_COLUMNS "WHERE email_key = ? AND email_key <> ''"_s,
                  sql::folded(email));
}

QFuture<Result<QList<Account>>> Accounts::all()
{
    return m_database.run<QList<Account>>([](Sql &sql) {
        return sql.rows<Account>(u"SELECT " LECTERN_ACCOUNT_COLUMNS "ORDER BY username_key, id"_s, {},
                                 accountOf);
    });
}

QFuture<Result<QHash<QString, int>>> Accounts::generations(QStringList ids)
{
    using Generations = QHash<QString, int>;
    return m_database.read<Generations>([ids](Sql &sql) -> Result<Generations> {
        Generations generations;
        for (const QString &id : ids) {
            const auto generation =
                sql.row<int>(u"SELECT token_generation FROM account WHERE id = ? AND disabled = 0"_s, {id},
                             [](const SqlRow &row) { return row.value(0).toInt(); });
            if (!generation) return std::unexpected(generation.error());
            if (*generation) generations.insert(id, **generation);
        }
        return generations;
    });
}

QFuture<Result<bool>> Accounts::remove(QString id)
{
    return m_database.run<bool>([id](Sql &sql) -> Result<bool> {
        const auto removed = sql.execute(u"DELETE FROM account WHERE id = ?"_s, {id});
        if (!removed) return std::unexpected(removed.error());
        return *removed > 0;
    });
}

QFuture<Result<bool>> Accounts::setDisabled(QString id, bool disabled)
{
    return m_database.run<bool>([=](Sql &sql) -> Result<bool> {
        const auto changed = sql.execute(u"UPDATE account SET disabled = ? WHERE id = ?"_s, {disabled, id});
        if (!changed) return std::unexpected(changed.error());
        return *changed > 0;
    });
}

QFuture<Result<int>> Accounts::setPassword(QString id, QString passwordHash)
{
    return raise(
        m_database,
        u"UPDATE account SET password_hash = ?, token_generation = token_generation + 1 WHERE id = ? "
        "RETURNING token_generation"_s,
        {passwordHash, id});
}

} // namespace lectern
