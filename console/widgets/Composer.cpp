// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/widgets/Composer.h"

#include "common/protocol/PersonName.h"
#include "console/style/Icons.h"
#include "console/style/Theme.h"
#include "console/widgets/MessageEdit.h"
#include "console/widgets/QuietComboBox.h"

#include <QtCore/QMimeData>
#include <QtGui/QDragEnterEvent>
#include <QtWidgets/QGridLayout>
#include <QtWidgets/QLabel>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QStyle>

using namespace Qt::StringLiterals;

namespace lectern {

Composer::Composer(QWidget *parent)
    : QWidget(parent)
    , m_toLabel(new QLabel)
    , m_to(new QuietComboBox)
    , m_counter(new QLabel)
    , m_edit(new MessageEdit)
    , m_attach(new QPushButton)
    , m_send(new QPushButton)
{
    m_to->setObjectName(u"recipient"_s);
    m_edit->setObjectName(u"messageEdit"_s);
    m_attach->setObjectName(u"attachButton"_s);
    m_send->setObjectName(u"sendButton"_s);
    m_to->addItem(QString(), QString());
    m_to->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    m_to->setMinimumWidth(170);
    m_toLabel->setBuddy(m_to);
    m_counter->setProperty("muted", true);
    m_counter->setObjectName(u"counter"_s);
    m_attach->setIcon(icons::get(u"picture"_s));
    m_send->setIcon(icons::get(u"send"_s, icons::Tint::OnAccent));
    m_send->setProperty("kind", u"primary"_s);
    m_send->setMinimumWidth(112);
    for (auto *button : {m_attach, m_send}) {
        button->setIconSize({22, 22});
        button->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Expanding);
    }
    setAcceptDrops(true);

    auto *top = new QHBoxLayout;
    top->addWidget(m_toLabel);
    top->addWidget(m_to);
    top->addStretch();
    top->addWidget(m_counter);
    auto *bottom = new QHBoxLayout;
    bottom->setSpacing(8);
    bottom->addWidget(m_attach);
    bottom->addWidget(m_edit, 1);
    bottom->addWidget(m_send);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(8);
    layout->addLayout(top);
    layout->addLayout(bottom);
    setTabOrder(m_to, m_attach);
    setTabOrder(m_attach, m_edit);
    setTabOrder(m_edit, m_send);

    connect(m_edit, &MessageEdit::sendRequested, this, &Composer::send);
    connect(m_edit, &MessageEdit::pictureGiven, this, &Composer::pictureGiven);
    connect(m_edit, &MessageEdit::pngGiven, this, &Composer::pngGiven);
    connect(m_edit, &MessageEdit::filesGiven, this, &Composer::giveFiles);
    connect(m_edit, &MessageEdit::escapePressed, this, [this] { m_to->setCurrentIndex(0); });
    connect(m_edit, &QPlainTextEdit::textChanged, this, &Composer::updateState);
    connect(m_to, &QComboBox::currentIndexChanged, this, &Composer::updateState);
    connect(m_send, &QPushButton::clicked, this, &Composer::send);
    connect(m_attach, &QPushButton::clicked, this, &Composer::attachRequested);
    retranslate();
}

void Composer::setStudents(const QList<ClassSession::Recipient> &students)
{
    const auto chosen = recipient();
    const QSignalBlocker quiet(m_to);
    while (m_to->count() > 1)
        m_to->removeItem(m_to->count() - 1);
    for (const auto &student : students)
        m_to->addItem(student.name, student.id);
    setRecipient(chosen);
}

void Composer::setRecipient(const ClassSession::Recipient &recipient)
{
    auto index = m_to->findData(recipient.id);
    if (index < 0) {
        m_to->addItem(recipient.name, recipient.id);
        index = m_to->count() - 1;
    }
    m_to->setCurrentIndex(index);
    updateState();
}

ClassSession::Recipient Composer::recipient() const
{
    const auto id = m_to->currentData().toString();
    return {id, id.isEmpty() ? QString() : m_to->currentText()};
}

void Composer::setTextLimit(int characters)
{
    m_limit = characters;
    updateState();
}

void Composer::clearDraft()
{
    m_edit->clear();
}

void Composer::clear()
{
    m_edit->clear();
    setStudents({});
    m_to->setCurrentIndex(0);
    while (m_to->count() > 1)
        m_to->removeItem(1);
}

void Composer::focusText()
{
    m_edit->setFocus();
}

void Composer::send()
{
    const auto text = m_edit->toPlainText();
    if (!m_send->isEnabled() || text.trimmed().isEmpty()) return;
    Q_EMIT textGiven(text);
}

void Composer::giveFiles(const QList<QUrl> &files)
{
    for (const auto &file : files)
        Q_EMIT fileGiven(file.toLocalFile());
}

void Composer::updateState()
{
    const auto text = m_edit->toPlainText();
    const auto length = codePoints(text);
    const bool tooLong = length > m_limit;
    m_send->setEnabled(!text.trimmed().isEmpty() && !tooLong);
    m_counter->setVisible(length > m_limit * 9 / 10);
    m_counter->setText(tooLong ? tr("%1 / %2: too long").arg(length).arg(m_limit)
                               : u"%1 / %2"_s.arg(length).arg(m_limit));

    const auto to = recipient();
    const bool isPrivate = !to.id.isEmpty();
    if (m_to->property("private").toBool() != isPrivate) {
        m_to->setProperty("private", isPrivate);
        m_to->style()->unpolish(m_to);
        m_to->style()->polish(m_to);
    }
    m_edit->setPlaceholderText(isPrivate
                                   ? tr("A message that only %1 sees. Esc: back to everyone").arg(to.name)
                                   : tr("Write to the class. Enter sends, Shift+Enter starts a new line"));
}

void Composer::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange) retranslate();
    QWidget::changeEvent(event);
}

void Composer::dragEnterEvent(QDragEnterEvent *event)
{
    if (event->mimeData()->hasUrls() || event->mimeData()->hasImage()) event->acceptProposedAction();
}

void Composer::dropEvent(QDropEvent *event)
{
    const auto *data = event->mimeData();
    QList<QUrl> files;
    for (const auto &url : data->urls()) {
        if (url.isLocalFile()) files.append(url);
    }
    if (!files.isEmpty()) {
        giveFiles(files);
    } else if (const auto png = MessageEdit::pngIn(*data); !png.isEmpty()) {
        Q_EMIT pngGiven(png);
    } else if (const auto picture = qvariant_cast<QImage>(data->imageData()); !picture.isNull()) {
        Q_EMIT pictureGiven(picture);
    } else {
        return;
    }
    event->acceptProposedAction();
}

void Composer::retranslate()
{
    m_toLabel->setText(tr("&To:"));
    m_to->setItemText(0, tr("Everyone"));
    m_to->setAccessibleName(tr("To whom the message goes"));
    m_to->setToolTip(tr("To whom the message goes (Alt+T)"));
    m_edit->setAccessibleName(tr("Message"));
    m_attach->setText(tr("Picture"));
    m_attach->setToolTip(
        tr("Send a picture or file (Ctrl+O); also by drag and drop, or Ctrl+V from the clipboard"));
    m_attach->setAccessibleName(tr("Send a picture or file"));
    m_send->setText(tr("Send"));
    m_send->setToolTip(tr("Send the message (Enter)"));
    updateState();
}

} // namespace lectern
