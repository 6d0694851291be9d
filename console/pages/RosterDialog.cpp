// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/pages/RosterDialog.h"

#include "common/client/WhenDone.h"
#include "console/session/ErrorText.h"
#include "console/session/RosterFile.h"
#include "console/style/Icons.h"
#include "console/style/Theme.h"
#include "console/widgets/Banner.h"

#include <QtCore/QFile>
#include <QtCore/QFileInfo>
#include <QtWidgets/QBoxLayout>
#include <QtWidgets/QFileDialog>
#include <QtWidgets/QLabel>
#include <QtWidgets/QPlainTextEdit>
#include <QtWidgets/QPushButton>

using namespace Qt::StringLiterals;

namespace lectern {

RosterDialog::RosterDialog(ApiClient &api, const api::Room &room, Preferences &preferences, QWidget *parent)
    : QDialog(parent)
    , m_api(api)
    , m_roomId(room.id)
    , m_preferences(preferences)
    , m_banner(new Banner)
    , m_names(new QPlainTextEdit)
    , m_count(new QLabel)
    , m_save(new QPushButton(tr("Keep the list")))
{
    setObjectName(u"rosterDialog"_s);
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Class list: %1").arg(room.name));
    resize(440, 560);
    auto *how = new QLabel(tr("One name a line. Students tap their name when they come in. An empty list: "
                              "they write it."));
    how->setWordWrap(true);
    how->setProperty("muted", true);
    m_names->setObjectName(u"rosterNames"_s);
    m_names->setAccessibleName(tr("Names of the class, one a line"));
    m_names->setTabChangesFocus(true);
    m_count->setProperty("muted", true);
    m_save->setObjectName(u"rosterSave"_s);
    m_save->setProperty("kind", u"primary"_s);
    m_save->setDefault(true);
    auto *file = new QPushButton(icons::get(u"table"_s), tr("From a CSV file…"));
    file->setObjectName(u"rosterFile"_s);
    file->setAutoDefault(false);
    auto *cancel = new QPushButton(tr("Cancel"));
    cancel->setAutoDefault(false);

    auto *top = new QHBoxLayout;
    top->addWidget(file);
    top->addStretch();
    top->addWidget(m_count);
    auto *bottom = new QHBoxLayout;
    bottom->addWidget(cancel);
    bottom->addStretch();
    bottom->addWidget(m_save);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(16, 16, 16, 16);
    layout->setSpacing(theme::kGap);
    layout->addWidget(how);
    layout->addWidget(m_banner);
    layout->addLayout(top);
    layout->addWidget(m_names, 1);
    layout->addLayout(bottom);

    connect(m_banner, &Banner::actionClicked, m_banner, &QWidget::hide);
    connect(m_names, &QPlainTextEdit::textChanged, this, &RosterDialog::updateState);
    connect(file, &QPushButton::clicked, this, &RosterDialog::chooseFile);
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_save, &QPushButton::clicked, this, &RosterDialog::save);
    updateState();
    load();
}

QStringList RosterDialog::names() const
{
    return rosterfile::namesInLines(m_names->toPlainText());
}

void RosterDialog::load()
{
    m_names->setEnabled(false);
    whenDone(m_api.roster(m_roomId), this, [this](const ApiResult<QStringList> &names) {
        m_names->setEnabled(true);
        m_names->setFocus();
        if (!names) return say(ErrorText::of(names.error(), m_api.server()));
        // What was read from a file while this was under way stands.
        if (m_names->toPlainText().isEmpty()) m_names->setPlainText(names->join(u'\n'));
    });
}

void RosterDialog::save()
{
    m_save->setEnabled(false);
    whenDone(m_api.setRoster(m_roomId, names()), this, [this](const ApiResult<QStringList> &kept) {
        updateState();
        if (kept)
            accept();
        else
            say(ErrorText::of(kept.error(), m_api.server()));
    });
}

void RosterDialog::chooseFile()
{
    auto *dialog = new QFileDialog(this, tr("A class list"), m_preferences.saveFolder());
    dialog->setObjectName(u"rosterFileDialog"_s);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setNameFilters({tr("Tables (*.csv *.tsv *.txt)"), tr("All files (*)")});
    connect(dialog, &QFileDialog::fileSelected, this, [this](const QString &path) {
        QFile file(path);
        if (file.open(QIODevice::ReadOnly))
            take(file.readAll());
        else
            say(tr("“%1” can't be read: %2").arg(QFileInfo(path).fileName(), file.errorString()));
    });
    dialog->open();
}

void RosterDialog::take(const QByteArray &bytes)
{
    const auto found = rosterfile::namesInTable(bytes);
    if (found.isEmpty()) {
        say(tr("There are no names in this file. It should be a table with a column “name”."));
        return;
    }
    m_banner->hide();
    m_names->setPlainText(found.join(u'\n'));
}

void RosterDialog::say(const QString &problem)
{
    m_banner->showText(Banner::Tone::Warning, problem, tr("Close"));
}

void RosterDialog::updateState()
{
    m_count->setText(tr("%n name(s)", nullptr, static_cast<int>(names().size())));
    m_save->setEnabled(true);
}

} // namespace lectern
