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

namespace {

enum Choice { Everyone, Several, FirstStudent };

/// What is pressed most often is the largest, and never narrower than its word.
class SendButton : public QPushButton
{
public:
    QSize sizeHint() const override { return QPushButton::sizeHint().expandedTo({112, 0}); }
};

} // namespace

Composer::Composer(QWidget *parent)
    : QWidget(parent)
    , m_toLabel(new QLabel)
    , m_to(new QuietComboBox)
    , m_counter(new QLabel)
    , m_edit(new MessageEdit)
    , m_attach(new QPushButton)
    , m_snapshot(new QPushButton)
    , m_send(new SendButton)
{
    m_to->setObjectName(u"recipient"_s);
    m_edit->setObjectName(u"messageEdit"_s);
    m_attach->setObjectName(u"attachButton"_s);
    m_snapshot->setObjectName(u"snapshotButton"_s);
    m_send->setObjectName(u"sendButton"_s);
    m_to->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    m_to->setMinimumWidth(170);
    m_toLabel->setBuddy(m_to);
    m_counter->setProperty("muted", true);
    m_counter->setObjectName(u"counter"_s);
    m_attach->setIcon(icons::get(u"picture"_s));
    m_snapshot->setIcon(icons::get(u"snapshot"_s));
    m_send->setIcon(icons::get(u"send"_s, icons::Tint::OnAccent));
    m_send->setProperty("kind", u"primary"_s);
    for (auto *button : {m_attach, m_snapshot, m_send}) {
        button->setProperty("largeIcon", true);
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
    bottom->addWidget(m_snapshot);
    bottom->addWidget(m_edit, 1);
    bottom->addWidget(m_send);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(8);
    layout->addLayout(top);
    layout->addLayout(bottom);
    setTabOrder(m_to, m_attach);
    setTabOrder(m_attach, m_snapshot);
    setTabOrder(m_snapshot, m_edit);
    setTabOrder(m_edit, m_send);

    connect(m_edit, &MessageEdit::sendRequested, this, &Composer::send);
    connect(m_edit, &MessageEdit::pictureGiven, this, &Composer::pictureGiven);
    connect(m_edit, &MessageEdit::pngGiven, this, &Composer::pngGiven);
    connect(m_edit, &MessageEdit::filesGiven, this, &Composer::giveFiles);
    connect(m_edit, &MessageEdit::escapePressed, this, [this] { setRecipients({}); });
    connect(m_edit, &QPlainTextEdit::textChanged, this, &Composer::updateState);
    connect(m_edit, &QPlainTextEdit::textChanged, this, &Composer::draftChanged);
    connect(m_to, &QComboBox::activated, this, &Composer::choose);
    connect(m_send, &QPushButton::clicked, this, &Composer::send);
    connect(m_attach, &QPushButton::clicked, this, &Composer::attachRequested);
    connect(m_snapshot, &QPushButton::clicked, this, &Composer::snapshotRequested);
    retranslate();
}

void Composer::setStudents(const Recipients &students)
{
    m_students = students;
    updateChoices();
}

void Composer::setRecipients(const Recipients &recipients)
{
    m_recipients = recipients;
    updateChoices();
    updateState();
}

QString Composer::recipientsText() const
{
    if (m_recipients.isEmpty()) return tr("everyone");
    return m_recipients.size() == 1 ? m_recipients.first().name
                                    : tr("%n student(s)", nullptr, static_cast<int>(m_recipients.size()));
}

void Composer::choose(int index)
{
    if (index == Several) {
        // Until they are chosen it goes where it went before.
        updateChoices();
        Q_EMIT severalRequested();
    } else if (index == Everyone) {
        setRecipients({});
    } else {
        setRecipients({{m_to->itemData(index).toString(), m_to->itemText(index)}});
    }
}

void Composer::updateChoices()
{
    const QSignalBlocker quiet(m_to);
    const bool several = m_recipients.size() > 1;
    m_to->clear();
    m_to->addItem(tr("Everyone"));
    m_to->addItem(several ? recipientsText() : tr("Several students…"));
    for (const auto &student : m_students)
        m_to->addItem(student.name, student.id);
    // Who has just left may be written to all the same.
    if (m_recipients.size() == 1 && m_to->findData(m_recipients.first().id) < 0)
        m_to->addItem(m_recipients.first().name, m_recipients.first().id);
    m_to->setCurrentIndex(several                  ? Several
                          : m_recipients.isEmpty() ? Everyone
                                                   : m_to->findData(m_recipients.first().id));
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

QString Composer::draft() const
{
    return m_edit->toPlainText();
}

void Composer::setDraft(const QString &text)
{
    m_edit->setPlainText(text);
    m_edit->moveCursor(QTextCursor::End);
}

void Composer::clear()
{
    m_edit->clear();
    m_students.clear();
    setRecipients({});
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

    const bool isPrivate = !m_recipients.isEmpty();
    if (m_to->property("private").toBool() != isPrivate) {
        m_to->setProperty("private", isPrivate);
        m_to->style()->unpolish(m_to);
        m_to->style()->polish(m_to);
    }
    m_edit->setPlaceholderText(
        isPrivate ? tr("A message that only %1 sees. Esc: back to everyone").arg(recipientsText())
                  : tr("Write to the class. Enter sends it"));
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
    m_to->setAccessibleName(tr("To whom the message goes"));
    m_to->setToolTip(tr("To whom the message goes (Alt+T)"));
    m_edit->setAccessibleName(tr("Message"));
    m_edit->setToolTip(tr("Enter sends, Shift+Enter starts a new line (Ctrl+3)"));
    m_attach->setText(tr("Picture"));
    m_attach->setToolTip(
        tr("Send a picture or file (Ctrl+O); also by drag and drop, or Ctrl+V from the clipboard"));
    m_attach->setAccessibleName(tr("Send a picture or file"));
    m_snapshot->setText(tr("Snapshot"));
    m_snapshot->setToolTip(tr("Send a part of the screen, with pen, arrow and box on it (F8)"));
    m_snapshot->setAccessibleName(tr("Send a part of the screen"));
    m_send->setText(tr("Send"));
    m_send->setToolTip(tr("Send the message (Enter)"));
    updateChoices();
    updateState();
}

} // namespace lectern
