// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QProcess>
#include <QtCore/QTemporaryDir>
#include <QtCore/QUrl>
#include <QtNetwork/QSslCertificate>

namespace lectern::test {

/// The real server (environment LECTERN_SERVER) on a free port, with a data directory of its own.
class ServerProcess
{
public:
    ~ServerProcess() { kill(); }

    /// False, with a warning, when it could not be made.
    bool addUser(const QString &name, const QString &role, const QString &password,
                 const QString &displayName);
    /// The certificates that `lectern-server setup` makes, from now on, so that the server is a https one.
    /// Once more: of another authority; the one before is put aside. False when setup says no.
    bool makeOwnAuthority();
    /// Puts the authority before and the one of now in each other's place.
    bool swapAuthorities();
    QSslCertificate authority() const;
    /// After kill() it comes back on the same port, with the same data.
    bool start();
    /// As if the power went.
    void kill();

    QUrl url() const { return m_url; }

private:
    bool run(QProcess &process, const QStringList &arguments);

    QTemporaryDir m_data;
    QTemporaryDir m_configuration;
    bool m_tls = false;
    QProcess m_process;
    QUrl m_url;
};

} // namespace lectern::test
