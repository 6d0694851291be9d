// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/widgets/PollDialog.h"

#include "console/style/Theme.h"

#include <QtGui/QKeyEvent>
#include <QtWidgets/QCheckBox>
#include <QtWidgets/QComboBox>
#include <QtWidgets/QDialogButtonBox>
#include <QtWidgets/QLabel>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QPlainTextEdit>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace lectern {

PollDialog::PollDialog(QWidget *parent)
    : QDialog(parent)
    , m_question(new QLineEdit)
    , m_kind(new QComboBox)
    , m_choicesLabel(new QLabel(tr("Choi&ces, one a line")))
    , m_choices(new QPlainTextEdit)
    , m_anonymous(new QCheckBox(tr("Nobody sees &who answered what")))
{
    setObjectName(u"pollDialog"_s);
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Ask the class"));
    m_question->setObjectName(u"pollQuestion"_s);
    m_kind->setObjectName(u"pollKind"_s);
    m_kind->addItems({tr("One answer"), tr("Several answers"), tr("Open text")});
    m_choices->setObjectName(u"pollChoices"_s);
    m_choices->setTabChangesFocus(true);
    m_choices->setMinimumHeight(std::max(120, 5 * fontMetrics().lineSpacing()));
    m_anonymous->setObjectName(u"pollAnonymous"_s);
    m_anonymous->setChecked(true);
    auto *questionLabel = new QLabel(tr("&Question"));
    questionLabel->setBuddy(m_question);
    auto *kindLabel = new QLabel(tr("&Kind"));
    kindLabel->setBuddy(m_kind);
    m_choicesLabel->setBuddy(m_choices);
    auto *buttons = new QDialogButtonBox;
    m_ask = buttons->addButton(tr("&Ask"), QDialogButtonBox::AcceptRole);
    m_ask->setObjectName(u"askPoll"_s);
    m_ask->setProperty("kind", u"primary"_s);
    m_ask->setToolTip(tr("Ask the class (Ctrl+Enter)"));
    buttons->addButton(tr("Cancel"), QDialogButtonBox::RejectRole);

    auto *layout = new QVBoxLayout(this);
    layout->setSpacing(8);
    layout->addWidget(questionLabel);
    layout->addWidget(m_question);
    layout->addWidget(kindLabel);
    layout->addWidget(m_kind);
    layout->addWidget(m_choicesLabel);
    layout->addWidget(m_choices, 1);
    layout->addWidget(m_anonymous);
    layout->addSpacing(theme::kGap);
    layout->addWidget(buttons);
    resize(480, 440);

    for (QWidget *field : {static_cast<QWidget *>(m_question), static_cast<QWidget *>(m_choices)})
        field->installEventFilter(this);
    connect(m_question, &QLineEdit::textChanged, this, &PollDialog::update);
    connect(m_kind, &QComboBox::currentIndexChanged, this, &PollDialog::update);
    connect(m_choices, &QPlainTextEdit::textChanged, this, &PollDialog::update);
    connect(buttons, &QDialogButtonBox::accepted, this, &PollDialog::ask);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    update();
}

payload::Poll PollDialog::poll() const
{
    payload::Poll poll;
    poll.question = m_question->text().trimmed();
    poll.multiple = m_kind->currentIndex() == Several;
    poll.text = m_kind->currentIndex() == Open;
    poll.anonymous = m_anonymous->isChecked();
    if (poll.text) return poll;
    for (const auto &line : m_choices->toPlainText().split(u'\n', Qt::SkipEmptyParts)) {
        if (!line.trimmed().isEmpty()) poll.choices.append(line.trimmed());
    }
    return poll;
}

void PollDialog::ask()
{
    if (!m_ask->isEnabled()) return;
    Q_EMIT asked(poll());
    accept();
}

void PollDialog::update()
{
    const auto wanted = poll();
    m_choices->setVisible(!wanted.text);
    m_choicesLabel->setVisible(!wanted.text);
    m_ask->setEnabled(!wanted.question.isEmpty() && (wanted.text || wanted.choices.size() >= 2));
}

bool PollDialog::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::KeyPress) {
        const auto *key = static_cast<QKeyEvent *>(event);
        const bool enter = key->key() == Qt::Key_Return || key->key() == Qt::Key_Enter;
        if (enter && key->modifiers() & Qt::ControlModifier) {
            ask();
            return true;
        }
        // In the question alone Enter goes on to the choices, as one writes a list.
        if (enter && watched == m_question) {
            focusNextChild();
            return true;
        }
    }
    return QDialog::eventFilter(watched, event);
}

} // namespace lectern
