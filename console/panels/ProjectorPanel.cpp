// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/panels/ProjectorPanel.h"

#include "common/client/WhenDone.h"
#include "console/session/ImageDecoder.h"

#include <QtGui/QAction>
#include <QtGui/QActionGroup>
#include <QtWidgets/QMenu>

using namespace Qt::StringLiterals;

namespace lectern {

namespace {

constexpr QSize kPictureBound(3840, 2160); ///< pixels: no projector shows more
constexpr int kLookBack = 200;             ///< messages, for the picture sent last

} // namespace

ProjectorPanel::ProjectorPanel(QWidget *page)
    : ClassPanel(page)
    , m_window(new ProjectorWindow(page))
    , m_open(makeAction(u"enlargeAction"_s, Qt::Key_F11))
    , m_scenes(new QActionGroup(this))
{
    connect(m_open, &QAction::triggered, m_window, &ProjectorWindow::open);
    connect(m_window, &ProjectorWindow::opened, this, &ProjectorPanel::updateAll);
    const std::pair<ProjectorWindow::Scene, QString> scenes[] = {
        {ProjectorWindow::Scene::Automatic, u"projectAutomatically"_s},
        {ProjectorWindow::Scene::Code, u"projectCode"_s},
        {ProjectorWindow::Scene::Picture, u"projectPicture"_s},
        {ProjectorWindow::Scene::Poll, u"projectPoll"_s},
    };
    int key = Qt::Key_F5;
    for (const auto &[scene, name] : scenes) {
        auto *action = makeAction(name, QKeySequence(Qt::SHIFT | static_cast<Qt::Key>(key)));
        action->setCheckable(true);
        m_scenes->addAction(action);
        connect(action, &QAction::triggered, this, [this, scene = scene] {
            m_window->setScene(scene);
            updatePicture();
        });
        ++key;
    }
    m_scenes->actions().first()->setChecked(true);
    hide();
    ProjectorPanel::retranslate();
}

void ProjectorPanel::fillMenus(const ClassMenus &menus)
{
    menus.projectorMenu->addAction(m_open);
    menus.projectorMenu->addSeparator();
    menus.projectorMenu->addActions(m_scenes->actions());
}

void ProjectorPanel::sessionChanged()
{
    m_pictureKey.clear();
    m_window->setPicture({});
    if (!session()) {
        m_window->hide();
        return;
    }
    auto *asking = session()->asking();
    connect(session(), &ClassSession::roomChanged, scope(), [this] { updateAll(); });
    connect(session()->participants(), &ParticipantsModel::countsChanged, scope(),
            [this] { m_window->setCount(session()->participants()->studentsOnline()); });
    connect(asking, &Asking::timerChanged, scope(),
            [this] { m_window->setTimer(session()->asking()->timer()); });
    connect(asking->polls(), &PollsModel::opened, scope(), [this] { updatePoll(); });
    connect(asking->polls(), &PollsModel::changed, scope(), [this] { updatePoll(); });
    connect(session()->timeline(), &TimelineModel::rowsInserted, scope(), [this] { updatePicture(); });
    connect(session()->timeline(), &TimelineModel::dataChanged, scope(), [this] { updatePicture(); });
    updateAll();
}

void ProjectorPanel::updateAll()
{
    if (!session()) return;
    const auto &room = session()->room();
    m_window->setRoom(room.id, room.joinUrl);
    m_window->setCount(session()->participants()->studentsOnline());
    m_window->setTimer(session()->asking()->timer());
    updatePoll();
    updatePicture();
}

void ProjectorPanel::updatePoll()
{
    const auto *polls = session()->asking()->polls();
    const auto *current = polls->current();
    m_window->setPoll(current ? current : polls->entryAt(0));
}

void ProjectorPanel::updatePicture()
{
    if (!session() || !m_window->isVisible()) return;
    const auto *timeline = session()->timeline();
    const auto newest = timeline->rowCount() - 1;
    for (int row = newest; row >= 0 && row > newest - kLookBack; --row) {
        const auto *entry = timeline->entryAt(row);
        const bool forAll = entry->own && entry->audience == TimelineEntry::Audience::Everyone;
        if (!forAll || entry->type != MessageType::Image || !entry->hasFile(AttachmentState::Ready)) continue;
        if (entry->key == m_pictureKey) return;
        m_pictureKey = entry->key;
        whenDone(session()->download(entry->key), this,
                 [this, key = entry->key](const ApiResult<QByteArray> &bytes) {
                     if (!bytes || key != m_pictureKey) return;
                     whenDone(imagedecoder::decode(*bytes, kPictureBound), this,
                              [this, key](const QImage &picture) {
                                  if (key == m_pictureKey) m_window->setPicture(picture);
                              });
                 });
        return;
    }
}

void ProjectorPanel::retranslate()
{
    m_open->setText(tr("&Open the projector"));
    const QStringList texts{tr("&Automatically: an open question, else the code"), tr("The &code"),
                            tr("The &picture sent last"), tr("The &answers to the question")};
    for (int i = 0; i < texts.size(); ++i)
        m_scenes->actions().at(i)->setText(texts.at(i));
}

} // namespace lectern
