// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/transport/RequestPipe.h"

namespace lectern {

namespace {

/// Fields that are about the connection or that QAbstractHttpServer would act upon by itself.
bool isHopByHop(const QByteArray &name)
{
    for (const QByteArrayView other :
         {QByteArrayView("Connection"), QByteArrayView("Upgrade"), QByteArrayView("Expect"),
          QByteArrayView("TE"), QByteArrayView("Keep-Alive")})
        if (name.compare(other, Qt::CaseInsensitive) == 0) return true;
    return false;
}

} // namespace

RequestPipe::RequestPipe(BodyHandler onBody, QObject *parent)
    : MemorySocket(parent)
    , m_onBody(std::move(onBody))
{
    setOpenMode(ReadOnly);
    // The HTTP server deletes an unconnected socket after its request.
    setSocketState(ConnectedState);
}

RequestPipe::~RequestPipe()
{
    setSocketState(UnconnectedState);
}

void RequestPipe::begin(const RequestHead &head)
{
    QByteArray bytes = head.method + ' ' + head.target + " HTTP/1.1\r\n";
    for (const auto &[name, value] : head.headers.fields())
        if (!isHopByHop(name)) bytes += name + ": " + value + "\r\n";
    feed(bytes + "\r\n");
}

void RequestPipe::feed(const QByteArray &bytes)
{
    put(bytes);
    Q_EMIT readyRead();
    // The HTTP server reads within a transaction, which would keep all of it a second time.
    if (isTransactionStarted()) commitTransaction();
}

void RequestPipe::complete(const QByteArray &body)
{
    m_onBody(body);
}

} // namespace lectern
