// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QHash>
#include <QtCore/QObject>
#include <QtCore/QProcess>
#include <QtDBus/QDBusConnection>
#include <QtDBus/QDBusMessage>
#include <QtDBus/QDBusObjectPath>

#include <optional>

namespace lectern::test {

/// What Avahi says on the bus about servers that are there, on a bus of its own (dbus-daemon).
class FakeAvahi : public QObject
{
    Q_OBJECT
    Q_CLASSINFO("D-Bus Interface", "org.freedesktop.Avahi.Server")

public:
    struct Service
    {
        QString host;
        QString address;
        quint16 port = 0;
        bool tls = false;
    };

    ~FakeAvahi() override;

    /// Starts the bus; nobody answers on it yet. False when there is no dbus-daemon.
    bool startBus();
    /// Another's way onto the bus.
    QDBusConnection connection() const;
    /// As if avahi-daemon had been started, and stopped.
    bool appear();
    void vanish();

    void announce(const QString &name, const Service &service);
    void withdraw(const QString &name);

public Q_SLOTS:
    QDBusObjectPath ServiceBrowserNew(int interface, int protocol, const QString &type, const QString &domain,
                                      uint flags);
    void ResolveService(int interface, int protocol, const QString &name, const QString &type,
                        const QString &domain, int addressProtocol, uint flags, const QDBusMessage &question);

private:
    void signal(const QString &what, const QString &name);

    QProcess m_daemon;
    std::optional<QDBusConnection> m_bus;
    QHash<QString, Service> m_services;
    bool m_browsed = false;
};

} // namespace lectern::test
