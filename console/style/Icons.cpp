// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/style/Icons.h"

#include "console/style/Theme.h"

#include <QtCore/QFile>
#include <QtGui/QGuiApplication>
#include <QtGui/QIconEngine>
#include <QtGui/QPainter>
#include <QtSvg/QSvgRenderer>

using namespace Qt::StringLiterals;

namespace lectern::icons {

namespace {

QColor colorOf(Tint tint, QIcon::Mode mode)
{
    const auto palette = QGuiApplication::palette();
    const auto colors = theme::colors(palette);
    if (mode == QIcon::Disabled) return colors.muted;
    switch (tint) {
    case Tint::OnAccent:
        return colors.onAccent;
    case Tint::Accent:
        return colors.accent;
    case Tint::Muted:
        return colors.muted;
    case Tint::Danger:
        return colors.danger;
    case Tint::Warning:
        return colors.warning;
    case Tint::Text:
        break;
    }
    return palette.color(QPalette::WindowText);
}

/// Draws a one-colour SVG in the colour that the palette has when it is drawn.
class TintedEngine : public QIconEngine
{
public:
    TintedEngine(QByteArray svg, Tint tint)
        : m_svg(std::move(svg))
        , m_tint(tint)
    {
    }

    void paint(QPainter *painter, const QRect &rect, QIcon::Mode mode, QIcon::State) override
    {
        auto svg = m_svg;
        QSvgRenderer renderer(svg.replace("currentColor", colorOf(m_tint, mode).name().toLatin1()));
        const auto side = std::min(rect.width(), rect.height());
        QRectF square(0, 0, side, side);
        square.moveCenter(QRectF(rect).center());
        renderer.render(painter, square);
    }

    QPixmap pixmap(const QSize &size, QIcon::Mode mode, QIcon::State state) override
    {
        QPixmap pixmap(size);
        pixmap.fill(Qt::transparent);
        QPainter painter(&pixmap);
        painter.setRenderHint(QPainter::Antialiasing);
        paint(&painter, QRect({}, size), mode, state);
        return pixmap;
    }

    QIconEngine *clone() const override { return new TintedEngine(m_svg, m_tint); }

private:
    QByteArray m_svg;
    Tint m_tint;
};

} // namespace

QIcon get(const QString &name, Tint tint)
{
    QFile file(u":/icons/console/"_s + name + u".svg"_s);
    if (!file.open(QIODevice::ReadOnly)) return {};
    return QIcon(new TintedEngine(file.readAll(), tint));
}

QIcon logo()
{
    QSvgRenderer renderer(u":/icons/lectern.svg"_s);
    QIcon icon;
    for (const int side : {16, 24, 32, 48, 64, 128, 256}) {
        QPixmap pixmap(side, side);
        pixmap.fill(Qt::transparent);
        QPainter painter(&pixmap);
        renderer.render(&painter);
        icon.addPixmap(pixmap);
    }
    return icon;
}

} // namespace lectern::icons
