// SPDX-License-Identifier: GPL-3.0-or-later
// Every screen of the console on one sheet for each language, look and size: console_pictures FOLDER
// [SINGLES] writes console-LANGUAGE-LOOK-PERCENT.jpg, and each picture by itself into SINGLES. See
// docs/screens.md.
#include "ScreenWalk.h"

#include <QtCore/QDir>
#include <QtWidgets/QApplication>

using namespace lectern;
using namespace lectern::test;
using namespace Qt::StringLiterals;

int main(int argc, char *argv[])
{
    QApplication app(argc, argv);
    const auto folder = app.arguments().value(1, u"."_s);
    const auto singles = app.arguments().value(2);
    QDir().mkpath(folder);
    if (!singles.isEmpty()) QDir().mkpath(singles);
    ScreenWalk walk(singles);
    if (!walk.prepare()) qFatal("the class could not be prepared");
    for (const auto &language : {u"ko"_s, u"en"_s}) {
        for (const auto appearance : {Preferences::Appearance::Light, Preferences::Appearance::Dark}) {
            for (const int percent : {100, 200}) {
                if (!walk.go({language, appearance, percent}, folder)) qFatal("a sheet could not be made");
            }
        }
    }
    walk.end();
    return 0;
}
