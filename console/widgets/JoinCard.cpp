// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/widgets/JoinCard.h"

#include "console/style/Icons.h"
#include "console/widgets/QrCodeView.h"

#include <QtCore/QEvent>
#include <QtCore/QTimer>
#include <QtGui/QClipboard>
#include <QtGui/QGuiApplication>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QLabel>
#include <QtWidgets/QPushButton>

using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace lectern {

JoinCard::JoinCard(QWidget *parent)
    : QFrame(parent)
    , m_qr(new QrCodeView)
    , m_caption(new QLabel)
    , m_code(new QLabel)
    , m_address(new QLabel)
    , m_copy(new QPushButton)
    , m_enlarge(new QPushButton)
{
    setProperty("card", true);
    m_code->setObjectName(u"roomCode"_s);
    auto codeFont = font();
    codeFont.setPointSize(30);
    codeFont.setBold(true);
    codeFont.setLetterSpacing(QFont::AbsoluteSpacing, 5);
    m_code->setFont(codeFont);
    m_code->setAlignment(Qt::AlignCenter);
    m_code->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_caption->setProperty("muted", true);
    m_caption->setAlignment(Qt::AlignCenter);
    m_address->setObjectName(u"joinAddress"_s);
    m_address->setAlignment(Qt::AlignCenter);
    m_address->setWordWrap(true);
    m_address->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    // Smaller where large letters need the room; phones still read it.
    m_qr->setMaximumSize(148, 148);
    m_copy->setIcon(icons::get(u"copy"_s));
    m_enlarge->setIcon(icons::get(u"expand"_s));
    m_enlarge->setObjectName(u"enlargeCode"_s);

    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(8);
    buttons->addWidget(m_enlarge, 1);
    buttons->addWidget(m_copy, 1);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(14, 14, 14, 14);
    layout->setSpacing(6);
    layout->addWidget(m_qr, 0, Qt::AlignHCenter);
    layout->addWidget(m_caption);
    layout->addWidget(m_code);
    layout->addWidget(m_address);
    layout->addSpacing(4);
    layout->addLayout(buttons);

    connect(m_enlarge, &QPushButton::clicked, this, &JoinCard::enlargeRequested);
    connect(m_copy, &QPushButton::clicked, this, [this] {
        QGuiApplication::clipboard()->setText(m_joinUrl.toString());
        m_copy->setText(tr("Copied"));
        QTimer::singleShot(2s, this, &JoinCard::retranslate);
    });
    retranslate();
}

void JoinCard::setRoom(const QString &code, const QUrl &joinUrl)
{
    m_joinUrl = joinUrl;
    m_code->setText(code);
    m_address->setText(joinUrl.toDisplayString());
    m_qr->setText(joinUrl.toString(QUrl::FullyEncoded));
    retranslate();
}

void JoinCard::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange) retranslate();
    QFrame::changeEvent(event);
}

void JoinCard::retranslate()
{
    m_caption->setText(tr("Code for students"));
    m_copy->setText(tr("Copy link"));
    m_copy->setToolTip(tr("Copy the join address to the clipboard"));
    m_enlarge->setText(tr("Enlarge"));
    m_enlarge->setToolTip(tr("Fill the window with the code, for the projector (F11)"));
    m_qr->setAccessibleName(tr("QR code of the join address"));
    QStringList letters;
    for (const auto letter : m_code->text())
        letters.append(letter);
    m_code->setAccessibleName(tr("Class code %1").arg(letters.join(u' ')));
    m_address->setAccessibleName(tr("Join address"));
}

} // namespace lectern
