// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/app/DataDir.h"
#include "server/app/verbs/AccountsDesk.h"
#include "server/auth/Tokens.h"

namespace lectern::verbs {

using namespace Qt::StringLiterals;

int token(const Config &config, const QString &username, const QString &ttl, Terminal &terminal)
{
    AccountsDesk desk(terminal);
    qint64 seconds = config.tokenTtl.count();
    if (!ttl.isEmpty()) {
        bool ok = false;
        seconds = ttl.toLongLong(&ok);
        if (!ok || seconds < 1 || seconds > 315'360'000)
            return desk.badUsage(u"--ttl: got \"%1\", expected whole seconds, 1 to 315360000"_s.arg(ttl));
    }
    if (const auto there = requireDatabase(config.database); !there) return desk.fail(there.error());
    if (const auto code = desk.open(config)) return *code;
    const auto account = desk.find(username);
    if (!account) return kFailed;
    if (account->disabled) return desk.fail(u"user \"%1\": the account is disabled"_s.arg(username));
    const auto secret = Tokens::loadOrCreateSecret(config.jwtSecretFile);
    if (!secret) return desk.fail(secret.error().detail);

    desk.note(u"token issued"_s, account->username);
    const QDateTime now = QDateTime::currentDateTimeUtc();
    const TokenClaims claims{account->person(), {}, account->tokenGeneration, now, now.addSecs(seconds)};
    terminal.out << Tokens(*secret).issue(claims) << Qt::endl;
    return kFine;
}

} // namespace lectern::verbs
