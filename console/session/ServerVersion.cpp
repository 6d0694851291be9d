// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/session/ServerVersion.h"

#include <QtCore/QRegularExpression>
#include <QtNetwork/QNetworkReply>

using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace lectern {

void ServerVersion::ask(const QUrl &server, const QSslConfiguration &tls)
{
    auto address = server;
    address.setPath(u"/metrics"_s);
    QNetworkRequest request(address);
    request.setSslConfiguration(tls);
    request.setTransferTimeout(std::chrono::milliseconds(10s).count());
    auto *reply = m_network.get(request);
    connect(reply, &QNetworkReply::finished, this, [this, reply] {
        if (reply->error() == QNetworkReply::NoError) take(reply->readAll());
        reply->deleteLater();
    });
}

void ServerVersion::take(const QByteArray &page)
{
    static const QRegularExpression kVersion(uR"re(^lectern_build_info\{version="([^"]+)"\})re"_s,
                                             QRegularExpression::MultilineOption);
    const auto version = kVersion.match(QString::fromUtf8(page)).captured(1);
    if (version.isEmpty() || version == m_current) return;
    const auto before = std::exchange(m_current, version);
    if (!before.isEmpty()) Q_EMIT updated(version);
}

} // namespace lectern
