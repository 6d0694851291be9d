// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/app/Ownership.h"
#include "server/app/verbs/AccountsDesk.h"
#include "server/app/verbs/Csv.h"
#include "server/auth/Passwords.h"

#include <QtCore/QFile>
#include <QtCore/QSet>
#include <QtCore/QStringDecoder>

namespace lectern::verbs {

using namespace Qt::StringLiterals;

namespace {

struct Row
{
    Account account;
    QString password;
};

/// What is said of a flag, said of the column of the same name.
QString asColumn(const QString &misfit)
{
    return u"column "_s + (misfit.startsWith("--"_L1) ? misfit.mid(2) : misfit);
}

/// Every row, checked; or a line that names the first that does not fit.
std::expected<QList<Row>, QString> readRows(const QString &csvFile, int nameLimit)
{
    QFile file(csvFile);
    if (!file.open(QIODevice::ReadOnly))
        return std::unexpected(
            u"%1: expected a file that can be read: %2"_s.arg(csvFile, file.errorString()));
    QStringDecoder utf8(QStringDecoder::Utf8);
    const QString text = utf8(file.readAll());
    if (utf8.hasError())
        return std::unexpected(
            u"%1 line %2: expected UTF-8 (in Excel: save as \"CSV UTF-8\")"_s.arg(csvFile).arg(
                text.left(text.indexOf(QChar::ReplacementCharacter)).count(u'\n') + 1));
    const auto lines = parseCsv(text);
    const QStringList columns{u"username"_s, u"role"_s, u"name"_s, u"email"_s, u"password"_s};
    if (!lines)
        return std::unexpected(
            u"%1 line %2: a quote (\") begins here and is never closed, expected another one"_s.arg(csvFile)
                .arg(lines.error()));
    if (lines->isEmpty() || lines->first().fields != columns)
        return std::unexpected(u"%1: expected CSV whose first line is %2"_s.arg(csvFile, columns.join(u',')));

    QList<Row> rows;
    QSet<QString> seen;
    for (const CsvRow &line : lines->mid(1)) {
        const auto refuse = [&](const QString &why) {
            return std::unexpected(u"%1 line %2: %3"_s.arg(csvFile).arg(line.line).arg(why));
        };
        if (line.fields.size() != columns.size())
            return refuse(u"got %1 fields, expected %2"_s.arg(line.fields.size()).arg(columns.size()));
        const auto account = accountOf({line.fields[0].trimmed(), line.fields[1].trimmed(),
                                        line.fields[2].trimmed(), line.fields[3].trimmed()},
                                       nameLimit);
        if (!account) return refuse(asColumn(account.error()));
        const auto password = checkPassword(line.fields[4]);
        if (!password) return refuse(asColumn(password.error()));
        for (const QString &key :
             {u"u:"_s + account->username.toCaseFolded(), u"e:"_s + account->email.toCaseFolded()}) {
            if (key != "e:"_L1 && seen.contains(key))
                return refuse(u"got \"%1\" a second time"_s.arg(key.mid(2)));
            seen += key;
        }
        rows += Row{*account, *password};
    }
    return rows;
}

} // namespace

int userImport(const Config &config, const QString &csvFile, bool dryRun, Terminal &terminal)
{
    AccountsDesk desk(terminal);
    const auto rows = readRows(csvFile, config.limits.name);
    if (!rows) return desk.badUsage(rows.error());
    if (const auto owner = becomeOwnerOf(config.dataDir); !owner) return desk.fail(owner.error());
    if (const auto code = desk.open(config)) return *code;

    // Looked up before anything is made, so that a file that does not fit changes nothing.
    for (const Row &row : *rows) {
        const auto sameName = desk.accounts().byUsername(row.account.username).result();
        if (!sameName) return desk.fail(sameName.error().detail);
        if (*sameName)
            return desk.fail(
                u"user \"%1\": an account of that name exists already"_s.arg(row.account.username));
        if (row.account.email.isEmpty()) continue;
        const auto sameEmail = desk.accounts().byEmail(row.account.email).result();
        if (!sameEmail) return desk.fail(sameEmail.error().detail);
        if (*sameEmail)
            return desk.fail(u"email \"%1\": another account has it already"_s.arg(row.account.email));
    }
    if (dryRun) {
        terminal.out << rows->size() << " accounts would be added" << Qt::endl;
        return kFine;
    }

    QList<QFuture<QString>> hashes;
    for (const Row &row : *rows)
        hashes += passwords::hash(row.password);
    for (qsizetype i = 0; i < rows->size(); ++i) {
        Account account = rows->at(i).account;
        account.passwordHash = hashes[i].result();
        if (account.passwordHash.isEmpty()) return desk.fail(u"password: no memory to hash it"_s);
        const auto created = desk.accounts().create(account).result();
        if (!created) return desk.fail(created.error().detail);
        if (created->conflict != Accounts::Conflict::None)
            return desk.fail(
                u"user \"%1\": somebody else made that account just now"_s.arg(account.username));
        desk.note(u"user added"_s, account.username);
        terminal.out << "user " << account.username << " added as " << wireName(account.role) << '\n';
    }
    terminal.out << rows->size() << " accounts added" << Qt::endl;
    return kFine;
}

} // namespace lectern::verbs
