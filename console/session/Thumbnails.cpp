// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/session/Thumbnails.h"

#include "common/client/WhenDone.h"
#include "console/session/ImageDecoder.h"

namespace lectern {

namespace {

constexpr QSize kBound(640, 480); ///< pixels; shown at half that on dense screens

} // namespace

Thumbnails::Thumbnails(ApiClient &api, TimelineModel &timeline, QObject *parent)
    : QObject(parent)
    , m_api(api)
    , m_timeline(timeline)
{
}

void Thumbnails::want(const QString &key)
{
    const auto *entry = m_timeline.entry(key);
    if (!entry || entry->type != MessageType::Image || !entry->thumbnail.isNull()) return;
    if (!entry->hasFile(AttachmentState::Ready) || m_underWay.contains(key)) return;
    m_underWay.insert(key);
    whenDone(download(key), this, [this, key](const ApiResult<QByteArray> &bytes) {
        if (bytes) {
            make(key, *bytes);
        } else if (bytes.error().kind != ApiError::Kind::Refused) {
            // A broken line is worth another try when the row is looked at again; a refusal is not.
            m_underWay.remove(key);
        }
    });
}

void Thumbnails::make(const QString &key, const QByteArray &data)
{
    whenDone(imagedecoder::decode(data, kBound), this, [this, key](const QImage &thumbnail) {
        if (!thumbnail.isNull()) m_timeline.setThumbnail(key, thumbnail);
    });
}

QFuture<ApiResult<QByteArray>> Thumbnails::download(const QString &key)
{
    const auto *entry = m_timeline.entry(key);
    if (entry && entry->attachment && !entry->attachment->url.isEmpty()) {
        return m_api.download(entry->attachment->url);
    }
    ApiError error;
    error.kind = ApiError::Kind::Refused;
    error.problem = {ErrorCode::FileNotFound, {}};
    return QtFuture::makeReadyFuture(ApiResult<QByteArray>(std::unexpected(error)));
}

} // namespace lectern
