// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/client/ApiClient.h"
#include "console/app/Preferences.h"
#include "console/session/AuthorityProbe.h"

class QWidget;

namespace lectern {

/// Who vouches for a server: the system's authorities, or one that the teacher has said yes to, once, by its
/// fingerprint. That one is remembered for the server; another one later is not taken.
class ServerTrust : public QObject
{
    Q_OBJECT

public:
    /// `page`: where it asks. Both outlive it.
    ServerTrust(Preferences &preferences, QWidget *page);

    /// The one said yes to; null: the system's alone.
    QSslCertificate authorityOf(const QUrl &server) const;
    /// A connection failed for want of a good certificate (Kind::Tls): asks, or finds the cause.
    void lookInto(const QUrl &server, const ApiError &error);
    void cancel() { m_probe.cancel(); }

Q_SIGNALS:
    /// The teacher has said yes: another try will do.
    void trusted(const QUrl &server);
    /// `text` is for the teacher; empty: they said no.
    void refused(const QString &text);

private:
    void conclude(const QUrl &server, const QSslCertificate &authority);
    void askFor(const QUrl &server, const QSslCertificate &authority);

    Preferences &m_preferences;
    QWidget *m_page;
    AuthorityProbe m_probe;
    ApiError m_error;
};

} // namespace lectern
