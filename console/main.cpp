// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/MainWindow.h"
#include "console/app/CommandLine.h"
#include "console/style/Theme.h"

#include <QtWidgets/QApplication>

#include <iostream>
#include <string>

using namespace lectern;

namespace {

int say(const CommandLine::Ending &ending)
{
    (ending.exitCode == 0 ? std::cout : std::cerr) << ending.text.toStdString() << '\n';
    return ending.exitCode;
}

} // namespace

int main(int argc, char *argv[])
{
    // Help, version and mistakes must come where there is no display, too. Only Qt's own options (-platform
    // and the like) are known to QApplication alone.
    QStringList arguments;
    bool hasQtOptions = false;
    for (int i = 0; i < argc; ++i) {
        arguments.append(QString::fromLocal8Bit(argv[i]));
        const auto &last = arguments.last();
        hasQtOptions |= last.size() > 2 && last.startsWith(u'-') && !last.startsWith(QStringLiteral("--"));
    }
    if (const auto early = CommandLine::parse(arguments); !early && !hasQtOptions) return say(early.error());

    QApplication app(argc, argv);
    QApplication::setOrganizationName(QStringLiteral("Lectern"));
    QApplication::setApplicationName(QStringLiteral("Console"));
    QApplication::setDesktopFileName(QStringLiteral("lectern-console"));
    const auto line = CommandLine::parse(QApplication::arguments());
    if (!line) return say(line.error());
    std::string password;
    if (line->passwordFromStdin) std::getline(std::cin, password);

    Preferences preferences;
    Language language;
    language.use(line->language.isEmpty() ? preferences.language() : line->language);
    theme::apply(app, preferences.appearance(), preferences.textSize());
    MainWindow window(preferences, language);
    if (!line->plan.isEmpty()) window.openPlan(line->plan);
    window.show();
    window.start(line->server, line->user, QString::fromStdString(password), line->room);
    return QApplication::exec();
}
