// SPDX-License-Identifier: GPL-3.0-or-later
// What TimelinePanel does with a message: keep its file, take it back, send it again.
#include "console/panels/TimelinePanel.h"

#include "console/widgets/Banner.h"
#include "console/widgets/Question.h"
#include "console/widgets/SaveProgress.h"
#include "console/widgets/TimelineView.h"

#include <QtCore/QFileInfo>
#include <QtGui/QAction>
#include <QtWidgets/QFileDialog>
#include <QtWidgets/QMessageBox>

using namespace Qt::StringLiterals;

namespace lectern {

void TimelinePanel::saveEntry(const QString &key)
{
    const auto *entry = session()->timeline()->entry(key);
    if (!entry || !entry->hasFile(AttachmentState::Ready)) return;
    auto *dialog = new QFileDialog(this, tr("Save as"), m_preferences.saveFolder());
    dialog->setObjectName(u"saveDialog"_s);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->selectFile(QFileInfo(entry->attachment->name).fileName());
    const auto save = [this, url = entry->attachment->url](const QString &path) {
        m_preferences.setSaveFolder(QFileInfo(path).absolutePath());
        auto &api = session()->api();
        new SaveProgress(
            std::make_unique<SaveJob>(path, api.server()),
            [&api, url](QIODevice *target) { return api.download(url, target); }, this);
    };
    connect(dialog, &QFileDialog::fileSelected, session(), save);
    dialog->open();
}

void TimelinePanel::takeBack(const QString &key)
{
    const auto *entry = session()->timeline()->entry(key);
    if (!entry) return;
    if (entry->hasFailed() || entry->isUploading()) {
        session()->outbox().remove(key);
        return;
    }
    if (entry->own) {
        session()->recall().take(key);
        return;
    }
    // What a student said can't be said again by the teacher: this is for good.
    auto *box = question::make(this, u"confirmDelete"_s, tr("Delete a message"),
                               tr("Delete this message for everyone?"), tr("Delete"));
    connect(box, &QDialog::accepted, session(), [this, key] { session()->outbox().remove(key); });
    box->open();
}

void TimelinePanel::showTaken()
{
    const bool canUndo = session()->recall().canUndo();
    m_undo->setEnabled(canUndo);
    m_taken->showText(Banner::Tone::Info, tr("Taken back for everyone."),
                      canUndo ? tr("Send it again") : QString());
    m_takenTimer.start();
}

void TimelinePanel::undoRecall()
{
    m_taken->hide();
    m_undo->setEnabled(false);
    session()->recall().undo();
    m_timeline->showNewest();
}

void TimelinePanel::sendAgain(const Recipients &to)
{
    if (to.isEmpty()) return;
    session()->outbox().sendAgain(m_timeline->currentKey(), to);
    m_timeline->showNewest();
}

} // namespace lectern
