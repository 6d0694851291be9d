// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/session/UploadQueue.h"

#include "common/client/WhenDone.h"

#include <QtCore/QBuffer>
#include <QtCore/QPointer>

namespace lectern {

UploadQueue::UploadQueue(ApiClient &api, QString roomId, QObject *parent)
    : QObject(parent)
    , m_api(api)
    , m_roomId(std::move(roomId))
{
}

UploadQueue::~UploadQueue()
{
    const auto keys = m_files.keys();
    for (const auto &key : keys)
        drop(key);
}

void UploadQueue::add(const QString &key, const QString &name, const QString &contentType,
                      const QByteArray &data)
{
    m_files.insert(key, {name, contentType, data, nullptr, false});
    start(key);
}

void UploadQueue::retry(const QString &key)
{
    if (m_files.contains(key)) start(key);
}

void UploadQueue::drop(const QString &key)
{
    const auto file = m_files.take(key);
    if (!file.handle) return;
    file.handle->cancel();
    file.handle->deleteLater();
}

void UploadQueue::resume()
{
    const auto keys = m_files.keys();
    for (const auto &key : keys) {
        if (m_files.value(key).waiting) start(key);
    }
}

void UploadQueue::start(const QString &key)
{
    auto &file = m_files[key];
    file.waiting = false;
    auto *buffer = new QBuffer;
    buffer->setData(file.data);
    buffer->open(QIODevice::ReadOnly);
    auto *handle = m_api.upload(m_roomId, file.name, file.contentType, buffer);
    file.handle = handle;
    Q_EMIT started(key);
    connect(handle, &UploadHandle::progress, this,
            [this, key](qint64 sent, qint64 total) { Q_EMIT progress(key, sent, total); });
    whenDone(handle->result(), this,
             [this, key, handle = QPointer(handle)](const ApiResult<Attachment> &result) {
                 if (!handle) return; // dropped
                 settle(key, handle, result);
                 handle->deleteLater();
             });
}

void UploadQueue::settle(const QString &key, const UploadHandle *handle, const ApiResult<Attachment> &result)
{
    const auto file = m_files.find(key);
    // Dropped meanwhile, or started anew: this answer is nobody's.
    if (file == m_files.end() || file->handle != handle) return;
    if (result) {
        m_files.erase(file);
        Q_EMIT finished(key, *result);
        return;
    }
    file->waiting = result.error().kind != ApiError::Kind::Refused;
    Q_EMIT failed(key, result.error());
}

} // namespace lectern
