// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/widgets/QrCodeView.h"

#include <QtGui/QPainter>
#include <qrcodegen/QrCode.hpp>

namespace lectern {

namespace {

constexpr int kQuietZone = 4; ///< modules, as the standard wants it

} // namespace

QrCodeView::QrCodeView(QWidget *parent)
    : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Preferred);
}

QrCodeView::~QrCodeView() = default;

void QrCodeView::setText(const QString &text)
{
    if (text == m_text) return;
    m_text = text;
    m_code.reset();
    if (!text.isEmpty()) {
        try {
            m_code = std::make_unique<qrcodegen::QrCode>(
                qrcodegen::QrCode::encodeText(text.toUtf8().constData(), qrcodegen::QrCode::Ecc::MEDIUM));
        } catch (const std::length_error &) {
            m_code.reset();
        }
    }
    update();
}

void QrCodeView::paintEvent(QPaintEvent *)
{
    if (!m_code) return;
    const int modules = m_code->getSize() + 2 * kQuietZone;
    const auto ratio = devicePixelRatioF();
    // Whole device pixels a module: no grey seams between them.
    const double module = std::max(1.0, std::floor(std::min(width(), height()) * ratio / modules)) / ratio;
    const double side = module * modules;
    QPainter painter(this);
    painter.translate(std::floor((width() - side) / 2), std::floor((height() - side) / 2));
    painter.fillRect(QRectF(0, 0, side, side), Qt::white);
    for (int y = 0; y < m_code->getSize(); ++y) {
        for (int x = 0; x < m_code->getSize(); ++x) {
            if (!m_code->getModule(x, y)) continue;
            painter.fillRect(QRectF((x + kQuietZone) * module, (y + kQuietZone) * module, module, module),
                             Qt::black);
        }
    }
}

} // namespace lectern
