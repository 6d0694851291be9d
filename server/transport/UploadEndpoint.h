// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/transport/Http.h"

#include <QCoroTask>

#include <functional>
#include <memory>
#include <variant>

namespace lectern {

/// Takes the body of one request as it comes. Destroyed without finish() when the request broke off.
class UploadSink
{
public:
    virtual ~UploadSink() = default;

    /// A problem ends the request.
    virtual Result<void> take(const QByteArray &bytes) = 0;

    /// Called once, when the whole body has been taken; lives until the answer is there, even when the client
    /// does not wait for it.
    virtual QCoro::Task<HttpResponse> finish() = 0;
};

/// Where the body goes, or the answer that refuses it.
using UploadAdmission = std::variant<HttpResponse, std::shared_ptr<UploadSink>>;

/// A request whose raw body never stands in memory as a whole.
struct UploadEndpoint
{
    QByteArray method;
    QString pattern;          ///< a route as in Router
    bool lengthNeeded = true; ///< 411 without a Content-Length; else that means an empty body
    HttpHeaders headers = {}; ///< on every answer, refusals of the Gateway included

    /// Decides before a byte of the body is read.
    std::function<QCoro::Task<UploadAdmission>(HttpRequest head)> admit = {};
};

} // namespace lectern
