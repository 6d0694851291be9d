// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/widgets/SearchPanel.h"

#include "console/session/ErrorText.h"
#include "console/style/Icons.h"
#include "console/widgets/FoundDelegate.h"

#include <QtGui/QKeyEvent>
#include <QtWidgets/QBoxLayout>
#include <QtWidgets/QLabel>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QListView>
#include <QtWidgets/QPushButton>

using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace lectern {

SearchPanel::SearchPanel(QWidget *parent)
    : QFrame(parent)
    , m_text(new QLineEdit)
    , m_close(new QPushButton)
    , m_state(new QLabel)
    , m_list(new QListView)
    , m_delegate(new FoundDelegate(this))
{
    setObjectName(u"searchPanel"_s);
    setProperty("card", true);
    m_text->setObjectName(u"searchText"_s);
    m_text->setClearButtonEnabled(true);
    m_text->setMaxLength(200);
    m_text->installEventFilter(this);
    m_close->setObjectName(u"searchClose"_s);
    m_close->setIcon(icons::get(u"close"_s));
    m_close->setFlat(true);
    m_state->setObjectName(u"searchState"_s);
    m_state->setProperty("muted", true);
    m_state->setWordWrap(true);
    m_list->setObjectName(u"searchResults"_s);
    m_list->setItemDelegate(m_delegate);
    m_list->setUniformItemSizes(true);
    m_list->setMouseTracking(true);
    m_list->setEditTriggers(QListView::NoEditTriggers);
    m_list->setVerticalScrollMode(QListView::ScrollPerPixel);

    auto *top = new QHBoxLayout;
    top->addWidget(m_text, 1);
    top->addWidget(m_close);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(14, 14, 14, 14);
    layout->addLayout(top);
    layout->addWidget(m_state);
    layout->addWidget(m_list, 1);

    m_typing.setSingleShot(true);
    m_typing.setInterval(300ms);
    connect(&m_typing, &QTimer::timeout, this, &SearchPanel::searchNow);
    connect(m_text, &QLineEdit::textChanged, &m_typing, qOverload<>(&QTimer::start));
    connect(m_close, &QPushButton::clicked, this, &SearchPanel::closed);
    // A single click or Enter: there is nothing else to do with a result.
    connect(m_list, &QListView::clicked, this, &SearchPanel::choose);
    connect(m_list, &QListView::activated, this, &SearchPanel::choose);
    retranslate();
}

void SearchPanel::setSearch(MessageSearch *search)
{
    if (m_search) m_search->disconnect(this);
    m_search = search;
    m_text->clear();
    m_typing.stop();
    m_list->setModel(search ? search->found() : nullptr);
    if (search) connect(search, &MessageSearch::changed, this, &SearchPanel::refresh);
    refresh();
}

void SearchPanel::open()
{
    show();
    m_text->setFocus(Qt::ShortcutFocusReason);
    m_text->selectAll();
}

void SearchPanel::searchNow()
{
    m_typing.stop();
    if (!m_search) return;
    m_delegate->setText(m_text->text().trimmed());
    m_search->search(m_text->text());
}

void SearchPanel::choose(const QModelIndex &index)
{
    Q_EMIT chosen(index.data(FoundModel::IdRole).toString(), index.data(FoundModel::SeqRole).toLongLong());
}

void SearchPanel::refresh()
{
    m_state->setText(stateText());
}

QString SearchPanel::stateText() const
{
    if (!m_search) return {};
    const auto *found = m_search->found();
    switch (m_search->state()) {
    case MessageSearch::State::Idle:
        return tr("Part of a word is enough.");
    case MessageSearch::State::Searching:
        return tr("Searching…");
    case MessageSearch::State::Failed:
        return ErrorText::of(m_search->error(), {});
    case MessageSearch::State::Done:
        break;
    }
    if (found->rowCount() == 0) return tr("Nothing found.");
    return found->hasMore() ? tr("More than %n message(s), the newest first", nullptr, found->rowCount())
                            : tr("%n message(s), the newest first", nullptr, found->rowCount());
}

/// Enter searches at once, or takes the first result; the arrow goes down into the list.
bool SearchPanel::eventFilter(QObject *watched, QEvent *event)
{
    if (watched != m_text || event->type() != QEvent::KeyPress) return false;
    const auto key = static_cast<QKeyEvent *>(event)->key();
    const bool any = m_search && m_search->found()->rowCount() > 0;
    if (key == Qt::Key_Return || key == Qt::Key_Enter) {
        if (m_typing.isActive() || !any)
            searchNow();
        else
            choose(m_search->found()->index(0));
        return true;
    }
    if (key == Qt::Key_Down && any) {
        m_list->setFocus(Qt::TabFocusReason);
        m_list->setCurrentIndex(m_search->found()->index(0));
        return true;
    }
    return false;
}

void SearchPanel::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape)
        Q_EMIT closed();
    else
        QFrame::keyPressEvent(event);
}

void SearchPanel::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange) retranslate();
    QFrame::changeEvent(event);
}

void SearchPanel::retranslate()
{
    m_text->setPlaceholderText(tr("Search what was said in this class"));
    m_text->setAccessibleName(tr("Search what was said in this class"));
    m_close->setToolTip(tr("Back to the messages (Escape)"));
    m_close->setAccessibleName(tr("Back to the messages"));
    m_list->setAccessibleName(tr("Messages found"));
    refresh();
}

} // namespace lectern
