// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/client/Upload.h"

#include "common/client/Answer.h"
#include "common/protocol/Codec.h"

namespace lectern {

Upload::Upload(QNetworkReply *reply)
    : m_reply(reply)
    , m_result(rest::objectAnswer<Attachment>(reply, attachmentFromJson))
{
    connect(reply, &QNetworkReply::uploadProgress, this, [this](qint64 sent, qint64 total) {
        // Once all is sent Qt reports a last 0 of 0.
        if (total > 0) Q_EMIT progress(sent, total);
    });
}

void Upload::cancel()
{
    if (!m_reply || m_reply->isFinished()) return;
    m_reply->setProperty(rest::kCanceled, true);
    m_reply->abort();
}

} // namespace lectern
