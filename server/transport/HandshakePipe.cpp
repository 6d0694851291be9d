// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/transport/HandshakePipe.h"

#include <cstring>

namespace lectern {

HandshakePipe::HandshakePipe(const RequestHead &head)
    : m_request("GET " + head.target + " HTTP/1.1\r\n")
{
    for (const auto &[name, value] : head.headers.fields()) {
        const bool isVersion = name.compare("Sec-WebSocket-Version", Qt::CaseInsensitive) == 0;
        m_request += name + ": " + (isVersion ? "13" : value) + "\r\n";
    }
    m_request += "\r\n";
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

qint64 HandshakePipe::bytesAvailable() const
{
    return QIODevice::bytesAvailable() + m_request.size();
}

qint64 HandshakePipe::readData(char *data, qint64 maximum)
{
    const qint64 taken = std::min<qint64>(maximum, m_request.size());
    if (taken == 0) return 0; // there may be no place to put nothing
    std::memcpy(data, m_request.constData(), static_cast<std::size_t>(taken));
    m_request.remove(0, taken);
    return taken;
}

qint64 HandshakePipe::writeData(const char *data, qint64 size)
{
    m_answer.append(data, size);
    return size;
}

} // namespace lectern
