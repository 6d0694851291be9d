// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/MainWindow.h"
#include "console/app/CommandLine.h"
#include "console/style/Theme.h"

#include <QtWidgets/QApplication>

#include <iostream>
#include <string>

using namespace lectern;

int main(int argc, char *argv[])
{
    // --help and --version must work where there is no display.
    QStringList arguments;
    for (int i = 0; i < argc; ++i)
        arguments.append(QString::fromLocal8Bit(argv[i]));
    if (const auto early = CommandLine::parse(arguments); !early && early.error().exitCode == 0) {
        std::cout << early.error().text.toStdString() << '\n';
        return 0;
    }

    QApplication app(argc, argv);
    QApplication::setOrganizationName(QStringLiteral("Lectern"));
    QApplication::setApplicationName(QStringLiteral("Console"));
    QApplication::setDesktopFileName(QStringLiteral("lectern-console"));
    // Qt has taken its own options (-platform and the like) out.
    const auto line = CommandLine::parse(QApplication::arguments());
    if (!line) {
        std::cerr << line.error().text.toStdString() << '\n';
        return line.error().exitCode;
    }
    std::string password;
    if (line->passwordFromStdin) std::getline(std::cin, password);

    Preferences preferences;
    Language language;
    language.use(line->language.isEmpty() ? preferences.language() : line->language);
    theme::apply(app, preferences.appearance());
    MainWindow window(preferences, language);
    window.show();
    window.start(line->server, line->user, QString::fromStdString(password), line->room);
    return QApplication::exec();
}
