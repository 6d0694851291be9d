// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/transport/RequestRecord.h"

#include "server/telemetry/LogField.h"
#include "server/transport/RequestId.h"

#include <QtCore/QLoggingCategory>

namespace lectern {

using namespace Qt::StringLiterals;

namespace {

Q_LOGGING_CATEGORY(lcHttp, "lectern.http")

/// The path alone: a query may hold a token.
QString asked(const HttpHead &head)
{
    return head.method.isEmpty() ? u"a request that could not be read"_s
                                 : QString::fromLatin1(head.method) + u' ' + head.path;
}

QString lineOf(const HttpHead &head, const HttpResponse &response, qint64 milliseconds)
{
    QString line;
    QDebug(&line).noquote() << asked(head) << LogField{u"status"_s, QString::number(response.status)}
                            << LogField{u"code"_s, response.error ? wireName(*response.error) : QString()}
                            << LogField{u"ms"_s, QString::number(milliseconds)}
                            << field::room(head.notes->room) << field::user(head.notes->user)
                            << field::request(head.id);
    return line;
}

} // namespace

void RequestRecord::begin(HttpHead &head)
{
    head.id = requestIdFrom(head.headers.value("X-Request-Id"));
    m_since.start();
}

void RequestRecord::answered(const HttpHead *head, HttpResponse &response) const
{
    ++m_tally.answers[response.status];
    if (response.error) m_tally.refused.add(*response.error);

    HttpHead unread;
    if (!head) unread.id = requestIdFrom({});
    const HttpHead &request = head ? *head : unread;
    response.headers.set("X-Request-Id"_ba, request.id);

    const qint64 took = head ? m_since.elapsed() : 0;
    if (response.error == ErrorCode::Internal)
        qCWarning(lcHttp).noquote() << lineOf(request, response, took);
    else
        qCDebug(lcHttp).noquote() << lineOf(request, response, took);
}

} // namespace lectern
