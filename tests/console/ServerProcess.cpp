// SPDX-License-Identifier: GPL-3.0-or-later
#include "ServerProcess.h"

#include <QtCore/QDir>
#include <QtCore/QElapsedTimer>
#include <QtCore/QRegularExpression>

using namespace Qt::StringLiterals;

namespace lectern::test {

bool ServerProcess::run(QProcess &process, const QStringList &arguments)
{
    process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    process.start(qEnvironmentVariable("LECTERN_SERVER"),
                  arguments + QStringList{u"--data-dir"_s, m_data.path()});
    return process.waitForStarted();
}

bool ServerProcess::addUser(const QString &name, const QString &role, const QString &password,
                            const QString &displayName)
{
    QProcess verb;
    if (!run(verb, {u"user"_s, u"add"_s, name, u"--role"_s, role, u"--name"_s, displayName,
                    u"--password-stdin"_s})) {
        return false;
    }
    verb.write(password.toUtf8() + '\n');
    verb.closeWriteChannel();
    return verb.waitForFinished() && verb.exitCode() == 0;
}

bool ServerProcess::makeOwnAuthority()
{
    const auto folder = m_configuration.path();
    QDir(folder + u"/tls-before"_s).removeRecursively();
    QDir(folder).rename(u"tls"_s, u"tls-before"_s);
    // Setup wants it to be there, and takes no files that are not.
    QFile configuration(folder + u"/lectern.toml"_s);
    if (!configuration.open(QIODevice::WriteOnly)) return false;
    configuration.close();
    QProcess verb;
    if (!run(verb, {u"setup"_s, u"--config"_s, folder + u"/lectern.toml"_s, u"--tls"_s, u"local"_s,
                    u"--address"_s, u"localhost:8443"_s}))
        return false;
    verb.closeWriteChannel();
    m_tls = verb.waitForFinished() && verb.exitCode() == 0;
    return m_tls;
}

bool ServerProcess::swapAuthorities()
{
    QDir folder(m_configuration.path());
    return folder.rename(u"tls"_s, u"tls-aside"_s) && folder.rename(u"tls-before"_s, u"tls"_s) &&
           folder.rename(u"tls-aside"_s, u"tls-before"_s);
}

QSslCertificate ServerProcess::authority() const
{
    return QSslCertificate::fromPath(m_configuration.path() + u"/tls/ca.crt"_s).value(0);
}

bool ServerProcess::start()
{
    const auto port = m_url.isEmpty() ? 0 : m_url.port();
    QStringList arguments{u"--listen"_s, u"127.0.0.1:%1"_s.arg(port), u"--log-level"_s, u"warning"_s};
    if (m_tls) arguments += {u"--config"_s, m_configuration.path() + u"/lectern.toml"_s};
    if (!run(m_process, arguments)) return false;
    static const QRegularExpression listening(u"listening on (https?://\\S+)"_s);
    QByteArray output;
    QElapsedTimer patience;
    patience.start();
    while (patience.elapsed() < 20'000 && m_process.state() == QProcess::Running) {
        m_process.waitForReadyRead(500);
        output += m_process.readAllStandardOutput();
        const auto found = listening.match(QString::fromUtf8(output));
        if (!found.hasMatch()) continue;
        m_url = QUrl(found.captured(1));
        return true;
    }
    return false;
}

void ServerProcess::kill()
{
    if (m_process.state() == QProcess::NotRunning) return;
    m_process.kill();
    m_process.waitForFinished();
}

} // namespace lectern::test
