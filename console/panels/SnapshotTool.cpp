// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/panels/SnapshotTool.h"

#include "common/client/WhenDone.h"
#include "console/widgets/RegionPicker.h"
#include "console/widgets/SnapshotDialog.h"

#include <QtGui/QGuiApplication>
#include <QtGui/QScreen>
#include <QtWidgets/QWidget>

using namespace std::chrono_literals;

namespace lectern {

SnapshotTool::SnapshotTool(QWidget *page)
    : QObject(page)
    , m_page(page)
{
    m_stepAside.setSingleShot(true);
    // Long enough for a desktop that fades its windows out.
    m_stepAside.setInterval(350ms);
    connect(&m_stepAside, &QTimer::timeout, this, &SnapshotTool::grab);
}

void SnapshotTool::start(const QString &to)
{
    if (std::exchange(m_underWay, true)) return;
    m_to = to;
    m_page->window()->hide();
    m_stepAside.start();
}

void SnapshotTool::grab()
{
    const auto screens =
        ScreenGrab::showsAllScreens() ? QList{m_page->screen()} : QGuiApplication::screens();
    for (auto *screen : screens) {
        whenDone(m_grab.grab(screen), this, [this, screen](const ScreenGrab::Result &picture) {
            if (!m_underWay) return;
            if (picture) {
                pickFrom(*picture, screen);
                return;
            }
            comeBack();
            Q_EMIT failed(picture.error());
        });
    }
}

void SnapshotTool::pickFrom(const QImage &picture, QScreen *screen)
{
    auto *picker = new RegionPicker(picture, screen);
    m_pickers.append(picker);
    connect(picker, &RegionPicker::canceled, this, &SnapshotTool::comeBack);
    connect(picker, &RegionPicker::picked, this, [this](const QImage &region) {
        comeBack();
        edit(region);
    });
    picker->showFullScreen();
    picker->activateWindow();
}

void SnapshotTool::comeBack()
{
    m_underWay = false;
    // First: a program whose last window closes ends.
    m_page->window()->show();
    m_page->window()->activateWindow();
    for (const auto &picker : std::exchange(m_pickers, {})) {
        if (picker) picker->close();
    }
}

void SnapshotTool::edit(const QImage &region)
{
    auto *dialog = new SnapshotDialog(region, m_to, m_page);
    connect(dialog, &SnapshotDialog::sendRequested, this, &SnapshotTool::sendRequested);
    connect(dialog, &SnapshotDialog::planRequested, this, &SnapshotTool::planRequested);
    dialog->open();
}

} // namespace lectern
