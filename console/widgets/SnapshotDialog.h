// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGui/QImage>
#include <QtWidgets/QDialog>

class QAbstractButton;
class QButtonGroup;
class QBoxLayout;

namespace lectern {

class SketchCanvas;

/// A picture before it goes: pen, arrow and box on it, and then to the class or into the lesson plan.
/// Deletes itself when it is closed.
class SnapshotDialog : public QDialog
{
    Q_OBJECT

public:
    /// `to`: in words, who will get it.
    SnapshotDialog(const QImage &picture, const QString &to, QWidget *parent = nullptr);

Q_SIGNALS:
    void sendRequested(const QImage &picture);
    void planRequested(const QImage &picture);

private:
    QBoxLayout *tools();
    void finish(void (SnapshotDialog::*what)(const QImage &));

    SketchCanvas *m_canvas;
};

} // namespace lectern
