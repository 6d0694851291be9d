// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QObject>
#include <QtCore/QUrl>
#include <QtNetwork/QNetworkAccessManager>
#include <QtNetwork/QSslCertificate>

namespace lectern {

/// Finds out whom one would have to believe so that a server's certificate is good: the school's authority
/// that it hands out at /ca.crt, or its own certificate where that is self-signed. Nothing secret is sent for
/// it.
class AuthorityProbe : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    /// `server`: https. Asking again cancels the question before.
    void ask(const QUrl &server);
    /// No answer is wanted any more.
    void cancel() { ++m_question; }

Q_SIGNALS:
    /// A null certificate: the server would not be believed with any that it shows (another name, run out, no
    /// TLS there).
    void answered(const QUrl &server, const QSslCertificate &authority);

private:
    void tryNext();

    QNetworkAccessManager m_network;
    QUrl m_server;
    QList<QSslCertificate> m_candidates;
    int m_question = 0; ///< counts them
};

} // namespace lectern
