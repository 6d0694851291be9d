// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QFuture>
#include <QtCore/QObject>
#include <QtGui/QImage>

#include <expected>

class QScreen;

namespace lectern {

/// Takes a picture of a screen. Where windows may not look at the screen (Wayland), the desktop's portal
/// (org.freedesktop.portal.Screenshot) is asked, which may ask the teacher.
class ScreenGrab : public QObject
{
    Q_OBJECT

public:
    using Result = std::expected<QImage, QString>; ///< the error is for the teacher

    using QObject::QObject;

    /// Whether one grab shows all screens at once: the portal's does.
    static bool showsAllScreens();

    QFuture<Result> grab(QScreen *screen);
};

} // namespace lectern
