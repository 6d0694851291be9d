// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/api/AuthorityApi.h"

#include "server/tls/LocalAuthority.h"

#include <QtCore/QFile>
#include <QtNetwork/QSslCertificate>

namespace lectern {

using namespace Qt::StringLiterals;

namespace {

QByteArray contents(const QString &name)
{
    QFile file(name);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

QCoro::Task<HttpResponse> answer(QByteArray body, QByteArray type, QByteArray disposition)
{
    HttpResponse response;
    response.headers.add("Content-Type"_ba, type);
    response.headers.add("Cache-Control"_ba, "no-cache"_ba);
    response.headers.add("Content-Security-Policy"_ba,
                         "default-src 'none'; style-src 'self'; img-src 'self'"_ba);
    if (!disposition.isEmpty()) response.headers.add("Content-Disposition"_ba, disposition);
    response.body = std::move(body);
    co_return response;
}

} // namespace

AuthorityApi::AuthorityApi(const QString &file)
{
    if (file.isEmpty()) return;
    const QByteArray pem = contents(file);
    m_certificate = QSslCertificate(pem).toDer();
    m_page = contents(u":/web/ca.html"_s).replace("{{fingerprint}}", tls::fingerprint(pem).toLatin1());
}

void AuthorityApi::addTo(Router &router)
{
    if (m_certificate.isEmpty()) return;
    router.add("GET"_ba, u"/ca.crt"_s, [this](const HttpRequest &) {
        return answer(m_certificate, "application/x-x509-ca-cert"_ba,
                      "attachment; filename=\"lectern-ca.crt\""_ba);
    });
    router.add("GET"_ba, u"/ca"_s,
               [this](const HttpRequest &) { return answer(m_page, "text/html; charset=utf-8"_ba, {}); });
}

} // namespace lectern
