// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "console/session/ScreenGrab.h"

#include <QtCore/QPromise>
#include <QtDBus/QDBusConnection>

namespace lectern {

/// One question to org.freedesktop.portal.Screenshot (version 1 of the interface, as of xdg-desktop-portal
/// 1.0): answers once, and deletes itself.
class ScreenshotPortal : public QObject
{
    Q_OBJECT

public:
    explicit ScreenshotPortal(const QDBusConnection &bus, QObject *parent);

    QFuture<ScreenGrab::Result> ask();

private Q_SLOTS:
    void onResponse(uint response, const QVariantMap &results);

private:
    void answer(ScreenGrab::Result result);

    QDBusConnection m_bus;
    QPromise<ScreenGrab::Result> m_promise;
};

} // namespace lectern
