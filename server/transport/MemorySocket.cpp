// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/transport/MemorySocket.h"

#include <cstring>

namespace lectern {

qint64 MemorySocket::readData(char *data, qint64 maximum)
{
    const qint64 taken = std::min<qint64>(maximum, m_input.size());
    if (taken == 0) return 0; // there may be no place to put nothing
    std::memcpy(data, m_input.constData(), static_cast<std::size_t>(taken));
    m_input.remove(0, taken);
    return taken;
}

} // namespace lectern
