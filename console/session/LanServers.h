// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QObject>
#include <QtCore/QUrl>
#include <QtDBus/QDBusConnection>
#include <QtDBus/QDBusMessage>

class QDBusServiceWatcher;

namespace lectern {

/// A server that says in the local network that it is there.
struct LanServer
{
    QString name; ///< for a person, such as "Lectern on schoolpc"
    QUrl address;

    bool operator==(const LanServer &) const = default;
};

/// The Lectern servers of the local network (`_lectern._tcp`), as Avahi knows them. Where there is no Avahi
/// there are none, and nothing is said about it.
class LanServers : public QObject
{
    Q_OBJECT

public:
    /// `bus`: where Avahi is, the system's.
    explicit LanServers(QDBusConnection bus, QObject *parent = nullptr);

    /// Begins to look; they come and go by themselves from then on.
    void start();
    const QList<LanServer> &servers() const { return m_servers; } ///< in the order in which they were found

Q_SIGNALS:
    void changed();

private Q_SLOTS:
    void onItemNew(int interface, int protocol, const QString &name, const QString &type,
                   const QString &domain, uint flags);
    void onItemRemove(int interface, int protocol, const QString &name, const QString &type,
                      const QString &domain, uint flags);

private:
    void browse();
    void take(const QString &name, const QDBusMessage &resolved);
    void add(const LanServer &server);

    QDBusConnection m_bus;
    QDBusServiceWatcher *m_watcher;
    QList<LanServer> m_servers;
};

} // namespace lectern
