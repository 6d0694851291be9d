// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/pages/ServerTrust.h"

#include "console/session/ErrorText.h"
#include "console/widgets/Question.h"

#include <QtCore/QCryptographicHash>
#include <QtWidgets/QMessageBox>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace lectern {

namespace {

/// As `lectern-server setup` and the page /ca write it, in four lines of eight bytes.
QString fingerprint(const QSslCertificate &certificate)
{
    constexpr int kLine = 8 * 3;
    const auto bytes =
        QString::fromLatin1(certificate.digest(QCryptographicHash::Sha256).toHex(':').toUpper());
    QStringList lines;
    for (int at = 0; at < bytes.size(); at += kLine)
        lines.append(bytes.sliced(at, std::min<qsizetype>(kLine - 1, bytes.size() - at)));
    return lines.join(u'\n');
}

} // namespace

ServerTrust::ServerTrust(Preferences &preferences, QWidget *page)
    : QObject(page)
    , m_preferences(preferences)
    , m_page(page)
{
    connect(&m_probe, &AuthorityProbe::answered, this, &ServerTrust::conclude);
}

QSslCertificate ServerTrust::authorityOf(const QUrl &server) const
{
    return QSslCertificate(m_preferences.authorityAt(server.toString()));
}

void ServerTrust::lookInto(const QUrl &server, const ApiError &error)
{
    m_error = error;
    m_probe.ask(server);
}

void ServerTrust::conclude(const QUrl &server, const QSslCertificate &authority)
{
    const auto known = authorityOf(server);
    if (authority.isNull() || authority == known) {
        Q_EMIT refused(ErrorText::of(m_error, server));
    } else if (!known.isNull()) {
        Q_EMIT refused(
            tr("The certificate of %1 does not come from the authority that you trusted. Somebody may "
               "be listening in between. If the server was set up anew, forget it here (the button "
               "beside its address) and sign in again.\n\nNow it shows:\n%2")
                .arg(server.authority(), fingerprint(authority)));
    } else {
        askFor(server, authority);
    }
}

void ServerTrust::askFor(const QUrl &server, const QSslCertificate &authority)
{
    auto *box = question::make(
        m_page, u"confirmTrust"_s, tr("A server of the school"),
        tr("Nobody known to this computer vouches for %1. Is this its fingerprint?").arg(server.authority()) +
            u"\n\n"_s + fingerprint(authority),
        tr("It is the same: trust it"));
    box->setInformativeText(
        tr("Compare it with the one that your IT gave you. It was shown when the server was set "
           "up (SHA-256), and stands at %1/ca on a device that trusts it already. You are "
           "asked only once.")
            .arg(server.toString()));
    box->setDefaultButton(nullptr);
    connect(box, &QDialog::accepted, this, [this, server, authority] {
        m_preferences.trustAuthority(server.toString(), authority.toPem());
        Q_EMIT trusted(server);
    });
    connect(box, &QDialog::rejected, this, [this] { Q_EMIT refused({}); });
    box->open();
}

} // namespace lectern
