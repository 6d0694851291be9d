// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/ops/ServiceNotice.h"

#include <cstddef>
#include <cstring>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

namespace lectern {

using namespace Qt::StringLiterals;

ServiceNotice::ServiceNotice(const QProcessEnvironment &environment)
    : m_socket(environment.value(u"NOTIFY_SOCKET"_s).toLocal8Bit())
{
    // WATCHDOG_PID: meant for another process, which has left us its environment.
    const QString watched = environment.value(u"WATCHDOG_PID"_s);
    if (watched.isEmpty() || watched.toLongLong() == ::getpid())
        m_watchdog = std::chrono::microseconds(environment.value(u"WATCHDOG_USEC"_s).toLongLong());
    m_alive.callOnTimeout([this] { tell("WATCHDOG=1"); });
}

void ServiceNotice::ready(const QString &status)
{
    tell("READY=1\nSTATUS=" + status.toUtf8());
    using std::chrono::milliseconds;
    // Half of what is asked for, as sd_watchdog_enabled(3) advises.
    if (m_watchdog.count() > 0) m_alive.start(std::chrono::duration_cast<milliseconds>(m_watchdog / 2));
}

void ServiceNotice::stopping(std::chrono::milliseconds within)
{
    const auto micros = std::chrono::duration_cast<std::chrono::microseconds>(within);
    tell("STOPPING=1\nSTATUS=sending everyone elsewhere\nEXTEND_TIMEOUT_USEC=" +
         QByteArray::number(qint64(micros.count())));
}

void ServiceNotice::tell(const QByteArray &text) const
{
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    if (m_socket.isEmpty() || std::size_t(m_socket.size()) >= sizeof address.sun_path) return;
    std::memcpy(address.sun_path, m_socket.constData(), std::size_t(m_socket.size()));
    if (address.sun_path[0] == '@') address.sun_path[0] = '\0'; // Linux' abstract names
    const auto length = socklen_t(offsetof(sockaddr_un, sun_path) + std::size_t(m_socket.size()));

    const int descriptor = ::socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);
    if (descriptor < 0) return;
    (void)::sendto(descriptor, text.constData(), std::size_t(text.size()), MSG_NOSIGNAL | MSG_DONTWAIT,
                   reinterpret_cast<const sockaddr *>(&address), length);
    ::close(descriptor);
}

} // namespace lectern
