// SPDX-License-Identifier: GPL-3.0-or-later
// What PlanPanel asks. None of it blocks: the class goes on behind it.
#include "console/widgets/PlanPanel.h"

#include <QtCore/QFileInfo>
#include <QtWidgets/QFileDialog>
#include <QtWidgets/QInputDialog>
#include <QtWidgets/QMessageBox>
#include <QtWidgets/QPushButton>

using namespace Qt::StringLiterals;

namespace lectern {

namespace {

/// Asks for some lines of text; deletes itself.
QInputDialog *textDialog(QWidget *parent, const QString &title, const QString &label, const QString &text)
{
    auto *dialog = new QInputDialog(parent);
    dialog->setObjectName(u"planTextDialog"_s);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setOption(QInputDialog::UsePlainTextEditForTextInput);
    dialog->setWindowTitle(title);
    dialog->setLabelText(label);
    dialog->setTextValue(text);
    dialog->setOkButtonText(PlanPanel::tr("Keep"));
    dialog->setCancelButtonText(PlanPanel::tr("Cancel"));
    dialog->resize(480, 260);
    return dialog;
}

} // namespace

void PlanPanel::addText()
{
    auto *dialog = textDialog(this, tr("A text for the plan"), tr("What the class will read"), {});
    connect(dialog, &QInputDialog::textValueSelected, &m_store, [this](const QString &text) {
        m_store.addText(text);
        select(m_store.plan()->rowCount() - 1);
    });
    dialog->open();
}

void PlanPanel::editText()
{
    const auto *step = m_store.plan()->stepAt(currentRow());
    if (!step) return;
    auto *dialog =
        step->hasFile()
            ? textDialog(this, tr("Caption"), tr("What stands below “%1”").arg(step->fileName), step->text)
            : textDialog(this, tr("Change the text"), tr("What the class will read"), step->text);
    const QPersistentModelIndex place(m_store.plan()->index(currentRow()));
    connect(dialog, &QInputDialog::textValueSelected, m_store.plan(), [this, place](const QString &text) {
        const auto *changed = m_store.plan()->stepAt(place.row());
        if (changed && (changed->hasFile() || !text.trimmed().isEmpty()))
            m_store.plan()->setText(place.row(), text);
    });
    dialog->open();
}

void PlanPanel::chooseFiles()
{
    auto *dialog =
        new QFileDialog(this, tr("Pictures and files for the plan"), m_preferences.pictureFolder());
    dialog->setObjectName(u"planFileDialog"_s);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFiles);
    dialog->setNameFilters({tr("Pictures (*.png *.jpg *.jpeg *.gif *.webp)"), tr("All files (*)")});
    connect(dialog, &QFileDialog::filesSelected, &m_store, [this](const QStringList &paths) {
        m_preferences.setPictureFolder(QFileInfo(paths.first()).absolutePath());
        for (const auto &path : paths)
            m_store.addFile(path);
        select(m_store.plan()->rowCount() - 1);
    });
    dialog->open();
}

QString PlanPanel::startFolder() const
{
    return m_store.isOwn() ? m_preferences.saveFolder() : QFileInfo(m_store.path()).absolutePath();
}

void PlanPanel::openPlan()
{
    auto *dialog = new QFileDialog(this, tr("Open a lesson plan"), startFolder());
    dialog->setObjectName(u"planOpenDialog"_s);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setNameFilter(tr("Lesson plans (*.lectern)"));
    connect(dialog, &QFileDialog::fileSelected, &m_store, &PlanStore::open);
    dialog->open();
}

void PlanPanel::savePlan()
{
    auto *dialog = new QFileDialog(this, tr("Save the lesson plan"), startFolder());
    dialog->setObjectName(u"planSaveDialog"_s);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setNameFilter(tr("Lesson plans (*.lectern)"));
    dialog->setDefaultSuffix(u"lectern"_s);
    connect(dialog, &QFileDialog::fileSelected, &m_store, &PlanStore::saveAs);
    dialog->open();
}

void PlanPanel::newPlan()
{
    // A plan with a place of its own stays there; only one without is gone.
    if (!m_store.isOwn() || m_store.plan()->rowCount() == 0) {
        m_store.begin();
        return;
    }
    auto *box = new QMessageBox(QMessageBox::NoIcon, tr("New lesson plan"),
                                tr("The plan as it is has no file of its own, and will be gone. Begin anew?"),
                                QMessageBox::NoButton, this);
    box->setObjectName(u"confirmNewPlan"_s);
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->addButton(tr("Begin anew"), QMessageBox::AcceptRole)->setObjectName(u"confirm"_s);
    box->setEscapeButton(box->addButton(tr("Cancel"), QMessageBox::RejectRole));
    connect(box, &QDialog::accepted, &m_store, &PlanStore::begin);
    box->open();
}

} // namespace lectern
