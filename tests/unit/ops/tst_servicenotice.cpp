// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/ops/ServiceNotice.h"

#include <QtCore/QTemporaryDir>
#include <QtTest/QTest>

#include <cstddef>
#include <fcntl.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

using namespace lectern;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

/// A service manager's end of NOTIFY_SOCKET.
class Manager
{
public:
    /// `name`: a path, or "@…" of Linux' abstract names.
    explicit Manager(const QByteArray &name)
        : m_descriptor(::socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0))
    {
        sockaddr_un address{};
        address.sun_family = AF_UNIX;
        std::copy(name.begin(), name.end(), address.sun_path);
        if (name.startsWith('@')) address.sun_path[0] = '\0';
        const auto length = socklen_t(offsetof(sockaddr_un, sun_path) + std::size_t(name.size()));
        if (::bind(m_descriptor, reinterpret_cast<const sockaddr *>(&address), length) != 0)
            qFatal("no socket of that name");
    }
    ~Manager() { ::close(m_descriptor); }

    /// What has come and was not read yet; empty: nothing.
    QByteArray next()
    {
        QByteArray text(1024, '\0');
        const auto size = ::recv(m_descriptor, text.data(), std::size_t(text.size()), 0);
        return size < 0 ? QByteArray() : text.left(size);
    }

    /// How often that has come by now, of all that was not read.
    qsizetype count(const QByteArray &wanted)
    {
        for (QByteArray text = next(); !text.isEmpty(); text = next())
            m_heard += text;
        return m_heard.count(wanted);
    }

private:
    int m_descriptor;
    QByteArrayList m_heard;
};

class ServiceNoticeTest : public QObject
{
    Q_OBJECT

    QTemporaryDir m_dir;
    int m_sockets = 0;

    QByteArray path() { return m_dir.filePath(u"notify%1"_s.arg(++m_sockets)).toLocal8Bit(); }

    static QProcessEnvironment environment(const QByteArray &socket,
                                           const QList<std::pair<QString, QString>> &more = {})
    {
        QProcessEnvironment environment;
        environment.insert(u"NOTIFY_SOCKET"_s, QString::fromLocal8Bit(socket));
        for (const auto &[name, value] : more)
            environment.insert(name, value);
        return environment;
    }

private Q_SLOTS:
    void saysThatItIsReadyAndThatItStops()
    {
        const QByteArray socket = path();
        Manager manager(socket);
        ServiceNotice notice(environment(socket));
        QCOMPARE(manager.next(), QByteArray());
        notice.ready(u"listening on 교탁"_s);
        QCOMPARE(manager.next(), QByteArray("READY=1\nSTATUS=listening on 교탁"));
        notice.stopping(12s);
        QCOMPARE(manager.next(),
                 QByteArray("STOPPING=1\nSTATUS=sending everyone elsewhere\nEXTEND_TIMEOUT_USEC=12000000"));
    }

    void findsAnAbstractName()
    {
        const QByteArray socket = "@lectern-test-" + QByteArray::number(::getpid());
        Manager manager(socket);
        ServiceNotice notice(environment(socket));
        notice.ready(u"x"_s);
        QCOMPARE(manager.next(), QByteArray("READY=1\nSTATUS=x"));
    }

    void showsThatTheLoopTurns()
    {
        const QByteArray socket = path();
        Manager manager(socket);
        ServiceNotice notice(environment(
            socket, {{u"WATCHDOG_USEC"_s, u"20000"_s}, {u"WATCHDOG_PID"_s, QString::number(::getpid())}}));
        notice.ready(u"x"_s);
        QCOMPARE(manager.next(), QByteArray("READY=1\nSTATUS=x"));
        QTRY_VERIFY(manager.count("WATCHDOG=1"_ba) >= 2);
    }

    /// The watchdog of who has started us is not ours.
    void leavesAnothersWatchdogAlone()
    {
        const QByteArray socket = path(), other = path();
        Manager manager(socket), watched(other);
        ServiceNotice notice(
            environment(socket, {{u"WATCHDOG_USEC"_s, u"2000"_s}, {u"WATCHDOG_PID"_s, u"1"_s}}));
        ServiceNotice own(environment(other, {{u"WATCHDOG_USEC"_s, u"20000"_s}}));
        notice.ready(u"x"_s);
        own.ready(u"x"_s);
        QCOMPARE(manager.next(), QByteArray("READY=1\nSTATUS=x"));
        QCOMPARE(watched.next(), QByteArray("READY=1\nSTATUS=x"));
        QTRY_VERIFY(watched.count("WATCHDOG=1"_ba) >= 1); // ten times as slow
        QCOMPARE(manager.next(), QByteArray());
    }

    void withoutAManagerNothingHappens()
    {
        ServiceNotice nobody{QProcessEnvironment()};
        nobody.ready(u"x"_s);
        ServiceNotice away(environment(path()));
        away.ready(u"x"_s);
        away.stopping(1s);
        ServiceNotice tooLong(environment(QByteArray(500, 'x')));
        tooLong.ready(u"x"_s);
    }
};

QTEST_GUILESS_MAIN(ServiceNoticeTest)
#include "tst_servicenotice.moc"
