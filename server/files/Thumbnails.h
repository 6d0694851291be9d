// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QByteArray>
#include <QtCore/QCache>
#include <QtCore/QFuture>
#include <QtCore/QHash>
#include <QtCore/QObject>
#include <QtCore/QString>

class QThreadPool;

namespace lectern {

/// Thumbnails of stored pictures: each is made when it is first asked for, once however many ask, and kept in
/// memory, up to 32 MiB of those that were asked for last. Nothing of them is ever on a disk. One thread.
class Thumbnails
{
public:
    /// Made by threads of the pool, which outlives this.
    explicit Thumbnails(QThreadPool &workers);

    /// Of the picture at `path`, whose bytes have that hash. Empty: the picture itself is to be shown.
    QFuture<QByteArray> of(const QString &sha256, const QString &path);

private:
    QThreadPool &m_workers;
    QCache<QString, QByteArray> m_made;
    QHash<QString, QFuture<QByteArray>> m_underWay;
    QObject m_home;
};

} // namespace lectern
