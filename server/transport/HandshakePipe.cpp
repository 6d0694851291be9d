// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/transport/HandshakePipe.h"

namespace lectern {

HandshakePipe::HandshakePipe(const RequestHead &head)
{
    QByteArray request = "GET / HTTP/1.1\r\nHost: lectern\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                         "Sec-WebSocket-Version: 13\r\n";
    for (const auto &[name, value] : head.headers.fields()) {
        const bool answered = name.compare("Sec-WebSocket-Key", Qt::CaseInsensitive) == 0 ||
                              name.compare("Sec-WebSocket-Protocol", Qt::CaseInsensitive) == 0;
        if (answered) request.append(name).append(": ").append(value).append("\r\n");
    }
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
