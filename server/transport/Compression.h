// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/transport/Http.h"

#include <QCoroTask>
#include <QtCore/QThreadPool>

namespace lectern {

/// Whether the request takes gzip, and does not prefer the bytes as they are (RFC 9110, section 12.5.3).
bool acceptsGzip(const HttpHeaders &request);

/// Whether compressing such a body is worth it: text of more than 1 KiB. Pictures are small already, and an
/// event stream has to arrive as it comes.
bool isCompressible(const QByteArray &body, QByteArrayView contentType);

/// Sends lists, histories and pages compressed to those who take them so: whole 200 answers to GET and HEAD
/// whose body isCompressible(). Those say `Vary: Accept-Encoding` in either form. Compressed, an ETag becomes
/// a weak one (which matches in If-None-Match all the same). Files, parts of them and answers to other
/// methods, tokens among them, stay as they are.
class Compression
{
public:
    Compression();

    /// True when the answer to this request may be compressed.
    static bool isWanted(const HttpHead &request);

    /// The answer as it goes out. What is large is compressed on another thread.
    QCoro::Task<HttpResponse> fit(HttpResponse response, bool wanted);

private:
    QCoro::Task<QByteArray> gzip(QByteArray body);

    QThreadPool m_workers;
};

} // namespace lectern
