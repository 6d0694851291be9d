// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/client/ApiClient.h"
#include "common/client/RoomConnection.h"
#include "console/session/AuthorityProbe.h"

namespace lectern {

/// Why the line of a class can't be secured any more: after each try that failed for that it asks whom the
/// server shows now. It trusts nobody by itself: that is asked at the sign-in alone.
class LineTrust : public QObject
{
    Q_OBJECT

public:
    /// Both outlive it.
    LineTrust(ApiClient &api, RoomConnection &line);

    /// What is wrong and what to do about it, for the teacher, in the language of now; empty: nothing, or
    /// nothing that has to do with certificates.
    QString problem() const;

Q_SIGNALS:
    /// problem() says something else than before, while the line is down as it was.
    void changed();

private:
    enum class Cause { None, AnotherAuthority, NotSecured };

    void onLineDown();
    void conclude(const QSslCertificate &authority);
    void settle(Cause cause);

    ApiClient &m_api;
    RoomConnection &m_line;
    AuthorityProbe m_probe;
    Cause m_cause = Cause::None;
    QString m_detail; ///< what the last insecure try said, in English
};

} // namespace lectern
