// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/models/Sketch.h"

#include <QtCore/QLineF>
#include <QtGui/QPainter>

#include <algorithm>

namespace lectern {

Sketch::Sketch(const QImage &picture)
    : m_picture(picture)
{
    m_picture.setDevicePixelRatio(1);
}

void Sketch::begin(Tool tool, const QColor &color, const QPointF &at)
{
    m_shapes.append({tool, color, {at, at}});
}

void Sketch::moveTo(const QPointF &at)
{
    if (m_shapes.isEmpty()) return;
    auto &shape = m_shapes.last();
    if (shape.tool == Tool::Pen)
        shape.points.append(at);
    else
        shape.points.last() = at;
}

void Sketch::undo()
{
    if (!m_shapes.isEmpty()) m_shapes.removeLast();
}

double Sketch::penWidth() const
{
    // As thick on a phone's screen, whatever the size of the picture.
    return std::clamp(std::max(m_picture.width(), m_picture.height()) / 250.0, 3.0, 16.0);
}

void Sketch::paint(QPainter &painter, const Shape &shape) const
{
    const auto width = penWidth();
    const QPen pen(shape.color, width, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin);
    painter.setPen(pen);
    painter.setBrush(Qt::NoBrush);
    switch (shape.tool) {
    case Tool::Pen:
        painter.drawPolyline(shape.points.constData(), static_cast<int>(shape.points.size()));
        break;
    case Tool::Box:
        painter.drawRect(QRectF(shape.points.first(), shape.points.last()).normalized());
        break;
    case Tool::Arrow: {
        const QLineF shaft(shape.points.first(), shape.points.last());
        painter.drawLine(shaft);
        auto barb = QLineF::fromPolar(std::min(6 * width, shaft.length() / 2), 0);
        barb.translate(shaft.p2());
        for (const double angle : {150.0, -150.0}) {
            barb.setAngle(shaft.angle() + angle);
            painter.drawLine(barb);
        }
        break;
    }
    }
}

void Sketch::paint(QPainter &painter) const
{
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setRenderHint(QPainter::SmoothPixmapTransform);
    painter.drawImage(0, 0, m_picture);
    for (const auto &shape : m_shapes)
        paint(painter, shape);
}

QImage Sketch::flattened() const
{
    QImage flat(m_picture.size(), QImage::Format_RGB32);
    flat.fill(Qt::white);
    QPainter painter(&flat);
    paint(painter);
    return flat;
}

} // namespace lectern
