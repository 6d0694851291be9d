// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/widgets/Banner.h"

#include <QtGui/QAccessible>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QLabel>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QStyle>

using namespace Qt::StringLiterals;

namespace lectern {

Banner::Banner(QWidget *parent)
    : QFrame(parent)
    , m_text(new QLabel)
    , m_action(new QPushButton)
{
    setProperty("banner", true);
    setObjectName(u"banner"_s);
    m_text->setWordWrap(true);
    m_action->setObjectName(u"bannerAction"_s);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(14, 8, 10, 8);
    layout->addWidget(m_text, 1);
    layout->addWidget(m_action);
    connect(m_action, &QPushButton::clicked, this, &Banner::actionClicked);
    hide();
}

void Banner::showText(Tone tone, const QString &text, const QString &action)
{
    static constexpr const char *kTones[] = {"info", "warning", "danger"};
    setProperty("tone", QLatin1StringView(kTones[static_cast<int>(tone)]));
    style()->unpolish(this);
    style()->polish(this);
    const bool isNew = !isVisible() || m_text->text() != text;
    m_text->setText(text);
    m_action->setText(action);
    m_action->setVisible(!action.isEmpty());
    show();
    if (!isNew) return;
    setAccessibleName(text);
    QAccessibleEvent alert(this, QAccessible::Alert);
    QAccessible::updateAccessibility(&alert);
}

QString Banner::text() const
{
    return m_text->text();
}

} // namespace lectern
