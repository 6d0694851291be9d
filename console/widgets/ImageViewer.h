// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QPointer>
#include <QtGui/QImage>
#include <QtWidgets/QWidget>

class QLabel;
class QPushButton;
class QScrollArea;

namespace lectern {

/// A picture over the whole window: fitted or in its own size; Escape ends it.
class ImageViewer : public QWidget
{
    Q_OBJECT

public:
    explicit ImageViewer(QWidget *parent);

    /// Opens with a word of waiting; setPicture() or setProblem() follows.
    void open(const QString &name);
    void setPicture(const QImage &picture);
    void setProblem(const QString &text);

Q_SIGNALS:
    void saveRequested();

protected:
    void changeEvent(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void retranslate();
    void dismiss();
    void toggleZoom();
    void fit();

    QLabel *m_name;
    QLabel *m_label;
    QScrollArea *m_area;
    QPushButton *m_zoom;
    QPushButton *m_save;
    QPushButton *m_close;
    QImage m_picture;
    bool m_fitted = true;
    QPointer<QWidget> m_focusBefore;
};

} // namespace lectern
