// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/app/doctor/Checks.h"
#include "server/transport/TlsFiles.h"

#include <QtNetwork/QSslCertificate>

#include <algorithm>

namespace lectern::doctor {

using namespace Qt::StringLiterals;

namespace {

constexpr int kWarningDays = 21;

bool covers(const QSslCertificate &certificate, const QString &host)
{
    const auto names = certificate.subjectAlternativeNames();
    return std::ranges::any_of(names, [&host](const QString &name) {
        if (!name.startsWith("*."_L1)) return name.compare(host, Qt::CaseInsensitive) == 0;
        return host.section(u'.', 1).compare(name.sliced(2), Qt::CaseInsensitive) == 0;
    });
}

} // namespace

Findings checkCertificate(const Config &config, const QDateTime &now)
{
    const QString subject = u"tls.cert"_s;
    if (config.tlsCert.isEmpty())
        return {Finding::fine(u"tls"_s, u"none: nothing is encrypted, unless a proxy in front does it"_s)};
    const auto tls = loadTls(config.tlsCert, config.tlsKey);
    if (!tls)
        return {
            Finding::wrong(u"tls"_s, tls.error().detail,
                           u"name a certificate and its key, made together: see \"TLS\" in operations.md"_s)};
    const QSslCertificate certificate = tls->localCertificateChain().constFirst();
    const QString end = certificate.expiryDate().toUTC().toString(Qt::ISODate);
    const QString renew = u"renew it and restart: lectern-server setup --tls local makes a new one"_s;

    if (certificate.effectiveDate() > now)
        return {Finding::wrong(
            subject, u"not valid before %1"_s.arg(certificate.effectiveDate().toUTC().toString(Qt::ISODate)),
            u"set this machine's clock: timedatectl"_s)};
    if (certificate.expiryDate() <= now)
        return {Finding::wrong(subject, u"has ended at %1: browsers refuse it"_s.arg(end), renew)};

    const qint64 days = now.daysTo(certificate.expiryDate());
    Findings found{days < kWarningDays
                       ? Finding::warning(subject, u"ends in %1 days, at %2"_s.arg(days).arg(end), renew)
                       : Finding::fine(subject, u"valid until %1"_s.arg(end))};
    const QString host = config.publicUrl.host();
    if (!host.isEmpty() && !covers(certificate, host))
        found += Finding::wrong(u"public_url"_s,
                                u"%1 is not among the certificate's names: %2"_s.arg(
                                    host, certificate.subjectAlternativeNames().values().join(u", "_s)),
                                u"use one of these names, or have a certificate made for this one"_s);
    return found;
}

} // namespace lectern::doctor
