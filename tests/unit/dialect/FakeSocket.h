// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/transport/MessageSocket.h"

#include <QtCore/QStringList>

namespace lectern::test {

/// A client without a network: what it was sent, and how it was sent away.
class FakeSocket : public MessageSocket
{
    Q_OBJECT

public:
    QList<QByteArray> sent;
    int closeCode = 0; ///< 0: still open

    void send(const QByteArray &utf8) override
    {
        if (closeCode == 0) sent.append(utf8);
    }
    void close(CloseCode code, const QString &) override
    {
        if (std::exchange(closeCode, int(code)) != 0) return;
        Q_EMIT closed(End::Ours);
    }
};

} // namespace lectern::test
