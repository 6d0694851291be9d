// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QDeadlineTimer>
#include <QtCore/QDir>
#include <QtCore/QFile>
#include <QtCore/QProcess>
#include <QtCore/QTemporaryDir>
#include <QtCore/QThread>
#include <QtCore/QUrl>
#include <QtNetwork/QTcpServer>
#include <QtSql/QSqlDatabase>
#include <QtSql/QSqlError>
#include <QtSql/QSqlQuery>

#include <csignal>

#include <grp.h>
#include <pwd.h>
#include <sys/prctl.h>
#include <unistd.h>

/// A real PostgreSQL of the test's own: on a unix socket in a temporary folder, and on a free port of the
/// loopback, where it asks for the password; ended with the object. A test that can't have one fails:
/// PostgreSQL is a requirement of the tests.
class PostgresServer
{
public:
    PostgresServer()
    {
        using namespace Qt::StringLiterals;
        if (const passwd *user = account())
            if (::chown(QFile::encodeName(m_dir.path()).constData(), user->pw_uid, user->pw_gid) != 0)
                qFatal("the folder for PostgreSQL cannot be given away");
        QFile secret(m_dir.filePath(u"password"_s));
        secret.open(QIODevice::WriteOnly);
        secret.write(password().toUtf8());
        secret.setPermissions(QFile::ReadOwner | QFile::ReadOther);
        secret.close();

        QProcess made;
        dress(made);
        made.setProcessChannelMode(QProcess::MergedChannels);
        made.start(program(u"initdb"_s),
                   {u"-D"_s, data(), u"-U"_s, user(), u"-E"_s, u"UTF8"_s, u"--locale=C"_s, u"--no-sync"_s,
                    u"--auth-local=trust"_s, u"--auth-host=scram-sha-256"_s,
                    u"--pwfile="_s + secret.fileName()});
        if (!made.waitForFinished(60'000) || made.exitCode() != 0)
            qFatal("initdb did not do its work: %s", made.readAll().constData());
        start();
    }

    ~PostgresServer() { end(SIGQUIT); }

    /// Starts it (again), with its data; returns when it answers.
    void start()
    {
        using namespace Qt::StringLiterals;
        dress(m_process);
        m_process.setProcessChannelMode(QProcess::MergedChannels);
        m_process.setStandardOutputFile(m_dir.filePath(u"postgresql.log"_s), QIODevice::Append);
        m_process.start(program(u"postgres"_s), {u"-D"_s, data(), u"-p"_s, QString::number(m_port), u"-k"_s,
                                                 m_dir.path(), u"-c"_s, u"listen_addresses=127.0.0.1"_s,
                                                 u"-c"_s, u"fsync=off"_s, u"-c"_s, u"max_connections=60"_s});
        const QDeadlineTimer deadline(30'000);
        while (!execute(u"SELECT 1"_s)) {
            if (deadline.hasExpired() || m_process.state() == QProcess::NotRunning)
                qFatal("PostgreSQL does not answer: %s", log().constData());
            QThread::msleep(10);
        }
    }

    /// Puts everyone out, as a restart does.
    void stop() { end(SIGINT); }

    /// Carries out a statement as the owner of everything.
    bool execute(const QString &statement, const QString &database = QStringLiteral("postgres"))
    {
        using namespace Qt::StringLiterals;
        bool done = false;
        {
            QSqlDatabase connection = QSqlDatabase::addDatabase(u"QPSQL"_s, u"owner"_s);
            connection.setHostName(m_dir.path());
            connection.setPort(m_port);
            connection.setUserName(user());
            connection.setDatabaseName(database);
            done = connection.open() && QSqlQuery(connection).exec(statement);
        }
        QSqlDatabase::removeDatabase(u"owner"_s);
        return done;
    }

    /// The URL of a new, empty database.
    QString freshDatabase()
    {
        const QString name = QStringLiteral("lectern_%1").arg(++m_databases);
        if (!execute(QStringLiteral("CREATE DATABASE %1 TEMPLATE template0").arg(name)))
            qFatal("no database could be made: %s", log().constData());
        return url(name);
    }

    QString url(const QString &database) const
    {
        return QStringLiteral("postgresql://%1@/%2?host=%3&port=%4")
            .arg(user(), database, m_dir.path())
            .arg(m_port);
    }

    /// The same database by another way, on which the password counts.
    QString tcpUrl(const QString &database, const QString &password) const
    {
        return QStringLiteral("postgresql://%1:%2@127.0.0.1:%3/%4")
            .arg(user(), QString::fromLatin1(QUrl::toPercentEncoding(password)))
            .arg(m_port)
            .arg(database);
    }

    quint16 port() const { return m_port; }

    /// Somebody waits for what somebody else holds.
    bool isWaitedForALock()
    {
        return execute(QStringLiteral("SELECT 1 / count(*) FROM pg_locks WHERE NOT granted"));
    }

    static QString user() { return QStringLiteral("lectern"); }
    static QString password() { return QStringLiteral("open sesame"); }

private:
    void end(int signal)
    {
        if (m_process.state() == QProcess::NotRunning) return;
        ::kill(pid_t(m_process.processId()), signal);
        m_process.waitForFinished();
    }

    static quint16 freePort()
    {
        QTcpServer probe;
        probe.listen(QHostAddress::LocalHost);
        return probe.serverPort();
    }

    /// It refuses to run as root.
    static const passwd *account()
    {
        if (::geteuid() != 0) return nullptr;
        const passwd *user = ::getpwnam("postgres");
        return user ? user : ::getpwnam("nobody");
    }

    /// Another user, who goes with the test even when that crashes.
    static void dress(QProcess &process)
    {
        const passwd *user = account();
        const uid_t uid = user ? user->pw_uid : 0;
        const gid_t gid = user ? user->pw_gid : 0;
        process.setWorkingDirectory(QStringLiteral("/"));
        process.setChildProcessModifier([uid, gid] {
            if (uid != 0 && (::setgroups(0, nullptr) != 0 || ::setgid(gid) != 0 || ::setuid(uid) != 0))
                ::_exit(126);
            ::prctl(PR_SET_PDEATHSIG, SIGQUIT);
        });
    }

    /// The newest of those that are installed, which stand outside the path.
    static QString program(const QString &name)
    {
        const QDir versions(QStringLiteral("/usr/lib/postgresql"));
        QStringList found = versions.entryList(QDir::Dirs | QDir::NoDotAndDotDot);
        std::ranges::sort(found, {}, [](const QString &version) { return version.toInt(); });
        return found.isEmpty() ? name : versions.filePath(found.last() + QStringLiteral("/bin/") + name);
    }

    QString data() const { return m_dir.filePath(QStringLiteral("data")); }

    QByteArray log() const
    {
        QFile file(m_dir.filePath(QStringLiteral("postgresql.log")));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }

    QTemporaryDir m_dir;
    quint16 m_port = freePort();
    int m_databases = 0;
    QProcess m_process;
};
