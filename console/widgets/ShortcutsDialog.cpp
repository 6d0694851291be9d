// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/widgets/ShortcutsDialog.h"

#include <QtCore/QRegularExpression>
#include <QtWidgets/QDialogButtonBox>
#include <QtWidgets/QHeaderView>
#include <QtWidgets/QMenu>
#include <QtWidgets/QMenuBar>
#include <QtWidgets/QTreeWidget>
#include <QtWidgets/QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace lectern {

namespace {

/// A menu's text as it is read: without the mark of its letter, and without a key that stands behind a tab.
QString plain(QString text)
{
    text = text.section(u'\t', 0, 0).remove(u'&');
    // Korean menus put the letter in brackets behind the words.
    static const QRegularExpression kLetter(uR"(\([A-Z]\))"_s);
    return text.remove(kLetter);
}

} // namespace

ShortcutsDialog::ShortcutsDialog(const QMenuBar &menus, QWidget *parent)
    : QDialog(parent)
    , m_list(new QTreeWidget)
{
    setObjectName(u"shortcutsDialog"_s);
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Keyboard"));
    m_list->setObjectName(u"shortcuts"_s);
    m_list->setHeaderLabels({tr("What"), tr("Key")});
    m_list->header()->setSectionResizeMode(0, QHeaderView::Stretch);
    m_list->header()->setStretchLastSection(false);
    m_list->header()->setSectionResizeMode(1, QHeaderView::ResizeToContents);
    m_list->setAccessibleName(tr("Keyboard"));
    for (const auto *action : menus.actions()) {
        if (action->isVisible() && action->menu()) add(*action->menu(), plain(action->text()));
    }
    m_list->expandAll();
    auto *buttons = new QDialogButtonBox;
    buttons->addButton(tr("Close"), QDialogButtonBox::RejectRole);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto *layout = new QVBoxLayout(this);
    layout->addWidget(m_list);
    layout->addWidget(buttons);
    // No text of a key is cut, in any size of letters.
    constexpr int kCharacters = 64;
    resize(std::max(560, kCharacters * fontMetrics().averageCharWidth()), 640);
}

void ShortcutsDialog::add(const QMenu &menu, const QString &title)
{
    auto *group = new QTreeWidgetItem(m_list, {title});
    for (const auto *action : menu.actions()) {
        if (action->isSeparator() || !action->isVisible()) continue;
        if (action->menu()) {
            add(*action->menu(), title + u" – "_s + plain(action->text()));
            continue;
        }
        const auto beside = action->text().section(u'\t', 1);
        const auto keys = action->shortcut().toString(QKeySequence::NativeText);
        new QTreeWidgetItem(group, {plain(action->text()), keys.isEmpty() ? beside : keys});
    }
}

} // namespace lectern
