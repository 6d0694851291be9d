// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/panels/NotifyPanel.h"

#include "console/style/Icons.h"
#include "console/style/Theme.h"

#include <QtCore/QEvent>
#include <QtGui/QAction>
#include <QtGui/QPainter>
#include <QtWidgets/QApplication>
#include <QtWidgets/QMenu>

using namespace Qt::StringLiterals;

namespace lectern {

namespace {

constexpr Preferences::Notice kKinds[] = {Preferences::Notice::Hand, Preferences::Notice::Message,
                                          Preferences::Notice::Arrival, Preferences::Notice::Line};

/// The program's picture with the number of unread messages on it.
QIcon badged(int unread, const QPalette &palette)
{
    auto picture = icons::logo().pixmap(64, 64);
    if (unread == 0) return picture;
    const auto colors = theme::colors(palette);
    QPainter painter(&picture);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(colors.danger);
    const QRect place(24, 24, 40, 40);
    painter.drawEllipse(place);
    auto font = painter.font();
    font.setPixelSize(24);
    font.setBold(true);
    painter.setFont(font);
    painter.setPen(palette.color(QPalette::Base));
    painter.drawText(place, Qt::AlignCenter, unread > 99 ? u"99"_s : QString::number(unread));
    return picture;
}

} // namespace

NotifyPanel::NotifyPanel(Preferences &preferences, std::unique_ptr<Tray> tray, QWidget *page)
    : ClassPanel(page)
    , m_preferences(preferences)
    , m_page(page)
    , m_sound(makeAction(u"handSound"_s, {}))
    , m_useTray(makeAction(u"useTray"_s, {}))
    , m_tray(std::move(tray))
{
    const QString names[] = {u"notifyHand"_s, u"notifyMessage"_s, u"notifyArrival"_s, u"notifyLine"_s};
    for (int i = 0; i < 4; ++i) {
        m_kinds[i] = makeAction(names[i], {});
        m_kinds[i]->setCheckable(true);
        m_kinds[i]->setChecked(preferences.notifies(kKinds[i]));
        connect(m_kinds[i], &QAction::toggled, this,
                [this, kind = kKinds[i]](bool on) { m_preferences.setNotifies(kind, on); });
    }
    m_sound->setCheckable(true);
    m_sound->setChecked(preferences.soundsHand());
    m_useTray->setCheckable(true);
    m_useTray->setChecked(preferences.usesTray());
    connect(m_sound, &QAction::toggled, this, [this](bool on) { m_preferences.setSoundsHand(on); });
    connect(m_useTray, &QAction::toggled, this, [this](bool on) {
        m_preferences.setUsesTray(on);
        m_tray->setVisible(on && session());
    });
    connect(m_tray.get(), &Tray::pressed, this, [this] {
        auto *window = m_page->window();
        window->setWindowState(window->windowState() & ~Qt::WindowMinimized);
        window->show();
        window->raise();
        window->activateWindow();
    });
    qApp->installEventFilter(this);
    hide();
    NotifyPanel::retranslate();
}

void NotifyPanel::fillMenus(const ClassMenus &menus)
{
    for (auto *kind : m_kinds)
        menus.noticeMenu->addAction(kind);
    menus.noticeMenu->addSeparator();
    menus.noticeMenu->addActions({m_sound, m_useTray});
}

void NotifyPanel::sessionChanged()
{
    setUnread(0);
    m_tray->setVisible(session() && m_preferences.usesTray());
    if (!session()) return;
    connect(session(), &ClassSession::handRaised, scope(), [this](const QString &name) {
        if (m_preferences.soundsHand()) QApplication::beep();
        tell(Preferences::Notice::Hand, tr("%1 raised a hand.").arg(name));
    });
    connect(session(), &ClassSession::peopleJoined, scope(), [this](const QStringList &names) {
        tell(Preferences::Notice::Arrival, tr("Came in: %1").arg(names.join(u", "_s).left(120)));
    });
    connect(session(), &ClassSession::lineChanged, scope(), [this] {
        if (session()->line() == RoomConnection::State::Reconnecting && !session()->nextTry().isValid())
            tell(Preferences::Notice::Line, tr("The connection is interrupted."));
    });
    connect(session()->timeline(), &TimelineModel::rowsInserted, scope(),
            [this](const QModelIndex &, int first, int last) { onRows(first, last); });
}

void NotifyPanel::onRows(int first, int last)
{
    if (m_page->window()->isActiveWindow()) return;
    for (int row = first; row <= last; ++row) {
        const auto *entry = session()->timeline()->entryAt(row);
        // What a history brings was said long ago.
        const bool fresh = entry->at.secsTo(QDateTime::currentDateTimeUtc()) < 60;
        if (entry->own || entry->senderType != PersonType::Student || !fresh) continue;
        setUnread(m_unread + 1);
        tell(Preferences::Notice::Message, tr("%1 has written.").arg(entry->senderName));
    }
}

void NotifyPanel::tell(Preferences::Notice kind, const QString &text)
{
    if (!m_preferences.notifies(kind) || m_page->window()->isActiveWindow()) return;
    QApplication::alert(m_page->window());
    m_tray->tell(tr("Lectern"), text);
}

void NotifyPanel::setUnread(int unread)
{
    m_unread = unread;
    m_tray->setPicture(badged(unread, palette()),
                       unread == 0 ? tr("Lectern") : tr("Lectern: %n unread message(s)", nullptr, unread));
}

bool NotifyPanel::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::WindowActivate && watched == m_page->window() && m_unread > 0) setUnread(0);
    return ClassPanel::eventFilter(watched, event);
}

void NotifyPanel::retranslate()
{
    const QString texts[] = {tr("Tell of &hands"), tr("Tell of &messages"), tr("Tell who &comes in"),
                             tr("Tell of an interrupted &line")};
    for (int i = 0; i < 4; ++i)
        m_kinds[i]->setText(texts[i]);
    m_sound->setText(tr("A &sound for a hand"));
    m_useTray->setText(tr("Show in the &tray"));
    setUnread(m_unread);
}

} // namespace lectern
