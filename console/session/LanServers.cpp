// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/session/LanServers.h"

#include <QtDBus/QDBusPendingCallWatcher>
#include <QtDBus/QDBusPendingReply>
#include <QtDBus/QDBusServiceWatcher>
#include <QtNetwork/QHostInfo>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace lectern {

namespace {

// What Avahi's introspection (org.freedesktop.Avahi.Server.xml) calls these.
const QString kAvahi = u"org.freedesktop.Avahi"_s;
const QString kServer = u"org.freedesktop.Avahi.Server"_s;
const QString kBrowser = u"org.freedesktop.Avahi.ServiceBrowser"_s;
constexpr int kAnyInterface = -1;
constexpr int kIpV4 = 0;
constexpr uint kNoFlags = 0;

QDBusMessage call(const QString &method, const QVariantList &arguments)
{
    auto message = QDBusMessage::createMethodCall(kAvahi, u"/"_s, kServer, method);
    message.setArguments(arguments);
    // Whoever has switched Avahi off did it on purpose.
    message.setAutoStartService(false);
    return message;
}

QUrl addressOf(const QString &host, quint16 port, bool tls)
{
    QUrl address;
    address.setScheme(tls ? u"https"_s : u"http"_s);
    address.setHost(host);
    if (port != (tls ? 443 : 80)) address.setPort(port);
    return address;
}

} // namespace

LanServers::LanServers(QDBusConnection bus, QObject *parent)
    : QObject(parent)
    , m_bus(std::move(bus))
    , m_watcher(new QDBusServiceWatcher(kAvahi, m_bus, QDBusServiceWatcher::WatchForOwnerChange, this))
{
    connect(m_watcher, &QDBusServiceWatcher::serviceRegistered, this, &LanServers::browse);
    connect(m_watcher, &QDBusServiceWatcher::serviceUnregistered, this, [this] {
        m_servers.clear();
        Q_EMIT changed();
    });
}

void LanServers::start()
{
    // For any browser's path, and before it is there: the first finds come with its answer.
    m_bus.connect(kAvahi, {}, kBrowser, u"ItemNew"_s, this,
                  SLOT(onItemNew(int, int, QString, QString, QString, uint)));
    m_bus.connect(kAvahi, {}, kBrowser, u"ItemRemove"_s, this,
                  SLOT(onItemRemove(int, int, QString, QString, QString, uint)));
    browse();
}

void LanServers::browse()
{
    m_bus.asyncCall(
        call(u"ServiceBrowserNew"_s, {kAnyInterface, kIpV4, u"_lectern._tcp"_s, u"local"_s, kNoFlags}));
}

void LanServers::onItemNew(int interface, int protocol, const QString &name, const QString &type,
                           const QString &domain, uint)
{
    if (type != "_lectern._tcp"_L1) return;
    const auto question =
        call(u"ResolveService"_s, {interface, protocol, name, type, domain, kIpV4, kNoFlags});
    auto *answer = new QDBusPendingCallWatcher(m_bus.asyncCall(question), this);
    connect(answer, &QDBusPendingCallWatcher::finished, this, [this, answer, name] {
        take(name, answer->reply());
        answer->deleteLater();
    });
}

void LanServers::take(const QString &name, const QDBusMessage &resolved)
{
    // interface, protocol, name, type, domain, host, protocol, address, port, txt, flags
    const auto found = resolved.arguments();
    if (resolved.type() != QDBusMessage::ReplyMessage || found.size() < 10) return;
    const auto host = found.at(5).toString();
    const auto address = found.at(7).toString();
    const auto port = static_cast<quint16>(found.at(8).toUInt());
    const bool tls = qdbus_cast<QByteArrayList>(found.at(9)).contains("tls=1");
    // A name outlives the addresses that a router deals out, but not every computer resolves .local.
    QHostInfo::lookupHost(host, this, [this, name, host, address, port, tls](const QHostInfo &info) {
        const bool resolves = info.error() == QHostInfo::NoError;
        add({name, addressOf(resolves ? host : address, port, tls)});
    });
}

void LanServers::add(const LanServer &server)
{
    // Once for each network card.
    const bool known = std::ranges::find(m_servers, server.name, &LanServer::name) != m_servers.end();
    if (known) return;
    m_servers.append(server);
    Q_EMIT changed();
}

void LanServers::onItemRemove(int, int, const QString &name, const QString &type, const QString &, uint)
{
    if (type != "_lectern._tcp"_L1) return;
    if (m_servers.removeIf([&name](const LanServer &server) { return server.name == name; }) > 0)
        Q_EMIT changed();
}

} // namespace lectern
