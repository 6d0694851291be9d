// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/transport/Admission.h"
#include "server/transport/Http.h"
#include "server/transport/UploadEndpoint.h"

#include <QCoroTask>
#include <QtCore/QLoggingCategory>

namespace lectern {

/// Calls what decides about a request; an exception becomes `internal`. The callable must outlive the call.
template <typename Admit, typename Request>
QCoro::Task<Result<Admission>> guarded(const Admit &admit, Request request)
{
    try {
        co_return co_await admit(std::move(request));
    } catch (const std::exception &e) {
        qCritical("admission failed: %s", e.what());
    } catch (...) {
        qCritical("admission failed: an unknown exception");
    }
    co_return problem(ErrorCode::Internal, QStringLiteral("The request could not be answered."));
}

/// The same for what answers one.
template <typename Handler, typename... Arguments>
QCoro::Task<HttpResponse> guardedResponse(const Handler &handler, Arguments... arguments)
{
    try {
        co_return co_await handler(std::move(arguments)...);
    } catch (const std::exception &e) {
        qCritical("a request failed: %s", e.what());
    } catch (...) {
        qCritical("a request failed: an unknown exception");
    }
    co_return HttpResponse::problem(
        {ErrorCode::Internal, QStringLiteral("The request could not be answered.")});
}

/// The same for what admits an upload.
template <typename Admit> QCoro::Task<UploadAdmission> guardedUpload(const Admit &admit, HttpRequest request)
{
    try {
        co_return co_await admit(std::move(request));
    } catch (const std::exception &e) {
        qCritical("an upload failed: %s", e.what());
    } catch (...) {
        qCritical("an upload failed: an unknown exception");
    }
    co_return HttpResponse::problem(
        {ErrorCode::Internal, QStringLiteral("The request could not be answered.")});
}

} // namespace lectern
