// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGui/QImage>
#include <QtWidgets/QWidget>

namespace lectern {

/// A picture of the screen over the whole screen, from which a region is chosen: by dragging, or with the
/// arrow keys (Shift: the size) and Enter. Escape ends it.
class RegionPicker : public QWidget
{
    Q_OBJECT

public:
    /// `picture`: of that screen, or of all of them.
    RegionPicker(const QImage &picture, QScreen *screen, QWidget *parent = nullptr);

Q_SIGNALS:
    void picked(const QImage &region);
    void canceled();

protected:
    void paintEvent(QPaintEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    QRect shown() const; ///< where the picture is
    void setRegion(const QRect &region);
    void pick();

    QImage m_picture;
    QRect m_region; ///< in the widget
    QPoint m_pressed;
};

} // namespace lectern
