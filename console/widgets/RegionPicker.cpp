// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/widgets/RegionPicker.h"

#include <QtGui/QKeyEvent>
#include <QtGui/QPainter>
#include <QtGui/QScreen>

using namespace Qt::StringLiterals;

namespace lectern {

namespace {

constexpr int kLeast = 8; ///< pixels: less was a click and no region
constexpr int kStep = 16;

} // namespace

RegionPicker::RegionPicker(const QImage &picture, QScreen *screen, QWidget *parent)
    : QWidget(parent, Qt::Window | Qt::FramelessWindowHint | Qt::WindowStaysOnTopHint)
    , m_picture(picture)
{
    setObjectName(u"regionPicker"_s);
    setAttribute(Qt::WA_DeleteOnClose);
    setCursor(Qt::CrossCursor);
    setFocusPolicy(Qt::StrongFocus);
    m_picture.setDevicePixelRatio(1);
    setScreen(screen);
    setGeometry(screen->geometry());
    setWindowTitle(tr("Choose a region of the screen"));
    setAccessibleName(tr("Choose a region of the screen"));
    setAccessibleDescription(tr("Drag over what the class is to see, or use the arrow keys (Shift: the size) "
                                "and Enter. Ctrl+A takes all of it, Escape nothing."));
    const auto half = QRect(QPoint(), screen->geometry().size() / 2);
    m_region = half.translated(half.width() / 2, half.height() / 2);
}

QRect RegionPicker::shown() const
{
    QRect place({}, m_picture.size().scaled(size(), Qt::KeepAspectRatio));
    place.moveCenter(rect().center());
    return place;
}

void RegionPicker::setRegion(const QRect &region)
{
    m_region = region.normalized().intersected(shown());
    update();
}

void RegionPicker::pick()
{
    const auto place = shown();
    const double scale = double(m_picture.width()) / place.width();
    const QRectF region((m_region.x() - place.x()) * scale, (m_region.y() - place.y()) * scale,
                        m_region.width() * scale, m_region.height() * scale);
    Q_EMIT picked(m_picture.copy(region.toAlignedRect().intersected(m_picture.rect())));
}

void RegionPicker::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::SmoothPixmapTransform);
    painter.fillRect(rect(), Qt::black);
    painter.drawImage(shown(), m_picture);
    const auto dim = QRegion(rect()) - m_region;
    painter.setClipRegion(dim);
    painter.fillRect(rect(), QColor(0, 0, 0, 130));
    painter.setClipping(false);
    painter.setPen(QPen(Qt::white, 2));
    painter.drawRect(m_region);

    const auto words = tr("Drag over what the class is to see. Enter: this region, Ctrl+A: all, Esc: nothing");
    auto font = painter.font();
    font.setPointSizeF(font.pointSizeF() * 1.3);
    painter.setFont(font);
    auto label = painter.fontMetrics().boundingRect(words).adjusted(-16, -10, 16, 10);
    label.moveCenter({rect().center().x(), rect().top() + 20 + label.height() / 2});
    painter.setPen(Qt::NoPen);
    painter.setBrush(QColor(0, 0, 0, 200));
    painter.drawRoundedRect(label, 8, 8);
    painter.setPen(Qt::white);
    painter.drawText(label, Qt::AlignCenter, words);
}

void RegionPicker::mousePressEvent(QMouseEvent *event)
{
    m_pressed = event->position().toPoint();
    setRegion(QRect(m_pressed, QSize(1, 1)));
}

void RegionPicker::mouseMoveEvent(QMouseEvent *event)
{
    if (event->buttons() & Qt::LeftButton) setRegion(QRect(m_pressed, event->position().toPoint()));
}

void RegionPicker::mouseReleaseEvent(QMouseEvent *event)
{
    setRegion(QRect(m_pressed, event->position().toPoint()));
    if (m_region.width() >= kLeast && m_region.height() >= kLeast) pick();
}

void RegionPicker::keyPressEvent(QKeyEvent *event)
{
    QPoint by;
    if (event->key() == Qt::Key_Left) by = {-kStep, 0};
    if (event->key() == Qt::Key_Right) by = {kStep, 0};
    if (event->key() == Qt::Key_Up) by = {0, -kStep};
    if (event->key() == Qt::Key_Down) by = {0, kStep};
    if (!by.isNull()) {
        const bool resizes = event->modifiers() & Qt::ShiftModifier;
        const auto next = resizes ? m_region.adjusted(0, 0, by.x(), by.y()) : m_region.translated(by);
        if (next.width() >= kLeast && next.height() >= kLeast) setRegion(next);
    } else if (event->matches(QKeySequence::SelectAll)) {
        setRegion(shown());
    } else if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) {
        pick();
    } else if (event->key() == Qt::Key_Escape) {
        Q_EMIT canceled();
    } else {
        QWidget::keyPressEvent(event);
    }
}

} // namespace lectern
