// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/session/LineTrust.h"

#include "console/session/ErrorText.h"

#include <QtNetwork/QSslConfiguration>

#include <utility>

namespace lectern {

LineTrust::LineTrust(ApiClient &api, RoomConnection &line)
    : m_api(api)
    , m_line(line)
{
    connect(&line, &RoomConnection::retryIn, this, &LineTrust::onLineDown);
    connect(&line, &RoomConnection::stateChanged, this, [this](RoomConnection::State state) {
        if (state == RoomConnection::State::Reconnecting) return;
        m_probe.cancel();
        m_cause = Cause::None;
    });
    connect(&m_probe, &AuthorityProbe::answered, this,
            [this](const QUrl &, const QSslCertificate &authority) { conclude(authority); });
}

QString LineTrust::problem() const
{
    switch (m_cause) {
    case Cause::None:
        return {};
    case Cause::AnotherAuthority:
        return tr("%1 shows a certificate of another authority than before. Somebody may be listening in "
                  "between: nothing is sent to it. If the server was set up anew, sign out, forget it at the "
                  "sign-in (the button beside its address) and sign in again.")
            .arg(m_api.server().authority());
    case Cause::NotSecured:
        break;
    }
    ApiError error;
    error.kind = ApiError::Kind::Tls;
    error.detail = m_detail;
    return ErrorText::of(error, m_api.server());
}

void LineTrust::onLineDown()
{
    if (m_line.insecure().isEmpty()) {
        m_probe.cancel();
        settle(Cause::None);
        return;
    }
    m_detail = m_line.insecure();
    m_probe.ask(m_api.server());
}

void LineTrust::conclude(const QSslCertificate &authority)
{
    const bool another = !authority.isNull() && !m_api.tls().caCertificates().contains(authority);
    settle(another ? Cause::AnotherAuthority : Cause::NotSecured);
}

void LineTrust::settle(Cause cause)
{
    if (std::exchange(m_cause, cause) != cause) Q_EMIT changed();
}

} // namespace lectern
