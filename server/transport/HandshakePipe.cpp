// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/transport/HandshakePipe.h"

namespace lectern {

HandshakePipe::HandshakePipe(const RequestHead &head)
{
    QByteArray request = "GET " + head.target + " HTTP/1.1\r\n";
    for (const auto &[name, value] : head.headers.fields()) {
        const bool isVersion = name.compare("Sec-WebSocket-Version", Qt::CaseInsensitive) == 0;
        request += name + ": " + (isVersion ? "13" : value) + "\r\n";
    }
    put(request + "\r\n");
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
