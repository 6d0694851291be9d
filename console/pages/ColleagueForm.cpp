// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/pages/ColleagueForm.h"

#include "console/session/TypedCode.h"
#include "console/style/Icons.h"

#include <QtCore/QEvent>
#include <QtWidgets/QBoxLayout>
#include <QtWidgets/QLabel>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QPushButton>

using namespace Qt::StringLiterals;

namespace lectern {

ColleagueForm::ColleagueForm(QWidget *parent)
    : QWidget(parent)
    , m_heading(new QLabel)
    , m_label(new QLabel)
    , m_code(new QLineEdit)
    , m_visit(new QPushButton(icons::get(u"open"_s), {}))
{
    m_code->setObjectName(u"colleagueCode"_s);
    m_visit->setObjectName(u"visitRoom"_s);
    m_heading->setProperty("heading", true);
    m_heading->setWordWrap(true);
    m_label->setBuddy(m_code);
    m_code->setInputMethodHints(Qt::ImhPreferUppercase | Qt::ImhNoPredictiveText);

    auto *row = new QHBoxLayout;
    row->setSpacing(8);
    row->addWidget(m_code, 1);
    row->addWidget(m_visit);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(8);
    layout->addWidget(m_heading);
    layout->addWidget(m_label);
    layout->addLayout(row);

    const auto ask = [this] { Q_EMIT visitRequested(typedcode::read(m_code->text())); };
    connect(m_visit, &QPushButton::clicked, this, ask);
    connect(m_code, &QLineEdit::returnPressed, m_visit, &QPushButton::click);
    retranslate();
}

void ColleagueForm::setBusy(bool busy)
{
    m_visit->setEnabled(!busy);
}

void ColleagueForm::askAgain()
{
    m_code->setFocus();
    m_code->selectAll();
}

void ColleagueForm::clear()
{
    m_code->clear();
}

void ColleagueForm::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange) retranslate();
    QWidget::changeEvent(event);
}

void ColleagueForm::retranslate()
{
    m_heading->setText(tr("A colleague's class"));
    m_label->setText(tr("&Code"));
    m_code->setPlaceholderText(tr("Six letters"));
    m_code->setAccessibleName(tr("Code of a colleague's class"));
    m_visit->setText(tr("&Enter"));
    m_visit->setToolTip(tr("Come into the class; its teacher can make you a co-teacher there"));
}

} // namespace lectern
