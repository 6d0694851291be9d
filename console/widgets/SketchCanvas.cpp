// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/widgets/SketchCanvas.h"

#include <QtGui/QKeyEvent>
#include <QtGui/QPainter>

namespace lectern {

SketchCanvas::SketchCanvas(const QImage &picture, QWidget *parent)
    : QWidget(parent)
    , m_sketch(picture)
    , m_cross(QRectF(picture.rect()).center())
{
    setObjectName(QStringLiteral("sketchCanvas"));
    setCursor(Qt::CrossCursor);
    setFocusPolicy(Qt::StrongFocus);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
}

void SketchCanvas::undo()
{
    m_drawing = false;
    m_sketch.undo();
    update();
    Q_EMIT changed();
}

QSize SketchCanvas::sizeHint() const
{
    return m_sketch.size().boundedTo({1100, 640});
}

double SketchCanvas::scale() const
{
    const auto picture = m_sketch.size();
    return std::min({double(width()) / picture.width(), double(height()) / picture.height(), 1.0});
}

QPointF SketchCanvas::origin() const
{
    const auto shown = QSizeF(m_sketch.size()) * scale();
    return {(width() - shown.width()) / 2, (height() - shown.height()) / 2};
}

QPointF SketchCanvas::toPicture(const QPointF &at) const
{
    return (at - origin()) / scale();
}

void SketchCanvas::begin(const QPointF &at)
{
    m_drawing = true;
    m_cross = at;
    m_sketch.begin(m_tool, m_color, at);
    update();
    Q_EMIT changed();
}

void SketchCanvas::moveTo(const QPointF &at)
{
    m_cross = at;
    if (m_drawing) m_sketch.moveTo(at);
    update();
}

void SketchCanvas::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.translate(origin());
    painter.scale(scale(), scale());
    m_sketch.paint(painter);
    if (!hasFocus()) return;
    const double arm = 10 / scale();
    painter.setPen(QPen(m_color, 1.5 / scale()));
    painter.drawLine(m_cross - QPointF(arm, 0), m_cross + QPointF(arm, 0));
    painter.drawLine(m_cross - QPointF(0, arm), m_cross + QPointF(0, arm));
}

void SketchCanvas::mousePressEvent(QMouseEvent *event)
{
    if (event->button() == Qt::LeftButton) begin(toPicture(event->position()));
}

void SketchCanvas::mouseMoveEvent(QMouseEvent *event)
{
    if (event->buttons() & Qt::LeftButton) moveTo(toPicture(event->position()));
}

void SketchCanvas::mouseReleaseEvent(QMouseEvent *)
{
    m_drawing = false;
}

void SketchCanvas::keyPressEvent(QKeyEvent *event)
{
    const double step = (event->modifiers() & Qt::ShiftModifier ? 2 : 16) / scale();
    QPointF by;
    if (event->key() == Qt::Key_Left) by = {-step, 0};
    if (event->key() == Qt::Key_Right) by = {step, 0};
    if (event->key() == Qt::Key_Up) by = {0, -step};
    if (event->key() == Qt::Key_Down) by = {0, step};
    if (!by.isNull()) {
        const auto to = m_cross + by;
        if (QRectF(QPointF(), m_sketch.size()).contains(to)) moveTo(to);
    } else if (event->key() == Qt::Key_Space) {
        if (m_drawing)
            m_drawing = false;
        else
            begin(m_cross);
    } else {
        QWidget::keyPressEvent(event);
    }
}

} // namespace lectern
