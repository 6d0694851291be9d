// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/client/Download.h"

#include "common/client/Answer.h"

#include <QtCore/QIODevice>

namespace lectern {

namespace {

/// What may wait in memory for the device.
constexpr qint64 kBuffer = 1'048'576;

bool succeeds(const QNetworkReply *reply)
{
    return reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt() / 100 == 2;
}

} // namespace

Download::Download(QNetworkReply *reply, QIODevice *target)
    : m_reply(reply)
    , m_target(target)
{
    reply->setReadBufferSize(kBuffer);
    connect(reply, &QNetworkReply::readyRead, this, &Download::pass);
    connect(reply, &QNetworkReply::finished, this, &Download::pass);
    connect(reply, &QNetworkReply::downloadProgress, this, &Download::progress);
    m_result = rest::emptyAnswer(reply);
}

Download::~Download()
{
    cancel();
}

void Download::cancel()
{
    if (!m_reply || m_reply->isFinished()) return;
    m_reply->setProperty(rest::kCanceled, true);
    m_reply->abort();
}

/// A refusal's body is left for whoever reads the answer.
void Download::pass()
{
    if (!succeeds(m_reply)) return;
    const auto bytes = m_reply->readAll();
    if (m_target->write(bytes) != bytes.size()) cancel();
}

} // namespace lectern
