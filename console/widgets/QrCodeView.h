// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtWidgets/QWidget>

#include <memory>

namespace qrcodegen {
class QrCode;
}

namespace lectern {

/// A QR code (ISO/IEC 18004), always dark on white with its quiet zone: cameras don't read it otherwise.
class QrCodeView : public QWidget
{
    Q_OBJECT

public:
    explicit QrCodeView(QWidget *parent = nullptr);
    ~QrCodeView() override;

    /// What the code says. Nothing is drawn for an empty text or one that no QR code can hold.
    void setText(const QString &text);
    QString text() const { return m_text; }

    QSize sizeHint() const override { return {148, 148}; }
    QSize minimumSizeHint() const override { return {96, 96}; }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QString m_text;
    std::unique_ptr<qrcodegen::QrCode> m_code;
};

} // namespace lectern
