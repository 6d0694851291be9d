// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/session/ServerAddress.h"

#include <QtNetwork/QHostAddress>

using namespace Qt::StringLiterals;

namespace lectern::serveraddress {

std::optional<QUrl> fromTyped(const QString &typed)
{
    auto text = typed.trimmed();
    if (text.isEmpty()) return std::nullopt;
    if (!text.contains("://"_L1)) {
        const QUrl guess(u"http://"_s + text);
        const bool near = isLoopback(guess) || !QHostAddress(guess.host()).isNull() || guess.port() != -1;
        text.prepend(near ? "http://"_L1 : "https://"_L1);
    }
    const QUrl url(text, QUrl::StrictMode);
    const bool known = url.scheme() == "http"_L1 || url.scheme() == "https"_L1;
    if (!url.isValid() || !known || url.host().isEmpty()) return std::nullopt;

    QUrl server;
    server.setScheme(url.scheme());
    server.setHost(url.host());
    server.setPort(url.port());
    return server;
}

bool isLoopback(const QUrl &server)
{
    const auto host = server.host();
    return host == "localhost"_L1 || host.endsWith(".localhost"_L1) || QHostAddress(host).isLoopback();
}

bool isExposed(const QUrl &server)
{
    return server.scheme() != "https"_L1 && !isLoopback(server);
}

} // namespace lectern::serveraddress
