// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/session/AuthorityProbe.h"

#include <QtCore/QTimer>
#include <QtNetwork/QNetworkReply>
#include <QtNetwork/QSslConfiguration>
#include <QtNetwork/QSslSocket>

using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace lectern {

namespace {

constexpr std::chrono::milliseconds kPatience = 10s;

} // namespace

void AuthorityProbe::ask(const QUrl &server)
{
    m_server = server;
    m_candidates.clear();
    // A connection that was let through before must not answer for this one.
    m_network.clearConnectionCache();
    auto address = server;
    address.setPath(u"/ca.crt"_s);
    QNetworkRequest request(address);
    request.setTransferTimeout(static_cast<int>(kPatience.count()));
    request.setAttribute(QNetworkRequest::RedirectPolicyAttribute, QNetworkRequest::ManualRedirectPolicy);
    auto *reply = m_network.get(request);
    connect(reply, &QNetworkReply::sslErrors, reply, [reply] { reply->ignoreSslErrors(); });
    connect(reply, &QNetworkReply::finished, this, [this, reply, question = ++m_question] {
        reply->deleteLater();
        if (question != m_question) return;
        const auto handedOut = QSslCertificate(reply->readAll(), QSsl::Der);
        const auto shown = reply->sslConfiguration().peerCertificateChain();
        if (reply->error() == QNetworkReply::NoError && !handedOut.isNull()) m_candidates.append(handedOut);
        if (!shown.isEmpty() && shown.last().isSelfSigned()) m_candidates.append(shown.last());
        tryNext();
    });
}

/// Whether the first candidate is enough shows a connection that believes nobody else.
void AuthorityProbe::tryNext()
{
    if (m_candidates.isEmpty()) {
        Q_EMIT answered(m_server, QSslCertificate());
        return;
    }
    const auto candidate = m_candidates.takeFirst();
    auto tls = QSslConfiguration::defaultConfiguration();
    tls.setCaCertificates({candidate});
    auto *socket = new QSslSocket(this);
    socket->setSslConfiguration(tls);
    const auto settle = [this, socket, candidate, question = m_question](bool good) {
        socket->disconnect(this);
        socket->abort();
        socket->deleteLater();
        if (question != m_question) return;
        if (good)
            Q_EMIT answered(m_server, candidate);
        else
            tryNext();
    };
    connect(socket, &QSslSocket::encrypted, this, [settle] { settle(true); });
    connect(socket, &QSslSocket::errorOccurred, this, [settle] { settle(false); });
    auto *patience = new QTimer(socket);
    patience->setSingleShot(true);
    connect(patience, &QTimer::timeout, this, [settle] { settle(false); });
    patience->start(kPatience);
    socket->connectToHostEncrypted(m_server.host(), static_cast<quint16>(m_server.port(443)));
}

} // namespace lectern
