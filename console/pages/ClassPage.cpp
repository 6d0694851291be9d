// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/pages/ClassPage.h"

#include "common/client/WhenDone.h"
#include "console/pages/ClassActions.h"
#include "console/pages/ClassExport.h"
#include "console/session/ErrorText.h"
#include "console/session/ImageDecoder.h"
#include "console/style/Theme.h"
#include "console/widgets/Banner.h"
#include "console/widgets/ClassHeader.h"
#include "console/widgets/Composer.h"
#include "console/widgets/ImageViewer.h"
#include "console/widgets/JoinCard.h"
#include "console/widgets/ParticipantsPanel.h"
#include "console/widgets/ProjectorView.h"
#include "console/widgets/ReadersPopup.h"
#include "console/widgets/SearchPanel.h"
#include "console/widgets/TimelineView.h"

#include <QtCore/QEvent>
#include <QtGui/QAction>
#include <QtGui/QClipboard>
#include <QtGui/QGuiApplication>
#include <QtWidgets/QBoxLayout>
#include <QtWidgets/QLabel>
#include <QtWidgets/QPushButton>

using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace lectern {

namespace {

constexpr QSize kViewerBound(4096, 4096); ///< pixels: more does not fit on any screen, and costs memory

} // namespace

ClassPage::ClassPage(Preferences &preferences, QWidget *parent)
    : QWidget(parent)
    , m_preferences(preferences)
{
    build();
    connectWidgets();
    retranslate();
}

void ClassPage::build()
{
    m_header = new ClassHeader;
    m_join = new JoinCard;
    m_people = new ParticipantsPanel;
    m_lineBanner = new Banner;
    m_lineBanner->setObjectName(u"lineBanner"_s);
    m_notice = new Banner;
    m_notice->setObjectName(u"noticeBanner"_s);
    m_older = new QPushButton;
    m_older->setObjectName(u"olderMessages"_s);
    m_timeline = new TimelineView;
    m_timeline->setObjectName(u"timeline"_s);
    m_timeline->setContextMenuPolicy(Qt::ActionsContextMenu);
    m_search = new SearchPanel;
    m_search->hide();
    m_composer = new Composer;
    m_composer->setObjectName(u"composer"_s);

    auto *side = new QVBoxLayout;
    side->setSpacing(theme::kGap);
    side->addWidget(m_join);
    side->addWidget(m_people, 1);
    m_join->setFixedWidth(320);
    m_people->setFixedWidth(320);
    auto *talk = new QVBoxLayout;
    talk->setSpacing(theme::kGap);
    talk->addWidget(m_lineBanner);
    talk->addWidget(m_notice);
    talk->addWidget(m_older, 0, Qt::AlignHCenter);
    talk->addWidget(m_timeline, 1);
    talk->addWidget(m_search, 1);
    talk->addWidget(m_composer);
    auto *middle = new QHBoxLayout;
    middle->setSpacing(20);
    middle->addLayout(side);
    middle->addLayout(talk, 1);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(20, 14, 20, 20);
    layout->setSpacing(14);
    layout->addWidget(m_header);
    layout->addLayout(middle, 1);

    m_projector = new ProjectorView(this);
    m_readers = new ReadersPopup(this);
    m_viewer = new ImageViewer(this);

    m_actions = new ClassActions(this);
    m_timeline->addActions(m_actions->ofMessage());
}

void ClassPage::connectWidgets()
{
    m_countdown.setInterval(1s);
    m_noticeTimer.setSingleShot(true);
    m_noticeTimer.setInterval(12s);
    m_recipientsTimer.setSingleShot(true);
    connect(&m_countdown, &QTimer::timeout, this, &ClassPage::updateLine);
    connect(&m_noticeTimer, &QTimer::timeout, m_notice, &QWidget::hide);
    connect(&m_recipientsTimer, &QTimer::timeout, this, &ClassPage::updateRecipients);
    connect(m_notice, &Banner::actionClicked, m_notice, &QWidget::hide);
    connect(m_lineBanner, &Banner::actionClicked, this, &ClassPage::onBannerAction);
    connect(m_join, &JoinCard::enlargeRequested, m_projector, &ProjectorView::open);
    connect(m_header, &ClassHeader::renameRequested, this, &ClassPage::askName);
    connect(m_header, &ClassHeader::searchRequested, this, &ClassPage::openSearch);
    connect(m_header, &ClassHeader::endRequested, this, &ClassPage::confirmEnd);
    connect(m_header, &ClassHeader::talkChosen, this, [this](Talk talk) { m_session->setTalk(talk); });
    connect(m_header, &ClassHeader::lockChosen, this, [this](bool locked) { m_session->setLocked(locked); });

    connect(m_composer, &Composer::textGiven, this, [this](const QString &text) {
        if (!m_session->sendText(text, m_composer->recipient())) return;
        m_composer->clearDraft();
        showNewest();
    });
    connect(m_composer, &Composer::fileGiven, this, [this](const QString &path) {
        m_session->sendFile(path, m_composer->recipient());
        showNewest();
    });
    connect(m_composer, &Composer::pictureGiven, this, [this](const QImage &picture) {
        m_session->sendPicture(picture, m_composer->recipient());
        showNewest();
    });
    connect(m_composer, &Composer::pngGiven, this, [this](const QByteArray &png) {
        m_session->sendPng(png, m_composer->recipient());
        showNewest();
    });
    connect(m_composer, &Composer::attachRequested, this, &ClassPage::chooseFile);

    connect(m_people, &ParticipantsPanel::messageRequested, this,
            [this](const ClassSession::Recipient &student) {
                m_composer->setRecipient(student);
                m_composer->focusText();
            });
    connect(m_people, &ParticipantsPanel::lowerHandRequested, this,
            [this](const QString &personId) { m_session->lowerHand(personId); });
    connect(m_people, &ParticipantsPanel::kickRequested, this, &ClassPage::confirmKick);

    connect(m_timeline, &TimelineView::triggered, this, &ClassPage::onTimeline);
    connect(m_timeline, &TimelineView::thumbnailWanted, this, [this](const QString &key) {
        if (m_session) m_session->wantThumbnail(key);
    });
    connect(m_timeline, &TimelineView::currentKeyChanged, this, &ClassPage::updateActions);
    connect(m_timeline, &TimelineView::scrolled, this, [this] {
        m_older->setVisible(m_session && m_timeline->isVisible() && m_session->history()->hasOlder() &&
                            m_timeline->isAtTop());
    });
    connect(m_older, &QPushButton::clicked, this, [this] { m_session->history()->loadOlder(); });
    connect(m_search, &SearchPanel::closed, this, &ClassPage::closeSearch);
    connect(m_search, &SearchPanel::chosen, this,
            [this](const QString &id, qint64 seq) { m_session->history()->reveal(id, seq); });
    connect(m_viewer, &ImageViewer::saveRequested, this, [this] { saveEntry(m_viewed); });

    const auto onCurrent = [this](auto work) {
        return [this, work] { (this->*work)(m_timeline->currentKey()); };
    };
    connect(m_actions->attach, &QAction::triggered, this, &ClassPage::chooseFile);
    connect(m_actions->enlarge, &QAction::triggered, m_projector, &ProjectorView::open);
    connect(m_actions->find, &QAction::triggered, this, &ClassPage::openSearch);
    connect(m_actions->saveAll, &QAction::triggered, this,
            [this] { ClassExport::ask(this, m_session->api(), m_session->room(), m_preferences); });
    connect(m_actions->rename, &QAction::triggered, this, &ClassPage::askName);
    connect(m_actions->lock, &QAction::triggered, this,
            [this](bool locked) { m_session->setLocked(locked); });
    connect(m_actions->end, &QAction::triggered, this, &ClassPage::confirmEnd);
    connect(m_actions->goToPeople, &QAction::triggered, this,
            [this] { m_people->findChild<QWidget *>(u"peopleList"_s)->setFocus(Qt::ShortcutFocusReason); });
    connect(m_actions->goToTimeline, &QAction::triggered, this,
            [this] { m_timeline->setFocus(Qt::ShortcutFocusReason); });
    connect(m_actions->write, &QAction::triggered, m_composer, &Composer::focusText);
    connect(m_actions->open, &QAction::triggered, this, onCurrent(&ClassPage::openEntry));
    connect(m_actions->readers, &QAction::triggered, this, onCurrent(&ClassPage::showReaders));
    connect(m_actions->save, &QAction::triggered, this, onCurrent(&ClassPage::saveEntry));
    connect(m_actions->remove, &QAction::triggered, this, onCurrent(&ClassPage::confirmDelete));
    connect(m_actions->copy, &QAction::triggered, this,
            [this] { QGuiApplication::clipboard()->setText(m_timeline->currentIndex().data().toString()); });
    connect(m_actions->retry, &QAction::triggered, this,
            [this] { m_session->retry(m_timeline->currentKey()); });
    connect(m_actions->cancel, &QAction::triggered, this,
            [this] { m_session->cancelUpload(m_timeline->currentKey()); });
}

void ClassPage::fillMenus(QMenu *classMenu, QMenu *messageMenu)
{
    m_actions->fillMenus(classMenu, messageMenu);
}

void ClassPage::setSession(ClassSession *session)
{
    if (m_session) m_session->disconnect(this);
    m_session = session;
    m_people->setParticipants(session ? session->participants() : nullptr);
    m_timeline->setTimeline(session ? session->timeline() : nullptr);
    m_readers->hide();
    m_viewer->hide();
    m_projector->hide();
    m_notice->hide();
    m_older->hide();
    m_search->setSearch(session ? session->search() : nullptr);
    closeSearch();
    if (!session) return;
    if (session->room().id != m_roomId) m_composer->clear();
    m_roomId = session->room().id;
    connectSession();
    updateRoom();
    updateLine();
    updateRecipients();
    updateActions();
    m_composer->focusText();
}

void ClassPage::connectSession()
{
    connect(m_session, &ClassSession::roomChanged, this, &ClassPage::updateRoom);
    connect(m_session, &ClassSession::lineChanged, this, &ClassPage::updateLine);
    connect(m_session, &ClassSession::failed, this, &ClassPage::notice);
    connect(m_session, &ClassSession::ended, this, &ClassPage::onEnded);
    connect(m_session, &ClassSession::peopleJoined, this, [this](const QStringList &names, bool back) {
        back ? news(tr("%1 is back."),
                    tr("%1 and %n more are back.", nullptr, static_cast<int>(names.size()) - 1), names)
             : news(tr("%1 came in."),
                    tr("%1 and %n more came in.", nullptr, static_cast<int>(names.size()) - 1), names);
    });
    connect(m_session, &ClassSession::peopleLeft, this, [this](const QStringList &names) {
        news(tr("%1 left."), tr("%1 and %n more left.", nullptr, static_cast<int>(names.size()) - 1), names);
    });
    connect(m_session, &ClassSession::handRaised, this,
            [this](const QString &name) { news(tr("%1 raised a hand."), {}, {name}); });
    connect(m_session, &ClassSession::nearlyFull, this, [this](const payload::Usage &usage) {
        const QLocale locale;
        notice(tr("This class has nearly used up its storage: %1 of %2. What goes beyond it is refused.")
                   .arg(locale.formattedDataSize(usage.bytes), locale.formattedDataSize(usage.limit)));
    });
    connect(m_session->history(), &History::revealed, this, [this](const QString &key) {
        closeSearch();
        m_timeline->reveal(key);
    });
    connect(m_session->participants(), &ParticipantsModel::countsChanged, &m_recipientsTimer,
            qOverload<>(&QTimer::start));
    connect(m_session->timeline(), &TimelineModel::dataChanged, this, &ClassPage::updateActions);
    connect(m_session->timeline(), &TimelineModel::rowsRemoved, this, &ClassPage::updateActions);
}

void ClassPage::news(const QString &one, const QString &many, const QStringList &names)
{
    m_people->setNews((names.size() == 1 ? one : many).arg(names.first()));
}

void ClassPage::updateRoom()
{
    const auto &room = m_session->room();
    m_header->setRoom(room);
    m_join->setRoom(room.id, room.joinUrl);
    m_projector->setRoom(room.id, room.joinUrl);
    m_actions->lock->setChecked(room.locked);
    m_composer->setTextLimit(m_session->limits().text);
}

void ClassPage::updateLine()
{
    const auto line = m_session->line();
    m_header->setLine(m_session->hasEnded() ? RoomConnection::State::Ended : line);
    m_composer->setEnabled(!m_session->hasEnded());
    if (m_session->hasEnded()) {
        m_countdown.stop();
        return;
    }
    if (line != RoomConnection::State::Reconnecting) {
        m_countdown.stop();
        m_lineBanner->hide();
        return;
    }
    m_countdown.start();
    const auto wait = QDateTime::currentDateTimeUtc().msecsTo(m_session->nextTry());
    const auto kept = tr("The connection is interrupted. What you write is kept, and sent when it is back.");
    const auto next = m_session->nextTry().isValid() && wait > 0
                          ? tr("Next try in %n second(s).", nullptr, static_cast<int>((wait + 999) / 1000))
                          : tr("Trying now…");
    m_lineBanner->showText(Banner::Tone::Warning, kept + u' ' + next, tr("Try now"));
}

void ClassPage::onEnded(ErrorCode code, const QString &reason)
{
    updateLine();
    const bool canReopen = code == ErrorCode::ClassEnded || code == ErrorCode::RoomNotFound;
    if (canReopen) {
        m_lineBanner->showText(Banner::Tone::Danger,
                               tr("The class has ended: the connection was away for too long."),
                               tr("Open it again"));
    } else if (code == ErrorCode::Replaced) {
        m_lineBanner->showText(Banner::Tone::Warning, ErrorText::of(code), tr("Go on here"));
    } else {
        m_lineBanner->showText(Banner::Tone::Danger, ErrorText::of(code, reason), tr("Back to my classes"));
    }
    m_lineBanner->setProperty("canGoOn", canReopen || code == ErrorCode::Replaced);
}

void ClassPage::onBannerAction()
{
    if (!m_session->hasEnded()) {
        m_session->retryNow();
    } else if (m_lineBanner->property("canGoOn").toBool()) {
        Q_EMIT reopenRequested(m_roomId);
    } else {
        Q_EMIT leaveRequested();
    }
}

void ClassPage::updateRecipients()
{
    if (!m_session) return;
    QList<ClassSession::Recipient> students;
    const auto *people = m_session->participants();
    for (int row = 0; row < people->rowCount(); ++row) {
        const auto index = people->index(row);
        const bool student =
            index.data(ParticipantsModel::TypeRole).toInt() == static_cast<int>(PersonType::Student);
        if (!student || !index.data(ParticipantsModel::OnlineRole).toBool()) continue;
        students.append({index.data(ParticipantsModel::IdRole).toString(), index.data().toString()});
    }
    m_composer->setStudents(students);
}

void ClassPage::updateActions()
{
    const auto current = m_timeline->currentIndex();
    m_actions->updateFor(m_session ? m_session->timeline()->entry(m_timeline->currentKey()) : nullptr,
                         current.data(TimelineModel::ReadersRole).toInt() > 0);
}

void ClassPage::onTimeline(TimelineDelegate::Action action, const QString &key)
{
    switch (action) {
    case TimelineDelegate::Action::Open:
        openEntry(key);
        break;
    case TimelineDelegate::Action::Cancel:
        m_session->cancelUpload(key);
        break;
    case TimelineDelegate::Action::Retry:
        m_session->retry(key);
        break;
    case TimelineDelegate::Action::Remove:
        m_session->deleteMessage(key);
        break;
    case TimelineDelegate::Action::Readers:
        showReaders(key);
        break;
    }
}

void ClassPage::showReaders(const QString &key)
{
    m_readers->open(m_session->timeline(), key, m_timeline->currentPlace());
}

void ClassPage::openEntry(const QString &key)
{
    const auto *entry = m_session->timeline()->entry(key);
    if (!entry || !entry->hasFile(AttachmentState::Ready)) return;
    if (entry->type != MessageType::Image) {
        saveEntry(key);
        return;
    }
    m_viewed = key;
    m_viewer->open(entry->attachment->name);
    whenDone(m_session->download(key), this, [this, key](const ApiResult<QByteArray> &bytes) {
        if (m_viewed != key) return;
        if (!bytes) {
            m_viewer->setProblem(ErrorText::of(bytes.error(), {}));
            return;
        }
        whenDone(imagedecoder::decode(*bytes, kViewerBound), this, [this, key](const QImage &picture) {
            if (m_viewed != key) return;
            if (picture.isNull()) {
                m_viewer->setProblem(ErrorText::of(ErrorCode::UnsupportedMediaType));
            } else {
                m_viewer->setPicture(picture);
            }
        });
    });
}

void ClassPage::openSearch()
{
    m_timeline->hide();
    m_older->hide();
    m_search->open();
}

void ClassPage::closeSearch()
{
    if (m_search->isHidden()) return;
    const bool hadFocus = m_search->isAncestorOf(focusWidget());
    m_search->hide();
    m_timeline->show();
    if (hadFocus) m_timeline->setFocus(Qt::OtherFocusReason);
}

void ClassPage::showNewest()
{
    closeSearch();
    m_timeline->showNewest();
}

void ClassPage::notice(const QString &text)
{
    m_notice->showText(Banner::Tone::Warning, text, tr("Close"));
    m_noticeTimer.start();
}

void ClassPage::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange) retranslate();
    QWidget::changeEvent(event);
}

void ClassPage::retranslate()
{
    m_timeline->setAccessibleName(tr("Messages"));
    m_older->setText(tr("Show earlier messages"));
    m_actions->retranslate();
    if (m_session && !m_session->hasEnded()) updateLine();
}

} // namespace lectern
