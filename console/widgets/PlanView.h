// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "console/session/PlanStore.h"

#include <QtWidgets/QListView>

namespace lectern {

/// The steps of a lesson plan. They are moved by dragging them, or by Ctrl with an arrow; pictures, files and
/// texts that are dropped or pasted become steps. Enter pushes, a space edits, Delete removes.
class PlanView : public QListView
{
    Q_OBJECT

public:
    explicit PlanView(PlanStore &store, QWidget *parent = nullptr);

Q_SIGNALS:
    void pushRequested(int row);
    void editRequested();
    void removeRequested();
    void moveRequested(int by);

protected:
    void dragEnterEvent(QDragEnterEvent *event) override;
    void dragMoveEvent(QDragMoveEvent *event) override;
    void dropEvent(QDropEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void startDrag(Qt::DropActions actions) override;

private:
    bool add(const QMimeData &data, int row);
    int rowAt(const QPoint &position) const;

    PlanStore &m_store;
    int m_dragged = -1;
};

} // namespace lectern
