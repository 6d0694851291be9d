// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGui/QImage>
#include <QtWidgets/QWidget>

namespace lectern {

/// A picture as large as there is room, whole, in the middle.
class PictureView : public QWidget
{
    Q_OBJECT

public:
    using QWidget::QWidget;

    void setPicture(const QImage &picture);
    bool isEmpty() const { return m_picture.isNull(); }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QImage m_picture;
};

} // namespace lectern
