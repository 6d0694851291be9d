// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QByteArray>
#include <QtCore/QString>

#include <expected>
#include <utility>

#include <netinet/in.h>
#include <unistd.h>

namespace lectern::bench {

/// An owned descriptor.
class Descriptor
{
public:
    explicit Descriptor(int fd = -1)
        : m_fd(fd)
    {
    }
    Descriptor(Descriptor &&other) noexcept
        : m_fd(std::exchange(other.m_fd, -1))
    {
    }
    Descriptor &operator=(Descriptor &&other) noexcept
    {
        std::swap(m_fd, other.m_fd);
        return *this;
    }
    ~Descriptor()
    {
        if (m_fd >= 0) ::close(m_fd);
    }
    int get() const { return m_fd; }
    explicit operator bool() const { return m_fd >= 0; }

private:
    int m_fd;
};

/// The IPv4 address of a host by name.
std::expected<sockaddr_in, QString> resolve(const QString &host, quint16 port);

/// A connected TCP socket without Nagle's delay; blocks until it is connected.
std::expected<Descriptor, QString> connectTo(const sockaddr_in &address);

void makeNonBlocking(const Descriptor &socket);

} // namespace lectern::bench
