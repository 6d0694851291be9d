// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/session/ScreenGrab.h"

#include "console/session/ScreenshotPortal.h"

#include <QtGui/QGuiApplication>
#include <QtGui/QPixmap>
#include <QtGui/QScreen>

using namespace Qt::StringLiterals;

namespace lectern {

bool ScreenGrab::showsAllScreens()
{
    return QGuiApplication::platformName().startsWith("wayland"_L1);
}

QFuture<ScreenGrab::Result> ScreenGrab::grab(QScreen *screen)
{
    if (showsAllScreens()) return (new ScreenshotPortal(QDBusConnection::sessionBus(), this))->ask();
    const auto picture = screen->grabWindow(0).toImage();
    const auto result = picture.isNull()
                            ? Result(std::unexpected(tr("This screen does not give a picture of itself.")))
                            : Result(picture);
    return QtFuture::makeReadyFuture(result);
}

} // namespace lectern
