// SPDX-License-Identifier: GPL-3.0-or-later
#include "ContactSheet.h"

#include <QtGui/QPainter>

namespace lectern::test {

namespace {

constexpr int kGap = 16;     ///< pixels
constexpr int kCaption = 24; ///< pixels
constexpr int kQuality = 58; ///< of the JPEG: letters can be read, and eight sheets stay small

} // namespace

void ContactSheet::add(const QString &name, const QImage &picture)
{
    m_shots.append({name, picture});
}

bool ContactSheet::save(const QString &path, int columns, int width) const
{
    // Each picture keeps its shape; a row is as high as its highest.
    QList<QImage> small;
    for (const auto &shot : m_shots) {
        const bool high = shot.picture.height() > shot.picture.width();
        small.append(high ? shot.picture.scaledToHeight(width, Qt::SmoothTransformation)
                          : shot.picture.scaledToWidth(std::min(width, shot.picture.width()),
                                                       Qt::SmoothTransformation));
    }
    QList<int> tops{kGap};
    for (int first = 0; first < small.size(); first += columns) {
        int highest = 0;
        for (int i = first; i < std::min<int>(first + columns, small.size()); ++i)
            highest = std::max(highest, small.at(i).height());
        tops.append(tops.last() + highest + kCaption + kGap);
    }
    QImage sheet(columns * (width + kGap) + kGap, tops.last(), QImage::Format_RGB32);
    sheet.fill(QColor(0x8b938e));
    QPainter painter(&sheet);
    painter.setPen(Qt::black);
    QFont caption;
    caption.setPixelSize(14);
    painter.setFont(caption);
    for (int i = 0; i < small.size(); ++i) {
        const QPoint at(kGap + (i % columns) * (width + kGap), tops.at(i / columns));
        painter.drawImage(at, small.at(i));
        painter.drawText(QRect(at.x(), at.y() + small.at(i).height(), width, kCaption),
                         Qt::AlignLeft | Qt::AlignVCenter, m_shots.at(i).name);
    }
    painter.end();
    return sheet.save(path, "JPEG", kQuality);
}

} // namespace lectern::test
