// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/session/UploadQueue.h"

namespace lectern {

namespace {

/// More would only share the same line, and keep other calls waiting for theirs.
constexpr int kAtOnce = 3;

} // namespace

UploadQueue::UploadQueue(ApiClient &api, QString roomId, QObject *parent)
    : QObject(parent)
    , m_api(api)
    , m_roomId(std::move(roomId))
{
}

void UploadQueue::add(const QString &key, Upload::File file)
{
    m_entries.insert(key, {std::move(file)});
    m_waiting.append(key);
    startNext();
}

Upload::File UploadQueue::drop(const QString &key)
{
    auto entry = m_entries.take(key);
    m_waiting.removeOne(key);
    if (entry.upload) {
        entry.upload->disconnect(this);
        entry.upload->cancel();
        entry.upload->deleteLater();
        --m_running;
        startNext();
    }
    return std::move(entry.file);
}

void UploadQueue::retryNow()
{
    for (const auto &entry : std::as_const(m_entries)) {
        if (entry.upload) entry.upload->retryNow();
    }
}

void UploadQueue::startNext()
{
    while (m_running < kAtOnce && !m_waiting.isEmpty()) {
        const auto key = m_waiting.takeFirst();
        start(key, m_entries[key]);
    }
}

void UploadQueue::start(const QString &key, Entry &entry)
{
    ++m_running;
    auto *upload = new Upload(m_api.uploads(), m_roomId, entry.file, this);
    entry.upload = upload;
    connect(upload, &Upload::created, this,
            [this, key](const Attachment &attachment) { Q_EMIT created(key, attachment); });
    connect(upload, &Upload::progress, this,
            [this, key](qint64 sent, qint64 total) { Q_EMIT progress(key, sent, total); });
    connect(upload, &Upload::interrupted, this, [this, key] { Q_EMIT interrupted(key); });
    connect(upload, &Upload::finished, this, [this, key] {
        end(key);
        m_entries.remove(key);
        Q_EMIT finished(key);
    });
    connect(upload, &Upload::failed, this, [this, key](const ApiError &error) {
        end(key);
        Q_EMIT failed(key, error);
    });
    upload->start();
}

void UploadQueue::end(const QString &key)
{
    std::exchange(m_entries[key].upload, nullptr)->deleteLater();
    --m_running;
    startNext();
}

} // namespace lectern
