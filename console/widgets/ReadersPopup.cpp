// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/widgets/ReadersPopup.h"

#include "console/style/Icons.h"
#include "console/style/Theme.h"

#include <QtGui/QScreen>
#include <QtWidgets/QLabel>
#include <QtWidgets/QListView>
#include <QtWidgets/QStyledItemDelegate>
#include <QtWidgets/QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace lectern {

namespace {

constexpr int kWidth = 260;     ///< pixels at least
constexpr int kCharacters = 32; ///< of a name
constexpr int kMostRows = 12;

/// A name, and a sign whether they have seen it.
class ReaderDelegate : public QStyledItemDelegate
{
public:
    using QStyledItemDelegate::QStyledItemDelegate;

protected:
    void initStyleOption(QStyleOptionViewItem *option, const QModelIndex &index) const override
    {
        QStyledItemDelegate::initStyleOption(option, index);
        const bool seen = index.data(ReadersModel::SeenRole).toBool();
        const bool selected = option->state & QStyle::State_Selected;
        option->features |= QStyleOptionViewItem::HasDecoration;
        option->icon = icons::get(seen ? u"check"_s : u"clock"_s, selected ? icons::Tint::OnAccent
                                                                  : seen   ? icons::Tint::Muted
                                                                           : icons::Tint::Warning);
        if (seen) option->palette.setColor(QPalette::Text, theme::colors(option->palette).muted);
    }
};

} // namespace

ReadersPopup::ReadersPopup(QWidget *parent)
    : QFrame(parent, Qt::Popup)
    , m_summary(new QLabel)
    , m_list(new QListView)
{
    setObjectName(u"readersPopup"_s);
    setProperty("card", true);
    m_summary->setObjectName(u"readersSummary"_s);
    m_summary->setProperty("heading", true);
    m_list->setObjectName(u"readersList"_s);
    m_list->setModel(&m_readers);
    m_list->setItemDelegate(new ReaderDelegate(m_list));
    m_list->setEditTriggers(QListView::NoEditTriggers);
    m_list->setUniformItemSizes(true);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(14, 12, 14, 12);
    layout->addWidget(m_summary);
    layout->addWidget(m_list);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    connect(&m_readers, &ReadersModel::changed, this, &ReadersPopup::refresh);
    hide();
}

void ReadersPopup::open(TimelineModel *timeline, const QString &key, const QRect &around)
{
    m_readers.show(timeline, key);
    if (m_readers.rowCount() == 0) return;
    refresh();
    setFixedWidth(std::max(kWidth, kCharacters * fontMetrics().averageCharWidth()));
    adjustSize();
    const auto room = screen()->availableGeometry();
    const bool below = around.bottom() + height() <= room.bottom();
    const auto y = below ? around.bottom() : std::max(room.top(), around.top() - height());
    move(std::clamp(around.right() - width(), room.left(), std::max(room.left(), room.right() - width())), y);
    show();
    m_list->setCurrentIndex(m_readers.index(0));
    m_list->setFocus(Qt::PopupFocusReason);
}

void ReadersPopup::refresh()
{
    if (m_readers.rowCount() == 0) {
        hide();
        return;
    }
    m_summary->setText(m_readers.summary());
    m_list->setAccessibleName(m_readers.summary());
    const auto rows = std::min(m_readers.rowCount(), kMostRows);
    m_list->setFixedHeight(rows * m_list->sizeHintForRow(0) + 2 * m_list->frameWidth());
}

void ReadersPopup::hideEvent(QHideEvent *event)
{
    m_readers.show(nullptr);
    QFrame::hideEvent(event);
}

} // namespace lectern
