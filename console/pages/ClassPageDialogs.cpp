// SPDX-License-Identifier: GPL-3.0-or-later
// The questions that ClassPage asks. None of them blocks: the class goes on behind them.
#include "console/pages/ClassPage.h"

#include "console/widgets/Composer.h"
#include "console/widgets/SaveProgress.h"

#include <QtCore/QFileInfo>
#include <QtWidgets/QCheckBox>
#include <QtWidgets/QFileDialog>
#include <QtWidgets/QInputDialog>
#include <QtWidgets/QMessageBox>
#include <QtWidgets/QPushButton>

using namespace Qt::StringLiterals;

namespace lectern {

namespace {

/// A question with one thing to do and a way back; deletes itself.
QMessageBox *ask(QWidget *parent, const QString &objectName, const QString &title, const QString &text,
                 const QString &action)
{
    auto *box = new QMessageBox(QMessageBox::Question, title, text, QMessageBox::NoButton, parent);
    box->setObjectName(objectName);
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setTextFormat(Qt::PlainText);
    auto *yes = box->addButton(action, QMessageBox::AcceptRole);
    yes->setObjectName(u"confirm"_s);
    auto *no = box->addButton(ClassPage::tr("Cancel"), QMessageBox::RejectRole);
    no->setObjectName(u"cancel"_s);
    box->setDefaultButton(yes);
    box->setEscapeButton(no);
    return box;
}

} // namespace

void ClassPage::confirmEnd()
{
    auto *box =
        ask(this, u"confirmEnd"_s, tr("End the class"),
            tr("End “%1” for everyone? The students' pages close. You can open the class again later.")
                .arg(m_session->room().name),
            tr("End the class"));
    connect(box, &QDialog::accepted, m_session, &ClassSession::endClass);
    box->open();
}

void ClassPage::confirmKick(const ClassSession::Recipient &student)
{
    if (student.id.isEmpty()) return;
    auto *box = ask(this, u"confirmKick"_s, tr("Remove a student"),
                    tr("Remove %1 from the class?").arg(student.name), tr("Remove"));
    auto *ban = new QCheckBox(tr("Do not let this student come in again"));
    ban->setObjectName(u"ban"_s);
    box->setCheckBox(ban);
    connect(box, &QDialog::accepted, m_session,
            [this, ban, id = student.id] { m_session->kick(id, ban->isChecked()); });
    box->open();
}

void ClassPage::confirmDelete(const QString &key)
{
    const auto *entry = m_session->timeline()->entry(key);
    if (!entry) return;
    if (entry->hasFailed()) {
        m_session->deleteMessage(key);
        return;
    }
    auto *box = ask(this, u"confirmDelete"_s, tr("Delete a message"), tr("Delete this message for everyone?"),
                    tr("Delete"));
    connect(box, &QDialog::accepted, m_session, [this, key] { m_session->deleteMessage(key); });
    box->open();
}

void ClassPage::askName()
{
    auto *dialog = new QInputDialog(this);
    dialog->setObjectName(u"renameDialog"_s);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setWindowTitle(tr("Rename the class"));
    dialog->setLabelText(tr("New name"));
    dialog->setTextValue(m_session->room().name);
    dialog->setOkButtonText(tr("Rename"));
    dialog->setCancelButtonText(tr("Cancel"));
    connect(dialog, &QInputDialog::textValueSelected, m_session,
            [this](const QString &name) { m_session->rename(name); });
    dialog->open();
}

void ClassPage::chooseFile()
{
    auto *dialog = new QFileDialog(this, tr("Send a picture or file"), m_preferences.pictureFolder());
    dialog->setObjectName(u"fileDialog"_s);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFiles);
    dialog->setNameFilters({tr("Pictures (*.png *.jpg *.jpeg *.gif *.webp)"), tr("All files (*)")});
    connect(dialog, &QFileDialog::filesSelected, m_session, [this](const QStringList &paths) {
        m_preferences.setPictureFolder(QFileInfo(paths.first()).absolutePath());
        for (const auto &path : paths)
            m_session->sendFile(path, m_composer->recipient());
    });
    dialog->open();
}

void ClassPage::saveEntry(const QString &key)
{
    const auto *entry = m_session->timeline()->entry(key);
    if (!entry || !entry->hasFile(AttachmentState::Ready)) return;
    auto *dialog = new QFileDialog(this, tr("Save as"), m_preferences.saveFolder());
    dialog->setObjectName(u"saveDialog"_s);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->selectFile(QFileInfo(entry->attachment->name).fileName());
    const auto save = [this, url = entry->attachment->url](const QString &path) {
        m_preferences.setSaveFolder(QFileInfo(path).absolutePath());
        auto &api = m_session->api();
        new SaveProgress(
            std::make_unique<SaveJob>(path, api.server()),
            [&api, url](QIODevice *target) { return api.download(url, target); }, this);
    };
    connect(dialog, &QFileDialog::fileSelected, m_session, save);
    dialog->open();
}

} // namespace lectern
