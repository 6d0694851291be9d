// SPDX-License-Identifier: GPL-3.0-or-later
#include "FakeAvahi.h"

#include <QtDBus/QDBusMetaType>

using namespace Qt::StringLiterals;

namespace lectern::test {

namespace {

const QString kName = u"org.freedesktop.Avahi"_s;
const QString kBrowser = u"/Client1/ServiceBrowser1"_s;

} // namespace

FakeAvahi::~FakeAvahi()
{
    QDBusConnection::disconnectFromBus(u"avahi"_s);
    QDBusConnection::disconnectFromBus(u"console"_s);
    m_daemon.kill();
    m_daemon.waitForFinished();
}

bool FakeAvahi::startBus()
{
    qDBusRegisterMetaType<QByteArrayList>();
    m_daemon.start(u"dbus-daemon"_s, {u"--session"_s, u"--nofork"_s, u"--print-address"_s});
    if (!m_daemon.waitForStarted() || !m_daemon.waitForReadyRead()) return false;
    const auto address = QString::fromUtf8(m_daemon.readLine()).trimmed();
    QDBusConnection::connectToBus(address, u"console"_s);
    m_bus = QDBusConnection::connectToBus(address, u"avahi"_s);
    return m_bus->isConnected();
}

QDBusConnection FakeAvahi::connection() const
{
    return QDBusConnection(u"console"_s);
}

bool FakeAvahi::appear()
{
    return m_bus->registerObject(u"/"_s, this, QDBusConnection::ExportAllSlots) &&
           m_bus->registerService(kName);
}

void FakeAvahi::vanish()
{
    m_browsed = false;
    m_bus->unregisterService(kName);
    m_bus->unregisterObject(u"/"_s);
}

void FakeAvahi::announce(const QString &name, const Service &service)
{
    m_services.insert(name, service);
    if (m_browsed) signal(u"ItemNew"_s, name);
}

void FakeAvahi::withdraw(const QString &name)
{
    m_services.remove(name);
    if (m_browsed) signal(u"ItemRemove"_s, name);
}

QDBusObjectPath FakeAvahi::ServiceBrowserNew(int, int, const QString &, const QString &, uint)
{
    m_browsed = true;
    // As Avahi does: what it knows may be told before its answer has come.
    for (const auto &name : m_services.keys())
        signal(u"ItemNew"_s, name);
    return QDBusObjectPath(kBrowser);
}

void FakeAvahi::ResolveService(int interface, int protocol, const QString &name, const QString &type,
                               const QString &domain, int addressProtocol, uint flags,
                               const QDBusMessage &question)
{
    question.setDelayedReply(true);
    if (!m_services.contains(name)) {
        m_bus->send(question.createErrorReply(u"org.freedesktop.Avahi.TimeoutError"_s, u"Timeout reached"_s));
        return;
    }
    const auto service = m_services.value(name);
    const QByteArrayList text{service.tls ? "tls=1" : "tls=0"};
    m_bus->send(question.createReply({interface, protocol, name, type, domain, service.host, addressProtocol,
                                      service.address, QVariant::fromValue<ushort>(service.port),
                                      QVariant::fromValue(text), flags}));
}

void FakeAvahi::signal(const QString &what, const QString &name)
{
    auto message = QDBusMessage::createSignal(kBrowser, u"org.freedesktop.Avahi.ServiceBrowser"_s, what);
    message.setArguments({2, 0, name, u"_lectern._tcp"_s, u"local"_s, 0U});
    m_bus->send(message);
}

} // namespace lectern::test
