// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ContactSheet.h"
#include "Desk.h"
#include "PicturedClass.h"

#include <QtGui/QAction>

#include <functional>

namespace lectern::test {

/// How the console looks on one sheet.
struct Look
{
    QString language;
    Preferences::Appearance appearance;
    int percent;

    QString name() const; ///< of its sheet
};

/// A teacher who opens everything there is to open, and has a picture taken of it.
class ScreenWalk : public Desk
{
public:
    /// `singles`: a folder for each picture by itself; empty: none.
    explicit ScreenWalk(QString singles)
        : m_singles(std::move(singles))
    {
    }

    /// Holds a class to be seen. False when it can't be had.
    bool prepare();
    /// Writes a sheet of all screens into the folder. False when that can't be done.
    bool go(const Look &look, const QString &folder);
    void end() { clearUp(); }

private:
    bool signIn();
    bool enter();
    void showSignIn();
    void showRooms();
    void showColleague();
    void showClass();
    void showPanels();
    void showDialogs();
    void showProjector();
    void showInterrupted();
    /// The dialog that pressing opened, in a picture of its own; then it is closed.
    template <typename Open> void dialog(const QString &objectName, const QString &name, Open open);
    void trigger(const QString &action) { find<QAction>(action)->trigger(); }
    void dock(const QString &name);
    void shoot(QWidget *widget, const QString &name);
    /// False when it does not come true for long.
    static bool until(const std::function<bool()> &condition);

    PicturedClass m_class;
    ContactSheet m_sheet;
    QString m_singles;
    QString m_prefix;
};

} // namespace lectern::test
