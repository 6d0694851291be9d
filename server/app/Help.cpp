// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/app/Help.h"

#include "server/app/ConfigOptions.h"

namespace lectern {

using namespace Qt::StringLiterals;

namespace {

QString entry(const QString &name, const QString &text)
{
    constexpr int kColumn = 36;
    const QString lead = u"  "_s + name;
    if (lead.size() < kColumn) return lead.leftJustified(kColumn) + text + u'\n';
    return lead + u'\n' + QString(kColumn, u' ') + text + u'\n';
}

} // namespace

QString helpText()
{
    const Config defaults;
    QString text =
        u"Usage: lectern-server [VERB] [OPTION...]\n\n"
        "A classroom server: rooms over WebSocket, REST and the student page on one port.\n\nVerbs\n"_s;
    text += entry(u"serve"_s, u"run (without a verb, too)"_s);
    text += entry(
        u"setup"_s,
        u"the first minutes: [--address HOST[:PORT]] [--tls none|local] [--admin NAME --password-stdin]"_s);
    text += entry(u"check-config"_s, u"say whether the configuration fits, and what is in effect"_s);
    text += entry(u"doctor"_s, u"look at all that the server needs: what is wrong, and what to do"_s);
    text += entry(u"example-config"_s, u"print a configuration file with every setting and its default"_s);
    text += entry(
        u"user add NAME --role ROLE"_s,
        u"make an account: --role teacher|admin|student [--name DISPLAY] [--email E] --password-stdin"_s);
    text += entry(u"user list"_s, u"all accounts"_s);
    text += entry(u"user passwd NAME"_s, u"a new password: --password-stdin"_s);
    text += entry(u"user remove NAME"_s, u"remove an account; its tokens stop working"_s);
    text += entry(u"user import FILE.csv"_s, u"columns username,role,name,email,password; [--dry-run]"_s);
    text += entry(u"backup FILE"_s,
                  u"all of the system in one file, while it runs; [--force] writes over an older one"_s);
    text += entry(u"restore FILE"_s,
                  u"the system of a backup; no server may run; [--force] puts it in another's place"_s);
    text += entry(u"migrate URL"_s,
                  u"copy a system on SQLite into the PostgreSQL of that address; no server may run"_s);
    text += entry(u"erase --user NAME"_s,
                  u"a student's account and all that is theirs, in every room or [--room CODE] alone"_s);
    text += entry(u"erase --room CODE --person WHO"_s,
                  u"the same of somebody by name or id; [--dry-run] only says what there is"_s);
    text += entry(u"token --user NAME"_s, u"print a token of that account; [--ttl SECONDS]"_s);

    text += entry(u"audit"_s, u"who did what to whom; [--since DATE]"_s);
    text += entry(u"verify"_s, u"say whether messages and files are still what was stored"_s);

    text +=
        u"\nOptions stand before or after the verb. Each can be set by flag, by environment (LECTERN_ and "
        u"the\n"
        "key in capitals: rooms.host_grace is LECTERN_ROOMS_HOST_GRACE) and in the TOML file; in this order.\n\n"_s;
    text += entry(u"--help, --version"_s, u"this page; the version"_s);
    text += entry(u"--config FILE"_s, u"TOML file (default: /etc/lectern/lectern.toml if it is there)"_s);
    text += entry(u"--set SECTION.KEY=VALUE"_s, u"any key below; may be given often"_s);
    for (const ConfigOption &option : configOptions())
        if (!option.flag.isEmpty()) text += entry(option.flag + u' ' + option.placeholder, option.help);

    text += u"\nKeys and their defaults\n"_s;
    for (const ConfigOption &option : configOptions()) {
        const QString value = option.get(defaults);
        text += entry(option.key, option.help + (value.isEmpty() ? QString() : u" ["_s + value + u']'));
    }
    return text;
}

} // namespace lectern
