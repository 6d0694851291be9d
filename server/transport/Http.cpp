// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/transport/Http.h"

#include <QtCore/QJsonDocument>
#include <QtCore/QLocale>

namespace lectern {

using namespace Qt::StringLiterals;

void HttpHeaders::set(const QByteArray &name, QByteArray value)
{
    m_fields.removeIf(
        [&name](const auto &field) { return field.first.compare(name, Qt::CaseInsensitive) == 0; });
    add(name, std::move(value));
}

void HttpHeaders::set(const HttpHeaders &others)
{
    for (const auto &[name, value] : others.m_fields)
        set(name, value);
}

QByteArray HttpHeaders::value(QByteArrayView name) const
{
    for (const auto &field : m_fields)
        if (field.first.compare(name, Qt::CaseInsensitive) == 0) return field.second;
    return {};
}

bool HttpHeaders::contains(QByteArrayView name) const
{
    for (const auto &field : m_fields)
        if (field.first.compare(name, Qt::CaseInsensitive) == 0) return true;
    return false;
}

QString HttpHead::bearer() const
{
    const QByteArray value = headers.value("Authorization");
    constexpr QByteArrayView scheme = "bearer ";
    if (value.left(scheme.size()).compare(scheme, Qt::CaseInsensitive) != 0) return {};
    return QString::fromLatin1(value.mid(scheme.size()).trimmed());
}

QString HttpHead::origin() const
{
    return (secure ? u"https://"_s : u"http://"_s) + QString::fromLatin1(headers.value("Host")).toLower();
}

QByteArray httpDate(const QDateTime &time)
{
    return QLocale::c().toString(time.toUTC(), u"ddd, dd MMM yyyy hh:mm:ss 'GMT'"_s).toLatin1();
}

HttpResponse HttpResponse::json(QByteArray text, int status)
{
    HttpResponse response{.status = status, .body = std::move(text)};
    response.headers.add("Content-Type"_ba, "application/json"_ba);
    response.headers.add("Cache-Control"_ba, "no-store"_ba);
    return response;
}

HttpResponse HttpResponse::json(const QJsonObject &object, int status)
{
    return json(QJsonDocument(object).toJson(QJsonDocument::Compact), status);
}

HttpResponse HttpResponse::json(const QJsonArray &array, int status)
{
    return json(QJsonDocument(array).toJson(QJsonDocument::Compact), status);
}

HttpResponse HttpResponse::noContent()
{
    return {.status = 204};
}

HttpResponse HttpResponse::problem(const Problem &problem)
{
    return HttpResponse::problem(problem, httpStatus(problem.code));
}

HttpResponse HttpResponse::problem(const Problem &problem, int status)
{
    const QJsonObject object{{u"status"_s, status},
                             {u"title"_s, QString(title(problem.code))},
                             {u"detail"_s, problem.detail},
                             {u"code"_s, QString(wireName(problem.code))}};
    HttpResponse response{.status = status,
                          .body = QJsonDocument(object).toJson(QJsonDocument::Compact),
                          .error = problem.code};
    response.headers.add("Content-Type"_ba, "application/problem+json"_ba);
    response.headers.add("Cache-Control"_ba, "no-store"_ba);
    if (status == 401) response.headers.add("WWW-Authenticate"_ba, "Bearer"_ba);
    if (status == 429 || status == 503) response.headers.add("Retry-After"_ba, "2"_ba);
    return response;
}

} // namespace lectern
