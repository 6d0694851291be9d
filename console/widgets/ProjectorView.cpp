// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/widgets/ProjectorView.h"

#include "console/style/Icons.h"
#include "console/widgets/QrCodeView.h"

#include <QtGui/QKeyEvent>
#include <QtWidgets/QApplication>
#include <QtWidgets/QBoxLayout>
#include <QtWidgets/QLabel>
#include <QtWidgets/QPushButton>

using namespace Qt::StringLiterals;

namespace lectern {

ProjectorView::ProjectorView(QWidget *parent)
    : QWidget(parent)
    , m_qr(new QrCodeView)
    , m_how(new QLabel)
    , m_code(new QLabel)
    , m_address(new QLabel)
    , m_close(new QPushButton)
{
    setObjectName(u"projector"_s);
    setAutoFillBackground(true);
    setFocusPolicy(Qt::StrongFocus);
    m_code->setObjectName(u"projectorCode"_s);
    for (auto *label : {m_how, m_code, m_address})
        label->setAlignment(Qt::AlignCenter);
    m_address->setWordWrap(true);
    m_close->setIcon(icons::get(u"close"_s));

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(24, 20, 24, 24);
    layout->addWidget(m_close, 0, Qt::AlignRight);
    layout->addWidget(m_how);
    layout->addWidget(m_code);
    layout->addWidget(m_qr, 1);
    layout->addWidget(m_address);

    connect(m_close, &QPushButton::clicked, this, &ProjectorView::dismiss);
    parent->installEventFilter(this);
    retranslate();
    hide();
}

void ProjectorView::setRoom(const QString &code, const QUrl &joinUrl)
{
    m_code->setText(code);
    m_address->setText(joinUrl.toDisplayString());
    m_qr->setText(joinUrl.toString(QUrl::FullyEncoded));
    fit();
}

void ProjectorView::open()
{
    m_focusBefore = QApplication::focusWidget();
    setGeometry(parentWidget()->rect());
    show();
    raise();
    m_close->setFocus();
}

void ProjectorView::dismiss()
{
    hide();
    if (m_focusBefore) m_focusBefore->setFocus();
}

void ProjectorView::fit()
{
    const auto scaled = [this](double part, int least) {
        return std::max(least, qRound(std::min(width(), 2 * height()) * part));
    };
    auto codeFont = font();
    codeFont.setBold(true);
    codeFont.setPixelSize(scaled(0.11, 40));
    codeFont.setLetterSpacing(QFont::PercentageSpacing, 118);
    m_code->setFont(codeFont);
    auto textFont = font();
    textFont.setPixelSize(scaled(0.026, 18));
    m_how->setFont(textFont);
    m_address->setFont(textFont);
}

void ProjectorView::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange) retranslate();
    QWidget::changeEvent(event);
}

void ProjectorView::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape || event->key() == Qt::Key_F11) {
        dismiss();
        return;
    }
    QWidget::keyPressEvent(event);
}

void ProjectorView::mousePressEvent(QMouseEvent *)
{
    dismiss();
}

void ProjectorView::resizeEvent(QResizeEvent *event)
{
    fit();
    QWidget::resizeEvent(event);
}

bool ProjectorView::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::Resize) setGeometry(parentWidget()->rect());
    return QWidget::eventFilter(watched, event);
}

void ProjectorView::retranslate()
{
    m_how->setText(tr("Open the address or scan the picture, then type the code"));
    m_close->setText(tr("Close"));
    m_close->setToolTip(tr("Back to the class (Esc)"));
    setAccessibleName(tr("Class code, enlarged"));
    m_qr->setAccessibleName(tr("QR code of the join address"));
}

} // namespace lectern
