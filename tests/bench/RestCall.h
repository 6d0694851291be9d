// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "Socket.h"

#include <QtCore/QJsonObject>

namespace lectern::bench {

/// REST calls one after the other over one kept connection; each blocks until it is answered.
class RestCall
{
public:
    explicit RestCall(const sockaddr_in &address)
        : m_address(address)
    {
    }

    void setToken(const QString &token) { m_token = token; }
    const QString &token() const { return m_token; }
    /// The JSON of a 2xx answer (empty for none), or what went wrong.
    std::expected<QJsonObject, QString> operator()(const QByteArray &verb, const QByteArray &path,
                                                   const QJsonObject &body = {});

private:
    std::expected<QByteArray, QString> exchange(const QByteArray &request);

    sockaddr_in m_address;
    Descriptor m_socket;
    QString m_token;
};

} // namespace lectern::bench
