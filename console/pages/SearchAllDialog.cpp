// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/pages/SearchAllDialog.h"

#include "console/style/Theme.h"
#include "console/widgets/FoundDelegate.h"

#include <QtGui/QKeyEvent>
#include <QtWidgets/QBoxLayout>
#include <QtWidgets/QLabel>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QListView>

using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace lectern {

SearchAllDialog::SearchAllDialog(ApiClient &api, QList<api::Room> rooms, QWidget *parent)
    : QDialog(parent)
    , m_rooms(std::move(rooms))
    , m_search(api)
    , m_text(new QLineEdit)
    , m_state(new QLabel)
    , m_list(new QListView)
    , m_delegate(new FoundDelegate(this))
{
    setObjectName(u"searchAllDialog"_s);
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Search all classes"));
    resize(640, 600);
    m_text->setObjectName(u"searchAllText"_s);
    m_text->setPlaceholderText(tr("Search what was said in all your classes"));
    m_text->setAccessibleName(tr("Search what was said in all your classes"));
    m_text->setClearButtonEnabled(true);
    m_text->setMaxLength(200);
    m_text->installEventFilter(this);
    m_state->setObjectName(u"searchAllState"_s);
    m_state->setProperty("muted", true);
    m_state->setWordWrap(true);
    m_list->setObjectName(u"searchAllResults"_s);
    m_list->setAccessibleName(tr("Messages found"));
    m_list->setModel(m_search.found());
    m_list->setItemDelegate(m_delegate);
    m_list->setUniformItemSizes(true);
    m_list->setMouseTracking(true);
    m_list->setEditTriggers(QListView::NoEditTriggers);
    m_list->setVerticalScrollMode(QListView::ScrollPerPixel);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(16, 16, 16, 16);
    layout->setSpacing(theme::kGap);
    layout->addWidget(m_text);
    layout->addWidget(m_state);
    layout->addWidget(m_list, 1);

    m_typing.setSingleShot(true);
    m_typing.setInterval(300ms);
    connect(&m_typing, &QTimer::timeout, this, &SearchAllDialog::searchNow);
    connect(m_text, &QLineEdit::textChanged, &m_typing, qOverload<>(&QTimer::start));
    connect(&m_search, &SearchAll::changed, this, &SearchAllDialog::refresh);
    connect(m_list, &QListView::clicked, this, &SearchAllDialog::choose);
    connect(m_list, &QListView::activated, this, &SearchAllDialog::choose);
    refresh();
}

void SearchAllDialog::searchNow()
{
    m_typing.stop();
    m_delegate->setText(m_text->text().trimmed());
    m_search.search(m_text->text(), m_rooms);
}

void SearchAllDialog::refresh()
{
    const int count = m_search.found()->rowCount();
    switch (m_search.state()) {
    case SearchAll::State::Idle:
        m_state->setText(tr("Part of a word is enough. A click on a message shows its class."));
        return;
    case SearchAll::State::Searching:
        m_state->setText(tr("Searching…"));
        return;
    case SearchAll::State::Done:
        break;
    }
    auto text = count == 0 ? tr("Nothing found.") : tr("%n message(s), the newest first", nullptr, count);
    if (m_search.failures() > 0)
        text += u' ' + tr("%n class(es) could not be searched.", nullptr, m_search.failures());
    m_state->setText(text);
}

void SearchAllDialog::choose(const QModelIndex &index)
{
    if (const auto *found = m_search.found()->foundAt(index.row()))
        Q_EMIT chosen(found->room, index.data().toString());
}

/// Enter searches at once; the arrow goes down into the list.
bool SearchAllDialog::eventFilter(QObject *watched, QEvent *event)
{
    if (watched != m_text || event->type() != QEvent::KeyPress) return false;
    const auto key = static_cast<QKeyEvent *>(event)->key();
    if (key == Qt::Key_Return || key == Qt::Key_Enter) {
        searchNow();
        return true;
    }
    if (key == Qt::Key_Down && m_search.found()->rowCount() > 0) {
        m_list->setFocus(Qt::TabFocusReason);
        m_list->setCurrentIndex(m_search.found()->index(0));
        return true;
    }
    return false;
}

} // namespace lectern
