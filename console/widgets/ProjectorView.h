// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QPointer>
#include <QtCore/QUrl>
#include <QtWidgets/QWidget>

class QLabel;
class QPushButton;

namespace lectern {

class QrCodeView;

/// The code as large as the window, to be read from the back row. Covers its parent; Escape or a click ends
/// it.
class ProjectorView : public QWidget
{
    Q_OBJECT

public:
    explicit ProjectorView(QWidget *parent);

    void setRoom(const QString &code, const QUrl &joinUrl);
    void open();

protected:
    void changeEvent(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void retranslate();
    void dismiss();
    void fit();

    QrCodeView *m_qr;
    QLabel *m_how;
    QLabel *m_code;
    QLabel *m_address;
    QPushButton *m_close;
    QPointer<QWidget> m_focusBefore;
};

} // namespace lectern
