// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/transport/RequestHead.h"

#include <QtCore/QFile>

class QTcpSocket;

namespace lectern {

/// Writes one answer to a socket; a file goes in chunks as the socket takes them.
class ResponseWriter
{
public:
    explicit ResponseWriter(QTcpSocket &socket)
        : m_socket(socket)
    {
    }

    /// Writes the head and what fits of the body. Without a head (it could not be read) the answer is
    /// that to an HTTP/1.1 GET. A file that cannot be read becomes a 500.
    void start(const RequestHead *request, HttpResponse response, bool keepAlive);

    enum class Progress { More, Done, Failed };
    /// To be called when the socket has written. Done: the kernel has all of it. Failed: the file ended
    /// early, and only closing the connection can tell.
    Progress pump();

private:
    QTcpSocket &m_socket;
    std::shared_ptr<QFile> m_file;
    qint64 m_left = 0; ///< bytes of the file that are still to be read
};

} // namespace lectern
