// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/widgets/ImageViewer.h"

#include "console/style/Icons.h"

#include <QtGui/QKeyEvent>
#include <QtWidgets/QApplication>
#include <QtWidgets/QBoxLayout>
#include <QtWidgets/QLabel>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QScrollArea>

using namespace Qt::StringLiterals;

namespace lectern {

ImageViewer::ImageViewer(QWidget *parent)
    : QWidget(parent)
    , m_name(new QLabel)
    , m_label(new QLabel)
    , m_area(new QScrollArea)
    , m_zoom(new QPushButton)
    , m_save(new QPushButton)
    , m_close(new QPushButton)
{
    setObjectName(u"imageViewer"_s);
    setAutoFillBackground(true);
    m_label->setObjectName(u"fullPicture"_s);
    m_label->setAlignment(Qt::AlignCenter);
    m_area->setWidget(m_label);
    m_area->setWidgetResizable(true);
    m_area->setFrameShape(QFrame::NoFrame);
    m_zoom->setIcon(icons::get(u"expand"_s));
    m_save->setIcon(icons::get(u"save"_s));
    m_close->setIcon(icons::get(u"close"_s));

    auto *top = new QHBoxLayout;
    top->addWidget(m_name, 1);
    top->addWidget(m_zoom);
    top->addWidget(m_save);
    top->addWidget(m_close);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(24, 16, 24, 24);
    layout->addLayout(top);
    layout->addWidget(m_area, 1);

    connect(m_zoom, &QPushButton::clicked, this, &ImageViewer::toggleZoom);
    connect(m_save, &QPushButton::clicked, this, &ImageViewer::saveRequested);
    connect(m_close, &QPushButton::clicked, this, &ImageViewer::dismiss);
    parent->installEventFilter(this);
    retranslate();
    hide();
}

void ImageViewer::open(const QString &name)
{
    if (!isVisible()) m_focusBefore = QApplication::focusWidget();
    m_picture = {};
    m_fitted = true;
    m_name->setText(name);
    m_label->setText(tr("Loading…"));
    m_zoom->setEnabled(false);
    setGeometry(parentWidget()->rect());
    show();
    raise();
    m_close->setFocus();
}

void ImageViewer::setPicture(const QImage &picture)
{
    m_picture = picture;
    m_zoom->setEnabled(true);
    m_label->setAccessibleName(m_name->text());
    fit();
}

void ImageViewer::setProblem(const QString &text)
{
    m_label->setText(text);
}

void ImageViewer::dismiss()
{
    hide();
    m_picture = {};
    m_label->clear();
    if (m_focusBefore) m_focusBefore->setFocus();
}

void ImageViewer::toggleZoom()
{
    m_fitted = !m_fitted;
    fit();
    retranslate();
}

void ImageViewer::fit()
{
    if (m_picture.isNull()) return;
    auto pixmap = QPixmap::fromImage(m_picture);
    const auto ratio = devicePixelRatioF();
    const auto room = m_area->viewport()->size() * ratio;
    if (m_fitted && (pixmap.width() > room.width() || pixmap.height() > room.height())) {
        pixmap = pixmap.scaled(room, Qt::KeepAspectRatio, Qt::SmoothTransformation);
    }
    pixmap.setDevicePixelRatio(ratio);
    m_label->setPixmap(pixmap);
}

void ImageViewer::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange) retranslate();
    QWidget::changeEvent(event);
}

void ImageViewer::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape) {
        dismiss();
    } else if (event->key() == Qt::Key_Plus || event->key() == Qt::Key_Minus) {
        toggleZoom();
    } else {
        QWidget::keyPressEvent(event);
    }
}

void ImageViewer::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    fit();
}

bool ImageViewer::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::Resize) setGeometry(parentWidget()->rect());
    return QWidget::eventFilter(watched, event);
}

void ImageViewer::retranslate()
{
    m_zoom->setText(m_fitted ? tr("Own size") : tr("Fit"));
    m_zoom->setToolTip(tr("Fit the picture to the window, or show it in its own size (+)"));
    m_save->setText(tr("Save as…"));
    m_save->setToolTip(tr("Save the picture on this computer"));
    m_close->setText(tr("Close"));
    m_close->setToolTip(tr("Back to the class (Esc)"));
}

} // namespace lectern
