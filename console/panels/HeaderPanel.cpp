// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/panels/HeaderPanel.h"

#include "console/pages/ClassExport.h"
#include "console/widgets/ClassHeader.h"
#include "console/widgets/Question.h"

#include <QtGui/QAction>
#include <QtWidgets/QBoxLayout>
#include <QtWidgets/QInputDialog>
#include <QtWidgets/QMenu>
#include <QtWidgets/QMessageBox>

using namespace Qt::StringLiterals;

namespace lectern {

HeaderPanel::HeaderPanel(Preferences &preferences)
    : m_preferences(preferences)
    , m_header(new ClassHeader)
    , m_rename(makeAction(u"renameAction"_s, Qt::Key_F2))
    , m_lock(makeAction(u"lockAction"_s, Qt::CTRL | Qt::Key_L))
    , m_saveAll(makeAction(u"exportAction"_s, Qt::CTRL | Qt::SHIFT | Qt::Key_S))
    , m_leave(makeAction(u"leaveAction"_s, Qt::CTRL | Qt::Key_W))
    , m_end(makeAction(u"endAction"_s, Qt::CTRL | Qt::SHIFT | Qt::Key_E))
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->addWidget(m_header);
    m_lock->setCheckable(true);

    connect(m_header, &ClassHeader::renameRequested, this, &HeaderPanel::askName);
    connect(m_header, &ClassHeader::searchRequested, this, &HeaderPanel::searchRequested);
    connect(m_header, &ClassHeader::endRequested, this, &HeaderPanel::confirmEnd);
    connect(m_header, &ClassHeader::talkChosen, this, [this](Talk talk) { session()->setTalk(talk); });
    connect(m_header, &ClassHeader::lockChosen, this, [this](bool locked) { session()->setLocked(locked); });
    connect(m_rename, &QAction::triggered, this, &HeaderPanel::askName);
    connect(m_lock, &QAction::triggered, this, [this](bool locked) { session()->setLocked(locked); });
    connect(m_saveAll, &QAction::triggered, this,
            [this] { ClassExport::ask(this, session()->api(), session()->room(), m_preferences); });
    connect(m_leave, &QAction::triggered, this, &HeaderPanel::leaveRequested);
    connect(m_end, &QAction::triggered, this, &HeaderPanel::confirmEnd);
    HeaderPanel::retranslate();
}

void HeaderPanel::fillMenus(const ClassMenus &menus)
{
    menus.classMenu->addActions({m_rename, m_lock, m_saveAll, m_leave, m_end});
}

void HeaderPanel::sessionChanged()
{
    if (!session()) return;
    connect(session(), &ClassSession::roomChanged, scope(), [this] { updateRoom(); });
    connect(session(), &ClassSession::lineChanged, scope(), [this] { updateLine(); });
    connect(session(), &ClassSession::ended, scope(), [this] { updateLine(); });
    updateRoom();
    updateLine();
}

void HeaderPanel::updateRoom()
{
    m_header->setRoom(session()->room());
    m_lock->setChecked(session()->room().locked);
    // Its host ends it, or closes the console, which asks.
    m_leave->setEnabled(!session()->isHost());
}

void HeaderPanel::updateLine()
{
    m_header->setLine(session()->hasEnded() ? RoomConnection::State::Ended : session()->line());
}

void HeaderPanel::confirmEnd()
{
    auto *box = question::make(
        this, u"confirmEnd"_s, tr("End the class"),
        tr("End “%1” for everyone? The students' pages close. You can open the class again later.")
            .arg(session()->room().name),
        tr("End the class"));
    connect(box, &QDialog::accepted, session(), &ClassSession::endClass);
    box->open();
}

void HeaderPanel::askName()
{
    auto *dialog = new QInputDialog(this);
    dialog->setObjectName(u"renameDialog"_s);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setWindowTitle(tr("Rename the class"));
    dialog->setLabelText(tr("New name"));
    dialog->setTextValue(session()->room().name);
    dialog->setOkButtonText(tr("Rename"));
    dialog->setCancelButtonText(tr("Cancel"));
    connect(dialog, &QInputDialog::textValueSelected, session(),
            [this](const QString &name) { session()->rename(name); });
    dialog->open();
}

void HeaderPanel::retranslate()
{
    m_rename->setText(tr("&Rename the class…"));
    m_lock->setText(tr("Loc&k the class"));
    m_saveAll->setText(tr("Sa&ve the class as a file…"));
    m_leave->setText(tr("Leave the &class"));
    m_end->setText(tr("&End the class…"));
}

} // namespace lectern
