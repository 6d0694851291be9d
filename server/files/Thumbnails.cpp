// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/files/Thumbnails.h"

#include "common/client/WhenDone.h"
#include "server/files/Thumbnail.h"
#include "server/ops/OnPool.h"

namespace lectern {

namespace {
constexpr qsizetype kBytes = 32 * 1'024 * 1'024;
constexpr qsizetype kEntryBytes =
    256; ///< what one costs besides its own bytes; that there is none is known, too
} // namespace

Thumbnails::Thumbnails(QThreadPool &workers)
    : m_workers(workers)
    , m_made(kBytes)
{
}

QFuture<QByteArray> Thumbnails::of(const QString &sha256, const QString &path)
{
    if (const QByteArray *made = m_made.object(sha256)) return QtFuture::makeReadyFuture(*made);
    if (const auto making = m_underWay.constFind(sha256); making != m_underWay.cend()) return *making;
    const QFuture<QByteArray> making = onPool(m_workers, [path] { return thumbnailOfFile(path); });
    m_underWay.insert(sha256, making);
    whenDone(making, &m_home, [this, sha256](const QByteArray &made) {
        m_underWay.remove(sha256);
        m_made.insert(sha256, new QByteArray(made), kEntryBytes + made.size());
    });
    return making;
}

} // namespace lectern
