// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/app/CommandLine.h"

#include "server/app/ConfigLoader.h"
#include "server/app/ConfigOptions.h"
#include "server/app/Help.h"
#include "server/app/Ownership.h"
#include "server/app/Server.h"
#include "server/app/verbs/Verbs.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QFile>
#include <QtCore/QFileInfo>

#include <CLI/CLI.hpp>

#include <functional>
#include <map>

namespace lectern {

using namespace Qt::StringLiterals;

namespace {

constexpr int kBadUsage = 2;
const QString kAvahiFolder = u"/etc/avahi/services"_s;

/// What was typed, sorted out but not judged.
struct CommandLine
{
    std::map<const ConfigOption *, std::string> flags;
    std::string configFile;
    std::vector<std::string> assignments;
    bool help = false;
    bool version = false;

    std::string name, role, displayName, email, file, url, person, room;
    bool passwordFromStdin = false;
    bool dryRun = false;
    bool force = false;
    std::string ttl;
    std::string since, address, admin, tls;
};

using Verb = std::function<int(const Config &, verbs::Terminal &)>;

void addConfigFlags(CLI::App &app, CommandLine &line)
{
    app.add_flag("--help,-h", line.help);
    app.add_flag("--version", line.version);
    app.add_option("--config", line.configFile);
    app.add_option("--set", line.assignments)->allow_extra_args(false);
    for (const ConfigOption &option : configOptions())
        if (!option.flag.isEmpty())
            app.add_option(option.flag.toStdString(), line.flags[&option])->take_last();
}

QString textOf(const std::string &text)
{
    return QString::fromStdString(text);
}

CLI::App *addVerb(CLI::App &parent, const char *name, Verb &chosen, Verb verb)
{
    CLI::App *command = parent.add_subcommand(name);
    command->callback([&chosen, verb = std::move(verb)] { chosen = verb; });
    return command;
}

/// Gives `user import`.
const CLI::App *addUserVerbs(CLI::App &app, CommandLine &line, Verb &chosen)
{
    CLI::App *user = app.add_subcommand("user")->require_subcommand(1);

    CLI::App *add = addVerb(*user, "add", chosen, [&line](const Config &config, verbs::Terminal &terminal) {
        return verbs::userAdd(
            config, {textOf(line.name), textOf(line.role), textOf(line.displayName), textOf(line.email)},
            line.passwordFromStdin, terminal);
    });
    add->add_option("NAME", line.name)->required();
    add->add_option("--role", line.role)->required();
    add->add_option("--name", line.displayName);
    add->add_option("--email", line.email);
    add->add_flag("--password-stdin", line.passwordFromStdin);

    addVerb(*user, "list", chosen, [](const Config &config, verbs::Terminal &terminal) {
        return verbs::userList(config, terminal);
    });

    CLI::App *passwd =
        addVerb(*user, "passwd", chosen, [&line](const Config &config, verbs::Terminal &terminal) {
            return verbs::userPasswd(config, textOf(line.name), line.passwordFromStdin, terminal);
        });
    passwd->add_option("NAME", line.name)->required();
    passwd->add_flag("--password-stdin", line.passwordFromStdin);

    CLI::App *remove =
        addVerb(*user, "remove", chosen, [&line](const Config &config, verbs::Terminal &terminal) {
            return verbs::userRemove(config, textOf(line.name), terminal);
        });
    remove->add_option("NAME", line.name)->required();

    CLI::App *import =
        addVerb(*user, "import", chosen, [&line](const Config &config, verbs::Terminal &terminal) {
            return verbs::userImport(config, textOf(line.file), line.dryRun, terminal);
        });
    import->add_option("FILE", line.file)->required();
    import->add_flag("--dry-run", line.dryRun);
    return import;
}

void addBackupVerbs(CLI::App &app, CommandLine &line, Verb &chosen)
{
    CLI::App *backup =
        addVerb(app, "backup", chosen, [&line](const Config &config, verbs::Terminal &terminal) {
            return verbs::backup(config, textOf(line.file), line.force, terminal);
        });
    CLI::App *restore =
        addVerb(app, "restore", chosen, [&line](const Config &config, verbs::Terminal &terminal) {
            return verbs::restore(config, textOf(line.file), line.force, terminal);
        });
    for (CLI::App *verb : {backup, restore}) {
        verb->add_option("FILE", line.file)->required();
        verb->add_flag("--force", line.force);
    }
    CLI::App *migrate =
        addVerb(app, "migrate", chosen, [&line](const Config &config, verbs::Terminal &terminal) {
            return verbs::migrate(config, textOf(line.url), terminal);
        });
    migrate->add_option("URL", line.url)->required();
}

void addEraseVerb(CLI::App &app, CommandLine &line, Verb &chosen)
{
    CLI::App *erase = addVerb(app, "erase", chosen, [&line](const Config &config, verbs::Terminal &terminal) {
        return verbs::erase(config, {textOf(line.name), textOf(line.person), textOf(line.room), line.dryRun},
                            terminal);
    });
    erase->add_option("--user", line.name);
    erase->add_option("--person", line.person);
    erase->add_option("--room", line.room);
    erase->add_flag("--dry-run", line.dryRun);
}

const CLI::App *addSetupVerb(CLI::App &app, CommandLine &line, Verb &chosen)
{
    CLI::App *setup = addVerb(app, "setup", chosen, [&line](const Config &config, verbs::Terminal &terminal) {
        const QString named = textOf(line.configFile);
        const QString file =
            named.isEmpty() ? qEnvironmentVariable("LECTERN_CONFIG", ConfigSources().defaultFile) : named;
        const bool isSystems = QFileInfo(file).absoluteFilePath() == ConfigSources().defaultFile;
        return verbs::setup(config,
                            {.configFile = file,
                             .address = textOf(line.address),
                             .admin = textOf(line.admin),
                             .tls = textOf(line.tls),
                             .passwordFromStdin = line.passwordFromStdin,
                             .announcements = isSystems ? kAvahiFolder : QString()},
                            terminal);
    });
    setup->add_option("--address", line.address);
    setup->add_option("--admin", line.admin);
    setup->add_option("--tls", line.tls);
    setup->add_flag("--password-stdin", line.passwordFromStdin);
    return setup;
}

ConfigSources sourcesOf(const CommandLine &line, const CLI::App &app)
{
    ConfigSources sources;
    sources.environment = QProcessEnvironment::systemEnvironment();
    sources.file = textOf(line.configFile);
    for (const std::string &assignment : line.assignments)
        sources.assignments += textOf(assignment);
    for (const auto &[option, value] : line.flags)
        if (app.count(option->flag.toStdString()) > 0) sources.flags.append({option->key, textOf(value)});
    return sources;
}

/// CLI11 names the option; what was expected is ours to add.
QString complaint(const CLI::ParseError &error, const CLI::App &app)
{
    const CLI::App &user = *app.get_subcommand("user");
    const QString text = textOf(error.what()).simplified();
    if (user.parsed() && user.get_subcommands().empty()) {
        QStringList names;
        for (const CLI::App *verb : user.get_subcommands({}))
            names += textOf(verb->get_name());
        QStringList typed;
        for (const std::string &word : app.remaining(true))
            typed += textOf(word);
        return u"user: got \"%1\", expected one of %2"_s.arg(typed.join(u' '), names.join(u", "_s));
    }
    if (dynamic_cast<const CLI::ExtrasError *>(&error))
        return text + u"; expected a verb or an option that lectern-server --help lists"_s;
    return text + u"; lectern-server --help shows what is expected"_s;
}

} // namespace

int runCommandLine(int argc, char **argv)
{
    QFile input, output, errors;
    (void)input.open(stdin, QIODevice::ReadOnly);
    (void)output.open(stdout, QIODevice::WriteOnly);
    (void)errors.open(stderr, QIODevice::WriteOnly | QIODevice::Unbuffered);
    QTextStream out(&output), err(&errors);
    verbs::Terminal terminal{input, out, err};

    CommandLine line;
    Verb chosen;
    CLI::App app;
    app.set_help_flag();
    app.fallthrough();
    app.require_subcommand(0, 1);
    addConfigFlags(app, line);
    app.add_subcommand("serve");
    addVerb(app, "check-config", chosen,
            [](const Config &config, verbs::Terminal &here) { return verbs::checkConfig(config, here); });
    addVerb(app, "doctor", chosen,
            [](const Config &config, verbs::Terminal &here) { return verbs::doctor(config, here); });
    const CLI::App *setup = addSetupVerb(app, line, chosen);
    const CLI::App *example = app.add_subcommand("example-config");
    const CLI::App *import = addUserVerbs(app, line, chosen);
    addBackupVerbs(app, line, chosen);
    addEraseVerb(app, line, chosen);
    CLI::App *token = addVerb(app, "token", chosen, [&line](const Config &config, verbs::Terminal &here) {
        return verbs::token(config, textOf(line.name), textOf(line.ttl), here);
    });
    token->add_option("--user", line.name)->required();
    token->add_option("--ttl", line.ttl);
    CLI::App *audit = addVerb(app, "audit", chosen, [&line](const Config &config, verbs::Terminal &here) {
        return verbs::audit(config, textOf(line.since), here);
    });
    audit->add_option("--since", line.since);
    addVerb(app, "verify", chosen,
            [](const Config &config, verbs::Terminal &here) { return verbs::verify(config, here); });

    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError &error) {
        if (!line.help && !line.version) {
            err << "lectern-server: " << complaint(error, app) << Qt::endl;
            return kBadUsage;
        }
    }
    if (line.help || line.version) {
        out << (line.help ? helpText() : u"lectern-server " LECTERN_VERSION "\n"_s) << Qt::flush;
        return 0;
    }

    if (example->parsed()) return verbs::exampleConfig(terminal); // also where the configuration is bad
    const ConfigSources sources = sourcesOf(line, app);
    const auto config = loadConfig(sources);
    if (!config) {
        err << "lectern-server: " << config.error() << Qt::endl;
        return kBadUsage;
    }
    for (const QString &name : unknownNames(sources.environment))
        err << "lectern-server: warning: " << name
            << ": unknown name in the environment, expected LECTERN_ and a key that lectern-server --help "
               "lists"
            << Qt::endl;
    if (!chosen) return serve(*config);

    // These two first do what root alone may: write the configuration, read a file in root's home.
    const bool rootFirst = setup->parsed() || import->parsed();
    if (auto owner = rootFirst ? std::expected<void, QString>() : becomeOwnerOf(config->dataDir); !owner) {
        err << "lectern-server: " << owner.error() << Qt::endl;
        return verbs::kFailed;
    }
    QCoreApplication application(argc, argv);
    return chosen(*config, terminal);
}

} // namespace lectern
