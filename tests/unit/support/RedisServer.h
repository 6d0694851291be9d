// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/broker/RedisAddress.h"

#include <QtCore/QDeadlineTimer>
#include <QtCore/QFile>
#include <QtCore/QProcess>
#include <QtCore/QTemporaryDir>
#include <QtCore/QThread>
#include <QtNetwork/QLocalSocket>

#include <csignal>

#include <sys/prctl.h>

/// A real redis-server of the test's own, on a unix socket in a temporary folder, ended with the object.
/// A test that can't have one fails: redis-server is a requirement of the tests.
class RedisServer
{
public:
    /// `options` as on the command line, for instance {"--requirepass", "secret"}.
    explicit RedisServer(QStringList options = {})
        : m_options(std::move(options))
    {
        start();
    }

    ~RedisServer() { stop(); }

    /// Starts it (again); returns when it answers. Keeps its data only if the options say so.
    void start()
    {
        using namespace Qt::StringLiterals;
        // A test that crashes takes its Redis with it.
        m_process.setChildProcessModifier([] { ::prctl(PR_SET_PDEATHSIG, SIGKILL); });
        m_process.setProcessChannelMode(QProcess::MergedChannels);
        m_process.setStandardOutputFile(m_dir.filePath(u"redis.log"_s));
        m_process.start(u"redis-server"_s, QStringList{u"--port"_s, u"0"_s, u"--unixsocket"_s, socketPath(),
                                                       u"--dir"_s, m_dir.path(), u"--save"_s, u""_s} +
                                               m_options);
        if (!m_process.waitForStarted()) qFatal("redis-server is needed by this test and did not start");
        QLocalSocket socket;
        const QDeadlineTimer deadline(10'000);
        do {
            socket.connectToServer(socketPath());
            if (socket.waitForConnected(200)) return;
            QThread::msleep(5);
        } while (!deadline.hasExpired() && m_process.state() == QProcess::Running);
        qFatal("redis-server does not answer: %s", log().constData());
    }

    /// At once, as a crash would.
    void stop()
    {
        if (m_process.state() == QProcess::NotRunning) return;
        m_process.kill();
        m_process.waitForFinished();
        QFile::remove(socketPath());
    }

    void restart()
    {
        stop();
        start();
    }

    /// Keeps its connections and says nothing.
    void freeze() { ::kill(pid_t(m_process.processId()), SIGSTOP); }
    void thaw() { ::kill(pid_t(m_process.processId()), SIGCONT); }

    QString socketPath() const { return m_dir.filePath(QStringLiteral("redis.sock")); }
    QString url() const { return QStringLiteral("unix:") + socketPath(); }

    lectern::RedisAddress address() const
    {
        lectern::RedisAddress address;
        address.socketPath = socketPath();
        return address;
    }

    QByteArray log() const
    {
        QFile file(m_dir.filePath(QStringLiteral("redis.log")));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }

private:
    QTemporaryDir m_dir;
    QStringList m_options;
    QProcess m_process;
};
