// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/app/doctor/Checks.h"

#include <QtCore/QDeadlineTimer>
#include <QtNetwork/QSslSocket>
#include <QtNetwork/QTcpServer>

#include <memory>

namespace lectern::doctor {

using namespace Qt::StringLiterals;

namespace {

constexpr int kWait = 3000; // ms

QHostAddress reachable(const QHostAddress &address)
{
    if (address == QHostAddress(QHostAddress::AnyIPv6)) return QHostAddress(QHostAddress::LocalHostIPv6);
    if (address == QHostAddress(QHostAddress::AnyIPv4)) return QHostAddress(QHostAddress::LocalHost);
    return address;
}

/// Whether who listens there is one of us.
bool isLectern(const Config &config)
{
    QSslSocket socket;
    socket.setPeerVerifyMode(QSslSocket::VerifyNone); // that is another look
    const QString host = reachable(config.listenAddress).toString();
    if (config.tlsCert.isEmpty())
        socket.connectToHost(host, config.listenPort);
    else
        socket.connectToHostEncrypted(host, config.listenPort);
    if (config.tlsCert.isEmpty() ? !socket.waitForConnected(kWait) : !socket.waitForEncrypted(kWait))
        return false;
    socket.write("GET /metrics HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
    QByteArray answer;
    const QDeadlineTimer late(kWait);
    while (!answer.contains("lectern_build_info") && !late.hasExpired() && socket.waitForReadyRead(kWait))
        answer += socket.readAll();
    return answer.contains("lectern_build_info");
}

} // namespace

Findings checkPort(const Config &config)
{
    const QString subject = u"listen"_s;
    const QString place = u"%1:%2"_s.arg(config.listenAddress.toString()).arg(config.listenPort);
    QTcpServer server;
    if (server.listen(config.listenAddress, config.listenPort))
        return {Finding::fine(subject, u"%1 is free: no server runs there"_s.arg(place))};
    switch (server.serverError()) {
    case QAbstractSocket::AddressInUseError:
        if (isLectern(config))
            return {Finding::fine(subject, u"a lectern-server answers at %1"_s.arg(place))};
        return {Finding::wrong(
            subject, u"another program listens at %1"_s.arg(place),
            u"see which: ss -ltnp 'sport = :%1'; stop it, or choose another port"_s.arg(config.listenPort))};
    case QAbstractSocket::SocketAddressNotAvailableError:
        return {Finding::wrong(subject,
                               u"%1 is no address of this machine"_s.arg(config.listenAddress.toString()),
                               u"take one that \"ip address\" shows, or 0.0.0.0 for all of them"_s)};
    case QAbstractSocket::SocketAccessError:
        return {Finding::warning(
            subject, u"port %1 is not for ordinary users, so it cannot be tried"_s.arg(config.listenPort),
            u"the packaged service may take it; elsewhere choose one above 1023"_s)};
    default:
        return {Finding::wrong(subject, u"%1: %2"_s.arg(place, server.errorString()),
                               u"choose another address"_s)};
    }
}

} // namespace lectern::doctor
