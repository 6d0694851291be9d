// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/client/ApiClient.h"

#include <QtCore/QPointer>
#include <QtNetwork/QNetworkReply>

namespace lectern {

/// The handle of an upload that a QNetworkReply carries. The reply outlives it.
class Upload final : public UploadHandle
{
    Q_OBJECT

public:
    explicit Upload(QNetworkReply *reply);

    void cancel() override;
    QFuture<ApiResult<Attachment>> result() const override { return m_result; }

private:
    QPointer<QNetworkReply> m_reply;
    QFuture<ApiResult<Attachment>> m_result;
};

} // namespace lectern
