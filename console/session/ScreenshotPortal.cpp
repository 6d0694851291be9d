// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/session/ScreenshotPortal.h"

#include <QtCore/QFile>
#include <QtCore/QUrl>
#include <QtCore/QUuid>
#include <QtDBus/QDBusMessage>
#include <QtDBus/QDBusPendingCallWatcher>

using namespace Qt::StringLiterals;

namespace lectern {

namespace {

const auto kService = u"org.freedesktop.portal.Desktop"_s;
const auto kRequest = u"org.freedesktop.portal.Request"_s;

/// Where the portal's answer to `token` will come from: known before the question is asked, so that it can't
/// be missed.
QString requestPath(const QDBusConnection &bus, const QString &token)
{
    auto sender = bus.baseService().mid(1);
    return u"/org/freedesktop/portal/desktop/request/%1/%2"_s.arg(sender.replace(u'.', u'_'), token);
}

} // namespace

ScreenshotPortal::ScreenshotPortal(const QDBusConnection &bus, QObject *parent)
    : QObject(parent)
    , m_bus(bus)
{
    m_promise.start();
}

QFuture<ScreenGrab::Result> ScreenshotPortal::ask()
{
    auto future = m_promise.future();
    const auto token = u"lectern_"_s + QUuid::createUuid().toString(QUuid::Id128);
    m_bus.connect(kService, requestPath(m_bus, token), kRequest, u"Response"_s, this,
                  SLOT(onResponse(uint, QVariantMap)));
    auto call = QDBusMessage::createMethodCall(kService, u"/org/freedesktop/portal/desktop"_s,
                                               u"org.freedesktop.portal.Screenshot"_s, u"Screenshot"_s);
    call << QString() << QVariantMap{{u"handle_token"_s, token}, {u"interactive"_s, false}};
    auto *watcher = new QDBusPendingCallWatcher(m_bus.asyncCall(call), this);
    connect(watcher, &QDBusPendingCallWatcher::finished, this, [this, watcher] {
        if (!watcher->isError()) return;
        answer(std::unexpected(tr("This desktop does not let programs take pictures of the screen: %1 Use the "
                                  "desktop's own screenshot key, and paste the picture here.")
                                   .arg(watcher->error().message())));
    });
    return future;
}

void ScreenshotPortal::onResponse(uint response, const QVariantMap &results)
{
    if (response != 0) {
        answer(std::unexpected(tr("The desktop did not allow a picture of the screen. It can be allowed in the "
                                  "desktop's settings, under privacy.")));
        return;
    }
    const auto path = results.value(u"uri"_s).toUrl().toLocalFile();
    const QImage picture(path);
    // The portal leaves its file behind: what was on a teacher's screen must not stay there.
    QFile::remove(path);
    if (picture.isNull())
        answer(std::unexpected(tr("The desktop's picture of the screen can't be read.")));
    else
        answer(picture);
}

void ScreenshotPortal::answer(ScreenGrab::Result result)
{
    if (m_promise.future().isFinished()) return;
    m_promise.addResult(std::move(result));
    m_promise.finish();
    deleteLater();
}

} // namespace lectern
