// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/transport/HandshakePipe.h"

#include <algorithm>
#include <array>

namespace lectern {

namespace {

/// All that a handshake is decided by; the version is said beside them.
constexpr std::array<QByteArrayView, 6> kDeciding{
    "Host", "Origin", "Upgrade", "Connection", "Sec-WebSocket-Key", "Sec-WebSocket-Protocol"};

bool decides(const QByteArray &name)
{
    return std::ranges::any_of(kDeciding, [&name](QByteArrayView deciding) {
        return name.compare(deciding, Qt::CaseInsensitive) == 0;
    });
}

} // namespace

HandshakePipe::HandshakePipe(const RequestHead &head)
{
    QByteArray request = "GET / HTTP/1.1\r\nSec-WebSocket-Version: 13\r\n";
    for (const auto &[name, value] : head.headers.fields())
        if (decides(name)) request.append(name).append(": ").append(value).append("\r\n");
    put(request.append("\r\n"));
    setOpenMode(ReadWrite | Unbuffered);
    setSocketState(ConnectedState);
}

HandshakePipe::~HandshakePipe()
{
    close();
}

void HandshakePipe::close()
{
    setSocketState(UnconnectedState);
    setOpenMode(NotOpen);
}

qint64 HandshakePipe::writeData(const char *data, qint64 size)
{
    m_answer.append(data, size);
    return size;
}

} // namespace lectern
