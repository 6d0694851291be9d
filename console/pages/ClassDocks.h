// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "console/app/Preferences.h"
#include "console/panels/ClassPanel.h"

#include <QtWidgets/QMainWindow>

class QDockWidget;

namespace lectern {

/// Panels around the messages: each in a dock that can be moved, taken out, closed and brought back. How they
/// stand is remembered for the next time; a layout of an older arrangement is not taken up.
class ClassDocks : public QMainWindow
{
    Q_OBJECT

public:
    /// `preferences` outlives it.
    explicit ClassDocks(Preferences &preferences);
    ~ClassDocks() override;

    /// `name` is what the layout is remembered by. A closed one is opened from the menu when it is wanted.
    void add(ClassPanel *panel, const QString &name, Qt::DockWidgetArea area, bool closed = false);
    /// In the same place as `front`, behind it, with tabs.
    void addBehind(ClassPanel *panel, const QString &name, ClassPanel *front);
    /// To be called once all have been added: takes up the remembered layout.
    void restore();
    /// As it was before anybody moved anything.
    void reset();
    /// Opens the panel's dock, if need be, and brings it to the front.
    void bringUp(ClassPanel *panel);
    /// An entry for each panel, and the way back to the first layout.
    void fillMenu(QMenu *menu);

protected:
    void changeEvent(QEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    void retranslate();
    void remember();

    Preferences &m_preferences;
    QHash<ClassPanel *, QDockWidget *> m_docks;
    QList<ClassPanel *> m_order;
    QAction *m_reset;
    QByteArray m_first;
};

} // namespace lectern
