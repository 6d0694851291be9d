// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/session/JoinAddress.h"

#include "console/session/ServerAddress.h"

#include <QtNetwork/QNetworkInterface>
#include <QtNetwork/QTcpSocket>

using namespace Qt::StringLiterals;

namespace lectern {

namespace {

/// Bridges of virtual machines and containers lead to no classroom.
bool isVirtual(const QNetworkInterface &interface)
{
    for (const auto &prefix : {"docker"_L1, "br-"_L1, "veth"_L1, "virbr"_L1, "vmnet"_L1}) {
        if (interface.name().startsWith(prefix)) return true;
    }
    return false;
}

QList<QHostAddress> ownAddresses()
{
    QList<QHostAddress> addresses;
    for (const auto &interface : QNetworkInterface::allInterfaces()) {
        const bool up = interface.flags().testFlag(QNetworkInterface::IsRunning);
        if (!up || isVirtual(interface)) continue;
        for (const auto &entry : interface.addressEntries()) {
            const auto address = entry.ip();
            const bool usable = address.protocol() == QAbstractSocket::IPv4Protocol && address.isGlobal();
            if (usable && !address.isLoopback()) addresses.append(address);
        }
    }
    return addresses;
}

} // namespace

void JoinAddress::lookFor(const QUrl &joinUrl)
{
    m_found = false;
    if (!serveraddress::isLoopback(joinUrl)) return;
    const auto port = static_cast<quint16>(joinUrl.port(joinUrl.scheme() == "https"_L1 ? 443 : 80));
    for (const auto &address : ownAddresses()) {
        auto *socket = new QTcpSocket(this);
        connect(socket, &QTcpSocket::connected, this, [this, socket, joinUrl, address] {
            socket->abort();
            if (std::exchange(m_found, true)) return;
            auto reachable = joinUrl;
            reachable.setHost(address.toString());
            Q_EMIT found(reachable);
        });
        connect(socket, &QTcpSocket::stateChanged, socket, [socket](QAbstractSocket::SocketState state) {
            if (state == QAbstractSocket::UnconnectedState) socket->deleteLater();
        });
        socket->connectToHost(address, port);
    }
}

} // namespace lectern
