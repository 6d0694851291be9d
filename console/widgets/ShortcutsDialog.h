// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtWidgets/QDialog>

class QMenuBar;
class QMenu;
class QTreeWidget;

namespace lectern {

/// Everything that the menus can do, with its key: read from the menus themselves, so that none is missing.
class ShortcutsDialog : public QDialog
{
    Q_OBJECT

public:
    ShortcutsDialog(const QMenuBar &menus, QWidget *parent);

private:
    void add(const QMenu &menu, const QString &title);

    QTreeWidget *m_list;
};

} // namespace lectern
