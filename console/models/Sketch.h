// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QList>
#include <QtCore/QPointF>
#include <QtGui/QColor>
#include <QtGui/QImage>

class QPainter;

namespace lectern {

/// A picture, and what a teacher draws on it before it goes. Places are in the picture's own pixels.
class Sketch
{
public:
    enum class Tool { Pen, Arrow, Box };

    Sketch() = default;
    explicit Sketch(const QImage &picture);

    QSize size() const { return m_picture.size(); }
    bool isDrawnOn() const { return !m_shapes.isEmpty(); }

    void begin(Tool tool, const QColor &color, const QPointF &at);
    /// Goes on with the shape that was begun last.
    void moveTo(const QPointF &at);
    void undo();

    void paint(QPainter &painter) const;
    /// The picture with everything drawn on it, in its own size.
    QImage flattened() const;

private:
    struct Shape
    {
        Tool tool = Tool::Pen;
        QColor color;
        QList<QPointF> points; ///< an arrow and a box have two
    };

    void paint(QPainter &painter, const Shape &shape) const;
    double penWidth() const;

    QImage m_picture;
    QList<Shape> m_shapes;
};

} // namespace lectern
