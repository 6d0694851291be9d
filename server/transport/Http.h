// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/protocol/Problem.h"

#include <QtCore/QByteArray>
#include <QtCore/QDateTime>
#include <QtCore/QHash>
#include <QtCore/QJsonArray>
#include <QtCore/QJsonObject>
#include <QtCore/QList>
#include <QtCore/QString>
#include <QtCore/QUrlQuery>
#include <QtNetwork/QHostAddress>

#include <functional>
#include <memory>
#include <optional>
#include <utility>

class QFile;

namespace lectern {

class ResponseStream;

/// Header fields in the order in which they came or go; names compare without case.
class HttpHeaders
{
public:
    void add(QByteArray name, QByteArray value) { m_fields.append({std::move(name), std::move(value)}); }
    /// In place of every field of that name.
    void set(const QByteArray &name, QByteArray value);
    /// Each of them in place of every field of its name.
    void set(const HttpHeaders &others);
    /// The first field of that name; null if there is none.
    QByteArray value(QByteArrayView name) const;
    bool contains(QByteArrayView name) const;
    const QList<std::pair<QByteArray, QByteArray>> &fields() const { return m_fields; }

private:
    QList<std::pair<QByteArray, QByteArray>> m_fields;
};

/// What comes to light about a request while it is answered, for its line in the log.
struct RequestNotes
{
    QString user; ///< who asks
    QString room; ///< about which they ask
};

/// The head of a request, as far as it matters to us: what an upgrade, an upload and a handler are
/// decided by.
struct HttpHead
{
    QByteArray method; ///< in capitals
    QByteArray target; ///< as it came: path and query, still encoded
    QString path;      ///< as it came, up to the '?', still percent-encoded
    QUrlQuery query;
    HttpHeaders headers;
    QHostAddress peer;
    bool secure = false; ///< over TLS
    QByteArray id;       ///< the client's X-Request-Id where it has a usable one, else our own
    std::shared_ptr<RequestNotes> notes = std::make_shared<RequestNotes>(); ///< shared by its copies

    /// The decoded value of a query item; null if it is not there.
    QString queryValue(const QString &name) const { return query.queryItemValue(name, QUrl::FullyDecoded); }
    /// The JWT of "Authorization: Bearer"; empty without one.
    QString bearer() const;
    /// "http://HOST" or "https://HOST" of the request's Host header.
    QString origin() const;
};

struct HttpRequest : HttpHead
{
    QByteArray body;
    QHash<QString, QString> parameters; ///< values of the route's ":name" segments, percent-decoded

    QString parameter(const QString &name) const { return parameters.value(name); }
};

/// A part of a file, sent in chunks as the socket takes them, never read whole.
struct FileSlice
{
    QString path = {};
    qint64 offset = 0; ///< bytes
    qint64 length = 0; ///< bytes
    /// Instead of `path`, a file that is open for reading, for instance one without a name. Let go of once it
    /// is sent, or the client is gone.
    std::shared_ptr<QFile> opened = {};
};

/// An answer. Content-Length or Transfer-Encoding, Date and Connection are added when it is written.
struct HttpResponse
{
    int status = 200;
    HttpHeaders headers = {};
    QByteArray body = {};
    QByteArray gzipped = {};            ///< the body, compressed beforehand; empty: when it is wanted
    std::optional<FileSlice> file = {}; ///< instead of the body
    /// Instead of the body, one that goes out as it comes. Called once, when the head is on its way; not at
    /// all when the client has left by then, or asked by HEAD.
    std::function<void(ResponseStream *)> stream = {};
    std::optional<ErrorCode> error = {}; ///< of a problem

    static HttpResponse json(const QJsonObject &object, int status = 200);
    static HttpResponse json(const QJsonArray &array, int status = 200);
    static HttpResponse json(QByteArray text, int status = 200); ///< which is JSON already
    static HttpResponse noContent();
    /// application/problem+json (RFC 9457): the one place where an error becomes an answer.
    /// 401 carries WWW-Authenticate, 429 and 503 carry Retry-After (2 seconds; set() another where it is
    /// known).
    static HttpResponse problem(const Problem &problem);
    /// The same with a status that no code has of its own (405's siblings: 408, 426, 431, 505).
    static HttpResponse problem(const Problem &problem, int status);
};

/// A time as header fields have it (RFC 9110 section 5.6.7).
QByteArray httpDate(const QDateTime &time);

} // namespace lectern
