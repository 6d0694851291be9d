// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/app/CommandLine.h"

#include "console/session/ServerAddress.h"

#include <QtCore/QCommandLineParser>
#include <QtCore/QFileInfo>

using namespace Qt::StringLiterals;

namespace lectern {

std::expected<CommandLine, CommandLine::Ending> CommandLine::parse(const QStringList &arguments)
{
    const QCommandLineOption server(u"server"_s, u"The server, for instance http://localhost:8080."_s,
                                    u"URL"_s);
    const QCommandLineOption user(u"user"_s, u"The teacher's user name."_s, u"NAME"_s);
    const QCommandLineOption password(u"password-stdin"_s,
                                      u"Read the password from standard input and sign in at once."_s);
    const QCommandLineOption room(
        u"room"_s,
        u"The class to open after signing in, a colleague's by its code; a name that is new makes one."_s,
        u"NAME|CODE"_s);
    const QCommandLineOption language(u"language"_s, u"The language of the window: ko or en."_s, u"ko|en"_s);
    const QCommandLineOption version({u"v"_s, u"version"_s}, u"Print the version."_s);
    const QCommandLineOption help({u"h"_s, u"help"_s}, u"Print this help."_s);
    QCommandLineParser parser;
    parser.setApplicationDescription(u"The teacher's console of Lectern."_s);
    parser.addPositionalArgument(u"plan"_s, u"A lesson plan (*.lectern) to go on with."_s, u"[FILE]"_s);
    parser.addOptions({server, user, password, room, language, version, help});

    const auto mistake = [](const QString &text) {
        return std::unexpected(Ending{u"lectern-console: "_s + text + u"\nSee lectern-console --help."_s, 2});
    };
    if (!parser.parse(arguments)) return mistake(parser.errorText());
    if (parser.isSet(help)) {
        // Qt asks the application for the program's name, and there may be none yet.
        const QString text = parser.helpText();
        return std::unexpected(
            Ending{u"Usage: lectern-console"_s + text.mid(text.indexOf(" [options]"_L1)), 0});
    }
    if (parser.isSet(version))
        return std::unexpected(Ending{u"lectern-console "_s + QStringLiteral(LECTERN_VERSION), 0});
    const auto files = parser.positionalArguments();
    if (files.size() > 1) return mistake(u"unexpected argument \"%1\""_s.arg(files.at(1)));
    if (!files.isEmpty() && !QFileInfo(files.first()).isReadable())
        return mistake(u"%1: expected a lesson plan that can be read"_s.arg(files.first()));
    if (parser.isSet(server) && !serveraddress::fromTyped(parser.value(server))) {
        return mistake(u"--server %1: expected an http or https address"_s.arg(parser.value(server)));
    }
    const auto wanted = parser.value(language);
    if (parser.isSet(language) && wanted != "ko"_L1 && wanted != "en"_L1) {
        return mistake(u"--language %1: expected ko or en"_s.arg(wanted));
    }
    if (parser.isSet(password) && !(parser.isSet(server) && parser.isSet(user))) {
        return mistake(u"--password-stdin needs --server and --user"_s);
    }
    return CommandLine{.server = parser.value(server),
                       .user = parser.value(user),
                       .room = parser.value(room),
                       .language = wanted,
                       .plan = files.value(0),
                       .passwordFromStdin = parser.isSet(password)};
}

} // namespace lectern
