// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/panels/ComposePanel.h"

#include "console/widgets/Composer.h"

#include <QtCore/QFileInfo>
#include <QtGui/QAction>
#include <QtWidgets/QBoxLayout>
#include <QtWidgets/QFileDialog>
#include <QtWidgets/QMenu>

using namespace Qt::StringLiterals;

namespace lectern {

ComposePanel::ComposePanel(Preferences &preferences)
    : m_preferences(preferences)
    , m_composer(new Composer)
    , m_attach(makeAction(u"attachAction"_s, QKeySequence::Open))
    , m_write(makeAction(u"writeAction"_s, Qt::CTRL | Qt::Key_3))
{
    m_composer->setObjectName(u"composer"_s);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->addWidget(m_composer);

    m_recipientsTimer.setSingleShot(true);
    connect(&m_recipientsTimer, &QTimer::timeout, this, &ComposePanel::updateRecipients);
    connect(m_composer, &Composer::textGiven, this, [this](const QString &text) {
        if (!session()->sendText(text, m_composer->recipient())) return;
        m_composer->clearDraft();
        Q_EMIT sent();
    });
    connect(m_composer, &Composer::fileGiven, this, [this](const QString &path) {
        session()->sendFile(path, m_composer->recipient());
        Q_EMIT sent();
    });
    connect(m_composer, &Composer::pictureGiven, this, [this](const QImage &picture) {
        session()->sendPicture(picture, m_composer->recipient());
        Q_EMIT sent();
    });
    connect(m_composer, &Composer::pngGiven, this, [this](const QByteArray &png) {
        session()->sendPng(png, m_composer->recipient());
        Q_EMIT sent();
    });
    connect(m_composer, &Composer::attachRequested, this, &ComposePanel::chooseFile);
    connect(m_attach, &QAction::triggered, this, &ComposePanel::chooseFile);
    connect(m_write, &QAction::triggered, m_composer, &Composer::focusText);
    ComposePanel::retranslate();
}

void ComposePanel::fillMenus(const ClassMenus &menus)
{
    menus.classMenu->addActions({m_attach, m_write});
}

void ComposePanel::writeTo(const ClassSession::Recipient &student)
{
    m_composer->setRecipient(student);
    m_composer->focusText();
}

void ComposePanel::sessionChanged()
{
    if (!session()) return;
    if (session()->room().id != m_roomId) m_composer->clear();
    m_roomId = session()->room().id;
    const auto update = [this] {
        m_composer->setTextLimit(session()->limits().text);
        m_composer->setEnabled(!session()->hasEnded());
    };
    connect(session(), &ClassSession::roomChanged, scope(), update);
    connect(session(), &ClassSession::lineChanged, scope(), update);
    connect(session(), &ClassSession::ended, scope(), update);
    connect(session()->participants(), &ParticipantsModel::countsChanged, scope(),
            [this] { m_recipientsTimer.start(); });
    update();
    updateRecipients();
    m_composer->focusText();
}

void ComposePanel::updateRecipients()
{
    if (!session()) return;
    QList<ClassSession::Recipient> students;
    const auto *people = session()->participants();
    for (int row = 0; row < people->rowCount(); ++row) {
        const auto index = people->index(row);
        const bool student =
            index.data(ParticipantsModel::TypeRole).toInt() == static_cast<int>(PersonType::Student);
        if (!student || !index.data(ParticipantsModel::OnlineRole).toBool()) continue;
        students.append({index.data(ParticipantsModel::IdRole).toString(), index.data().toString()});
    }
    m_composer->setStudents(students);
}

void ComposePanel::chooseFile()
{
    auto *dialog = new QFileDialog(this, tr("Send a picture or file"), m_preferences.pictureFolder());
    dialog->setObjectName(u"fileDialog"_s);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFiles);
    dialog->setNameFilters({tr("Pictures (*.png *.jpg *.jpeg *.gif *.webp)"), tr("All files (*)")});
    connect(dialog, &QFileDialog::filesSelected, session(), [this](const QStringList &paths) {
        m_preferences.setPictureFolder(QFileInfo(paths.first()).absolutePath());
        for (const auto &path : paths)
            session()->sendFile(path, m_composer->recipient());
    });
    dialog->open();
}

void ComposePanel::retranslate()
{
    m_attach->setText(tr("Send a &picture or file…"));
    m_write->setText(tr("&Write"));
}

} // namespace lectern
