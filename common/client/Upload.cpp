// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/client/Upload.h"

#include "common/client/ReplyReading.h"
#include "common/client/WhenDone.h"

#include <QtNetwork/QNetworkReply>

namespace lectern {

using namespace Qt::StringLiterals;

namespace {

/// Whether the same may go well a little later. Once the server has taken the upload on, a storage that is
/// away comes back; before that it may be full.
bool passes(const ApiError &error, bool takenOn)
{
    switch (error.kind) {
    case ApiError::Kind::HostNotFound:
    case ApiError::Kind::Unreachable:
    case ApiError::Kind::Timeout:
        return true;
    case ApiError::Kind::Refused:
        break;
    default:
        return false;
    }
    constexpr int kOffsetConflict = 409;
    constexpr int kOtherWriter = 423;
    switch (error.problem.code) {
    case ErrorCode::Draining:
    case ErrorCode::RateLimited:
        return true;
    case ErrorCode::StorageUnavailable:
        return takenOn;
    default:
        return takenOn && (error.status == kOffsetConflict || error.status == kOtherWriter);
    }
}

} // namespace

Upload::Upload(TusCalls calls, QString roomId, File file, QObject *parent)
    : QObject(parent)
    , m_calls(std::move(calls))
    , m_roomId(std::move(roomId))
    , m_file(std::move(file))
    , m_size(m_file.data->size())
{
    m_retry.setSingleShot(true);
    connect(&m_retry, &QTimer::timeout, this, &Upload::goOn);
}

Upload::~Upload()
{
    end();
}

void Upload::start()
{
    create();
}

void Upload::retryNow()
{
    if (!m_retry.isActive()) return;
    m_retry.stop();
    goOn();
}

void Upload::cancel()
{
    if (m_over) return;
    end();
    if (!m_id.isEmpty()) m_calls.cancel(m_id);
}

void Upload::end()
{
    m_over = true;
    m_retry.stop();
    if (!m_reply || m_reply->isFinished()) return;
    m_reply->setProperty(rest::kCanceled, true);
    m_reply->abort();
}

void Upload::goOn()
{
    if (m_id.isEmpty())
        create();
    else
        ask();
}

void Upload::create()
{
    whenDone(m_calls.create(m_roomId, m_file.name, m_file.contentType, m_size), this,
             [this](const ApiResult<Attachment> &attachment) {
                 if (!attachment) return stumble(attachment.error());
                 m_id = attachment->id;
                 if (m_over) return m_calls.cancel(m_id);
                 Q_EMIT created(*attachment);
                 send(0);
             });
}

void Upload::ask()
{
    whenDone(m_calls.offset(m_id), this, [this](const ApiResult<qint64> &offset) {
        if (!offset) return stumble(offset.error());
        send(*offset);
    });
}

void Upload::send(qint64 offset)
{
    if (m_over) return;
    if (offset > m_confirmed) m_backoff.reset();
    m_confirmed = offset;
    Q_EMIT progress(offset, m_size);
    if (offset >= m_size) {
        m_over = true;
        Q_EMIT finished();
        return;
    }
    if (m_file.data->size() != m_size || !m_file.data->seek(offset)) {
        return fail({.kind = ApiError::Kind::Refused,
                     .problem = {ErrorCode::FileNotFound, u"it has changed, or is gone"_s}});
    }
    m_reply = m_calls.send(m_id, offset, m_file.data.get());
    connect(m_reply, &QNetworkReply::uploadProgress, this, [this, offset](qint64 sent, qint64 total) {
        // Once all is sent Qt reports a last 0 of 0.
        if (total > 0) Q_EMIT progress(offset + sent, m_size);
    });
    whenDone(TusCalls::sent(m_reply), this, [this, offset](const ApiResult<qint64> &received) {
        if (!received) return stumble(received.error());
        if (*received > offset) return send(*received);
        stumble({.kind = ApiError::Kind::Unreachable, .detail = u"nothing of it has arrived"_s});
    });
}

void Upload::stumble(const ApiError &error)
{
    if (m_over) return;
    if (!passes(error, !m_id.isEmpty())) return fail(error);
    m_retry.start(static_cast<int>(1000 * std::max(m_backoff.next(), static_cast<double>(error.retryAfter))));
    Q_EMIT interrupted();
}

void Upload::fail(const ApiError &error)
{
    cancel();
    Q_EMIT failed(error);
}

} // namespace lectern
