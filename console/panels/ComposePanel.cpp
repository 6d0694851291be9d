// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/panels/ComposePanel.h"

#include "console/panels/SnapshotTool.h"
#include "console/widgets/Composer.h"
#include "console/widgets/RecipientDialog.h"

#include <QtCore/QFileInfo>
#include <QtGui/QAction>
#include <QtWidgets/QBoxLayout>
#include <QtWidgets/QFileDialog>
#include <QtWidgets/QMenu>

using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace lectern {

ComposePanel::ComposePanel(Preferences &preferences)
    : m_preferences(preferences)
    , m_composer(new Composer)
    , m_snapshots(new SnapshotTool(this))
    , m_attach(makeAction(u"attachAction"_s, QKeySequence::Open))
    , m_snapshot(makeAction(u"snapshotAction"_s, Qt::Key_F8))
    , m_several(makeAction(u"severalAction"_s, Qt::CTRL | Qt::SHIFT | Qt::Key_M))
    , m_write(makeAction(u"writeAction"_s, Qt::CTRL | Qt::Key_3))
{
    m_composer->setObjectName(u"composer"_s);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->addWidget(m_composer);

    // What is written outlives the program, however it ends.
    m_draftTimer.setSingleShot(true);
    m_draftTimer.setInterval(500ms);
    connect(m_composer, &Composer::draftChanged, &m_draftTimer, qOverload<>(&QTimer::start));
    connect(&m_draftTimer, &QTimer::timeout, this, [this] {
        if (!m_roomId.isEmpty()) m_preferences.setDraft(m_roomId, m_composer->draft());
    });
    m_recipientsTimer.setSingleShot(true);
    connect(&m_recipientsTimer, &QTimer::timeout, this, &ComposePanel::updateRecipients);
    connect(m_composer, &Composer::textGiven, this, [this](const QString &text) {
        if (!session()->outbox().sendText(text, m_composer->recipients())) return;
        m_composer->clearDraft();
        Q_EMIT sent();
    });
    connect(m_composer, &Composer::fileGiven, this, [this](const QString &path) {
        session()->outbox().sendFile(path, m_composer->recipients());
        Q_EMIT sent();
    });
    connect(m_composer, &Composer::pictureGiven, this, &ComposePanel::sendPicture);
    connect(m_composer, &Composer::pngGiven, this, [this](const QByteArray &png) {
        session()->outbox().sendPng(png, m_composer->recipients());
        Q_EMIT sent();
    });
    connect(m_composer, &Composer::severalRequested, this, &ComposePanel::chooseRecipients);
    connect(m_composer, &Composer::attachRequested, this, &ComposePanel::chooseFile);
    connect(m_composer, &Composer::snapshotRequested, this, &ComposePanel::takeSnapshot);
    connect(m_several, &QAction::triggered, this, &ComposePanel::chooseRecipients);
    connect(m_snapshot, &QAction::triggered, this, &ComposePanel::takeSnapshot);
    connect(m_snapshots, &SnapshotTool::sendRequested, this, &ComposePanel::sendPicture);
    connect(m_snapshots, &SnapshotTool::planRequested, this, &ComposePanel::planRequested);
    connect(m_snapshots, &SnapshotTool::failed, this, &ComposePanel::noticed);
    connect(m_attach, &QAction::triggered, this, &ComposePanel::chooseFile);
    connect(m_write, &QAction::triggered, m_composer, &Composer::focusText);
    ComposePanel::retranslate();
}

void ComposePanel::fillMenus(const ClassMenus &menus)
{
    menus.classMenu->addActions({m_attach, m_snapshot, m_several, m_write});
}

void ComposePanel::writeTo(const ClassSession::Recipient &student)
{
    m_composer->setRecipients({student});
    m_composer->focusText();
}

void ComposePanel::sessionChanged()
{
    if (!session()) return;
    if (session()->room().id != m_roomId) {
        m_roomId.clear();
        m_composer->clear();
        m_composer->setDraft(m_preferences.draft(session()->room().id));
    }
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
    Recipients students;
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
            session()->outbox().sendFile(path, m_composer->recipients());
        Q_EMIT sent();
    });
    dialog->open();
}

void ComposePanel::chooseRecipients()
{
    auto *dialog = new RecipientDialog(m_composer->students(), m_composer->recipients(), this);
    connect(dialog, &RecipientDialog::recipientsChosen, m_composer, [this](const Recipients &chosen) {
        m_composer->setRecipients(chosen);
        m_composer->focusText();
    });
    dialog->open();
}

void ComposePanel::takeSnapshot()
{
    if (session() && !session()->hasEnded()) m_snapshots->start(m_composer->recipientsText());
}

void ComposePanel::sendPicture(const QImage &picture)
{
    if (!session()) return;
    session()->outbox().sendPicture(picture, m_composer->recipients());
    Q_EMIT sent();
}

void ComposePanel::retranslate()
{
    m_attach->setText(tr("Send a &picture or file…"));
    m_snapshot->setText(tr("Send a part of the s&creen…"));
    m_several->setText(tr("Write to se&veral students…"));
    m_write->setText(tr("&Write"));
}

} // namespace lectern
