// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/files/Thumbnails.h"

#include "common/client/WhenDone.h"
#include "server/files/Thumbnail.h"
#include "server/ops/OnPool.h"

namespace lectern {

namespace {
constexpr qsizetype kBytes = 32 * 1'024 * 1'024;
/// What one costs besides its own bytes: that a picture has none is known, too.
constexpr qsizetype kEntryBytes = 256;
} // namespace

Thumbnails::Thumbnails()
    : m_made(kBytes)
{
    m_worker.setMaxThreadCount(1);
}

Thumbnails::~Thumbnails()
{
    *m_isEnding = true;
    m_worker.waitForDone();
}

QFuture<QByteArray> Thumbnails::of(const QString &sha256, const QString &path)
{
    if (const QByteArray *made = m_made.object(sha256)) return QtFuture::makeReadyFuture(*made);
    if (const auto making = m_underWay.constFind(sha256); making != m_underWay.cend()) return *making;
    const auto work = onPool(
        m_worker, [path, isEnding = m_isEnding] { return *isEnding ? std::nullopt : thumbnailOfFile(path); });
    const auto making = whenDone(work, &m_home, [this, sha256](const std::optional<QByteArray> &made) {
        keep(sha256, made);
        return made.value_or(QByteArray());
    });
    m_underWay.insert(sha256, making);
    return making;
}

/// That a picture has none is known from then on, but not that it could not be read.
void Thumbnails::keep(const QString &sha256, const std::optional<QByteArray> &made)
{
    m_underWay.remove(sha256);
    if (made) m_made.insert(sha256, new QByteArray(*made), kEntryBytes + made->size());
}

} // namespace lectern
