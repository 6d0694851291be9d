// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtWidgets/QFrame>

class QLabel;
class QPushButton;

namespace lectern {

/// A line of text across a page that stays until it no longer holds, with one thing to do about it.
class Banner : public QFrame
{
    Q_OBJECT

public:
    enum class Tone { Info, Warning, Danger };

    explicit Banner(QWidget *parent = nullptr);

    /// An empty `action` leaves the button out.
    void showText(Tone tone, const QString &text, const QString &action = {});
    QString text() const;

Q_SIGNALS:
    void actionClicked();

private:
    QLabel *m_text;
    QPushButton *m_action;
};

} // namespace lectern
