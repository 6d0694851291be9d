// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "console/session/ScreenGrab.h"

#include <QtCore/QPointer>
#include <QtCore/QTimer>

class QWidget;

namespace lectern {

class RegionPicker;
class SnapshotDialog;

/// A snapshot from the wish to the finished picture: the console steps aside, the screen is taken, a region
/// chosen and drawn on.
class SnapshotTool : public QObject
{
    Q_OBJECT

public:
    /// `page`: in the window that steps aside.
    explicit SnapshotTool(QWidget *page);

    /// `to`: in words, who will get it. Does nothing while one is under way.
    void start(const QString &to);

Q_SIGNALS:
    void sendRequested(const QImage &picture);
    void planRequested(const QImage &picture);
    /// `text` is for the teacher.
    void failed(const QString &text);

private:
    void grab();
    void pickFrom(const QImage &picture, QScreen *screen);
    void comeBack();
    void edit(const QImage &region);

    QWidget *m_page;
    ScreenGrab m_grab;
    QTimer m_stepAside;
    QList<QPointer<RegionPicker>> m_pickers;
    QString m_to;
    bool m_underWay = false;
};

} // namespace lectern
