// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/widgets/ClassHeader.h"

#include "console/style/Icons.h"
#include "console/style/Theme.h"
#include "console/widgets/QuietComboBox.h"

#include <QtCore/QEvent>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QLabel>
#include <QtWidgets/QPushButton>

using namespace Qt::StringLiterals;

namespace lectern {

ClassHeader::ClassHeader(QWidget *parent)
    : QWidget(parent)
    , m_name(new QLabel)
    , m_rename(new QPushButton)
    , m_search(new QPushButton)
    , m_line(new QLabel)
    , m_talkLabel(new QLabel)
    , m_talk(new QuietComboBox)
    , m_lock(new QPushButton)
    , m_end(new QPushButton)
{
    m_name->setObjectName(u"className"_s);
    m_rename->setObjectName(u"renameClass"_s);
    m_search->setObjectName(u"searchClass"_s);
    m_line->setObjectName(u"lineState"_s);
    m_talk->setObjectName(u"talkMode"_s);
    m_lock->setObjectName(u"lockClass"_s);
    m_end->setObjectName(u"endClass"_s);

    m_name->setProperty("title", true);
    m_name->setTextFormat(Qt::PlainText);
    m_name->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    m_rename->setIcon(icons::get(u"pencil"_s));
    m_rename->setFlat(true);
    m_search->setIcon(icons::get(u"search"_s));
    m_search->setFlat(true);
    m_talkLabel->setBuddy(m_talk);
    m_talk->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    m_talkLabel->setProperty("muted", true);
    for (const auto talk : {Talk::Teacher, Talk::All, Talk::None}) {
        m_talk->addItem(QString(), QVariant::fromValue(static_cast<int>(talk)));
    }
    m_lock->setCheckable(true);
    m_end->setProperty("kind", u"danger"_s);
    m_end->setIcon(icons::get(u"stop"_s, icons::Tint::Danger));

    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(10);
    layout->addWidget(m_name, 1);
    layout->addWidget(m_rename);
    layout->addWidget(m_search);
    layout->addSpacing(8);
    layout->addWidget(m_line);
    layout->addSpacing(8);
    layout->addWidget(m_talkLabel);
    layout->addWidget(m_talk);
    layout->addWidget(m_lock);
    layout->addWidget(m_end);

    connect(m_rename, &QPushButton::clicked, this, &ClassHeader::renameRequested);
    connect(m_search, &QPushButton::clicked, this, &ClassHeader::searchRequested);
    connect(m_talk, &QComboBox::activated, this,
            [this] { Q_EMIT talkChosen(static_cast<Talk>(m_talk->currentData().toInt())); });
    connect(m_lock, &QPushButton::clicked, this, &ClassHeader::lockChosen);
    connect(m_end, &QPushButton::clicked, this, &ClassHeader::endRequested);
    retranslate();
}

void ClassHeader::setRoom(const api::Room &room)
{
    m_name->setText(room.name);
    m_name->setToolTip(room.name);
    m_talk->setCurrentIndex(m_talk->findData(static_cast<int>(room.talk)));
    m_lock->setChecked(room.locked);
    retranslate();
}

void ClassHeader::setLine(RoomConnection::State line)
{
    m_state = line;
    retranslate();
}

void ClassHeader::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange || event->type() == QEvent::PaletteChange) retranslate();
    QWidget::changeEvent(event);
}

void ClassHeader::retranslate()
{
    const auto colors = theme::colors(palette());
    const auto [text, color] = [&]() -> std::pair<QString, QColor> {
        switch (m_state) {
        case RoomConnection::State::Online:
            return {tr("Connected"), colors.success};
        case RoomConnection::State::Connecting:
            return {tr("Connecting…"), colors.warning};
        case RoomConnection::State::Reconnecting:
            return {tr("Interrupted"), colors.warning};
        case RoomConnection::State::Ended:
            return {tr("Ended"), colors.danger};
        case RoomConnection::State::Idle:
            break;
        }
        return {tr("Not connected"), colors.muted};
    }();
    m_line->setText(u"<span style=\"color:%1\">●</span>&nbsp;%2"_s.arg(color.name(), text));
    m_line->setAccessibleName(tr("Connection: %1").arg(text));
    m_line->setToolTip(tr("State of the connection to the server"));

    const bool locked = m_lock->isChecked();
    m_rename->setToolTip(tr("Rename the class (F2)"));
    m_rename->setAccessibleName(tr("Rename the class"));
    m_search->setToolTip(tr("Find a message (Ctrl+F)"));
    m_search->setAccessibleName(tr("Find a message"));
    m_talkLabel->setText(tr("St&udents write"));
    m_talk->setItemText(0, tr("to the teacher"));
    m_talk->setItemText(1, tr("to everyone"));
    m_talk->setItemText(2, tr("not at all"));
    m_talk->setAccessibleName(tr("Where students' messages go"));
    m_talk->setToolTip(tr("Where students' messages go (Alt+U)"));
    m_lock->setIcon(icons::get(locked ? u"lock"_s : u"unlock"_s));
    m_lock->setText(locked ? tr("Locked") : tr("Lock"));
    m_lock->setAccessibleName(tr("Lock the class"));
    m_lock->setToolTip(locked ? tr("Nobody new can come in. Press to open (Ctrl+L)")
                              : tr("Students can come in with the code. Press to lock (Ctrl+L)"));
    m_end->setText(tr("End class"));
    m_end->setToolTip(tr("End the class for everyone (Ctrl+Shift+E)"));
}

} // namespace lectern
