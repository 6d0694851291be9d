// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/widgets/PlanView.h"

#include "console/widgets/MessageEdit.h"
#include "console/widgets/PlanDelegate.h"

#include <QtCore/QMimeData>
#include <QtGui/QClipboard>
#include <QtGui/QDrag>
#include <QtGui/QDropEvent>
#include <QtGui/QGuiApplication>
#include <QtGui/QKeyEvent>

using namespace Qt::StringLiterals;

namespace lectern {

PlanView::PlanView(PlanStore &store, QWidget *parent)
    : QListView(parent)
    , m_store(store)
{
    setObjectName(u"planList"_s);
    setModel(store.plan());
    setItemDelegate(new PlanDelegate(this));
    setMouseTracking(true);
    setEditTriggers(NoEditTriggers);
    setVerticalScrollMode(ScrollPerPixel);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setDragEnabled(true);
    setAcceptDrops(true);
    setDropIndicatorShown(true);
    // Enter is a double click for the keyboard; on some desktops a single click activates, which must not
    // push anything.
    connect(this, &QListView::doubleClicked, this,
            [this](const QModelIndex &index) { Q_EMIT pushRequested(index.row()); });
}

bool PlanView::add(const QMimeData &data, int row)
{
    QStringList files;
    for (const auto &url : data.urls()) {
        if (url.isLocalFile()) files.append(url.toLocalFile());
    }
    if (!files.isEmpty()) {
        for (const auto &file : files)
            m_store.addFile(file, row < 0 ? -1 : row++);
    } else if (const auto png = MessageEdit::pngIn(data); !png.isEmpty() && !data.hasText()) {
        m_store.addPng(png, row);
    } else if (const auto picture = qvariant_cast<QImage>(data.imageData());
               !picture.isNull() && !data.hasText()) {
        m_store.addPicture(picture, row);
    } else if (!data.text().trimmed().isEmpty()) {
        m_store.addText(data.text(), row);
    } else {
        return false;
    }
    return true;
}

int PlanView::rowAt(const QPoint &position) const
{
    const auto index = indexAt(position);
    if (!index.isValid()) return -1;
    const bool below = position.y() > visualRect(index).center().y();
    return index.row() + (below ? 1 : 0);
}

void PlanView::startDrag(Qt::DropActions)
{
    const auto index = currentIndex();
    if (!index.isValid()) return;
    m_dragged = index.row();
    auto *data = new QMimeData;
    data->setText(index.data().toString());
    auto *drag = new QDrag(this);
    drag->setMimeData(data);
    drag->setPixmap(viewport()->grab(visualRect(index)));
    drag->exec(Qt::MoveAction);
    m_dragged = -1;
}

void PlanView::dragEnterEvent(QDragEnterEvent *event)
{
    const auto *data = event->mimeData();
    if (data->hasUrls() || data->hasImage() || data->hasText()) event->acceptProposedAction();
}

void PlanView::dragMoveEvent(QDragMoveEvent *event)
{
    event->acceptProposedAction();
}

void PlanView::dropEvent(QDropEvent *event)
{
    const auto row = rowAt(event->position().toPoint());
    if (event->source() == this && m_dragged >= 0) {
        const int last = m_store.plan()->rowCount() - 1;
        const int target = row < 0 ? last : row > m_dragged ? row - 1 : row;
        m_store.plan()->moveStep(m_dragged, target);
    } else if (!add(*event->mimeData(), row)) {
        return;
    }
    event->acceptProposedAction();
}

void PlanView::keyPressEvent(QKeyEvent *event)
{
    const bool moves = event->modifiers() & Qt::ControlModifier;
    if (event->matches(QKeySequence::Paste)) {
        add(*QGuiApplication::clipboard()->mimeData(), -1);
    } else if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) {
        if (currentIndex().isValid()) Q_EMIT pushRequested(currentIndex().row());
    } else if (event->key() == Qt::Key_Delete) {
        Q_EMIT removeRequested();
    } else if (event->key() == Qt::Key_Space) {
        Q_EMIT editRequested();
    } else if (moves && event->key() == Qt::Key_Up) {
        Q_EMIT moveRequested(-1);
    } else if (moves && event->key() == Qt::Key_Down) {
        Q_EMIT moveRequested(1);
    } else {
        QListView::keyPressEvent(event);
    }
}

} // namespace lectern
