// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "console/models/Sketch.h"

#include <QtWidgets/QWidget>

namespace lectern {

/// A sketch, fitted, and drawn on: with the mouse or a pen, or by the keyboard (arrows move a cross, Shift in
/// small steps; a space begins and ends a shape).
class SketchCanvas : public QWidget
{
    Q_OBJECT

public:
    explicit SketchCanvas(const QImage &picture, QWidget *parent = nullptr);

    const Sketch &sketch() const { return m_sketch; }
    void setTool(Sketch::Tool tool) { m_tool = tool; }
    void setColor(const QColor &color) { m_color = color; }
    void undo();

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return {320, 200}; }

Q_SIGNALS:
    void changed();

protected:
    void paintEvent(QPaintEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    double scale() const;
    QPointF origin() const;
    QPointF toPicture(const QPointF &at) const;
    void begin(const QPointF &at);
    void moveTo(const QPointF &at);

    Sketch m_sketch;
    Sketch::Tool m_tool = Sketch::Tool::Pen;
    QColor m_color = Qt::red;
    QPointF m_cross; ///< in the picture
    bool m_drawing = false;
};

} // namespace lectern
