// SPDX-License-Identifier: GPL-3.0-or-later
#include "Socket.h"

#include <cerrno>
#include <cstring>

#include <fcntl.h>
#include <netdb.h>
#include <netinet/tcp.h>
#include <sys/socket.h>

namespace lectern::bench {

using namespace Qt::StringLiterals;

std::expected<sockaddr_in, QString> resolve(const QString &host, quint16 port)
{
    addrinfo wanted{};
    wanted.ai_family = AF_INET;
    wanted.ai_socktype = SOCK_STREAM;
    addrinfo *found = nullptr;
    if (const int error = getaddrinfo(host.toUtf8().constData(), nullptr, &wanted, &found))
        return std::unexpected(u"%1: %2"_s.arg(host, QString::fromLocal8Bit(gai_strerror(error))));
    sockaddr_in address{};
    std::memcpy(&address, found->ai_addr, sizeof address);
    freeaddrinfo(found);
    address.sin_port = htons(port);
    return address;
}

std::expected<Descriptor, QString> connectTo(const sockaddr_in &address)
{
    Descriptor socket(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0));
    const int on = 1;
    // Connections that end with a reset leave no TIME_WAIT behind for the next run.
    const linger reset{1, 0};
    if (!socket || ::connect(socket.get(), reinterpret_cast<const sockaddr *>(&address), sizeof address) < 0)
        return std::unexpected(u"connecting: %1"_s.arg(QString::fromLocal8Bit(std::strerror(errno))));
    setsockopt(socket.get(), IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    setsockopt(socket.get(), SOL_SOCKET, SO_LINGER, &reset, sizeof reset);
    return socket;
}

void makeNonBlocking(const Descriptor &socket)
{
    fcntl(socket.get(), F_SETFL, fcntl(socket.get(), F_GETFL) | O_NONBLOCK);
}

} // namespace lectern::bench
