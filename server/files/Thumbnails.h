// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QByteArray>
#include <QtCore/QCache>
#include <QtCore/QFuture>
#include <QtCore/QHash>
#include <QtCore/QObject>
#include <QtCore/QString>
#include <QtCore/QThreadPool>

#include <atomic>
#include <memory>
#include <optional>

namespace lectern {

/// Thumbnails of stored pictures: each is made when it is first asked for, once however many ask, and kept in
/// memory, up to 32 MiB of those that were asked for last. Nothing of them is ever on a disk. Made one after
/// the other on a thread of their own: nobody's upload waits for them. Used from one thread.
class Thumbnails
{
public:
    Thumbnails();
    /// Waits for the one that is being made; those that wait for it are not made any more.
    ~Thumbnails();

    /// Of the picture at `path`, whose bytes have that hash. Empty: the picture itself is to be shown.
    QFuture<QByteArray> of(const QString &sha256, const QString &path);

private:
    void keep(const QString &sha256, const std::optional<QByteArray> &made);

    QCache<QString, QByteArray> m_made;
    QHash<QString, QFuture<QByteArray>> m_underWay;
    QObject m_home;
    const std::shared_ptr<std::atomic_bool> m_isEnding = std::make_shared<std::atomic_bool>(false);
    QThreadPool m_worker;
};

} // namespace lectern
