// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QUrl>
#include <QtWidgets/QFrame>

class QLabel;
class QPushButton;

namespace lectern {

class QrCodeView;

/// How students get in: the code, the address and the QR code, with copy and enlarge.
class JoinCard : public QFrame
{
    Q_OBJECT

public:
    explicit JoinCard(QWidget *parent = nullptr);

    void setRoom(const QString &code, const QUrl &joinUrl);

Q_SIGNALS:
    void enlargeRequested();

protected:
    void changeEvent(QEvent *event) override;

private:
    void retranslate();

    QrCodeView *m_qr;
    QLabel *m_caption;
    QLabel *m_code;
    QLabel *m_address;
    QPushButton *m_copy;
    QPushButton *m_enlarge;
    QUrl m_joinUrl;
};

} // namespace lectern
