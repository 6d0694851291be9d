// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/backup/Restore.h"
#include "server/files/DirectoryFileStore.h"

#include <QtCore/QCryptographicHash>
#include <QtCore/QFile>
#include <QtCore/QTemporaryDir>

namespace lectern::backuptest {

using namespace Qt::StringLiterals;

inline QByteArray bytesOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

inline void write(const QString &path, const QByteArray &bytes)
{
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size()) qFatal("cannot write");
}

/// A data directory without a server: its database's address, files and secret.
struct Place
{
    explicit Place(QString url)
        : database(std::move(url))
    {
    }

    RestoreTarget target() { return {*DatabaseUrl::parse(database), files, secret()}; }
    QString secret() const { return dir.filePath(u"jwt.secret"_s); }

    QString database;
    QTemporaryDir dir;
    DirectoryFileStore files{dir.filePath(u"files"_s)};
};

inline QString storeFile(Place &place, const QByteArray &bytes)
{
    const QString sha256 =
        QString::fromLatin1(QCryptographicHash::hash(bytes, QCryptographicHash::Sha256).toHex());
    const QString path = place.dir.filePath(u"x"_s);
    write(path, bytes);
    if (!place.files.take(path, sha256)) qFatal("cannot store");
    return sha256;
}

} // namespace lectern::backuptest
