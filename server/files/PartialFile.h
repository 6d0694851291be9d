// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/protocol/Problem.h"

#include <QtCore/QString>
#include <QtCore/QStringList>

#include <memory>
#include <mutex>

namespace lectern {

/// The bytes of an upload so far, in DIR/ID. How many of them are on the disk for sure stands in DIR/ID.mark
/// (decimal digits), written after each flush: what is behind that mark does not count when a node starts
/// again. One process at a time holds the file.
class PartialFile
{
public:
    /// Opens the file, or makes it; null while another process holds it. What is behind the mark is cut off.
    static Result<std::unique_ptr<PartialFile>> open(const QString &directory, const QString &id);
    ~PartialFile();

    /// Bytes that were written, flushed or not.
    qint64 written() const;

    Result<void> append(const QByteArray &bytes);

    /// What was written until now is on the disk afterwards: how many bytes that are. Blocks; any thread.
    Result<qint64> flush();

    static QString pathOf(const QString &directory, const QString &id) { return directory + u'/' + id; }

    /// Ids of the uploads of which there are bytes.
    static QStringList idsIn(const QString &directory);

    /// What the mark says; 0 without one.
    static qint64 markOf(const QString &directory, const QString &id);

    static void remove(const QString &directory, const QString &id);

private:
    PartialFile(QString path, int file, int mark);
    Result<void> cut(qint64 size);

    QString m_path;
    int m_file;
    int m_mark;
    mutable std::mutex m_mutex; ///< for m_written
    std::mutex m_flushing;      ///< one flush at a time, so that the mark never goes back
    qint64 m_written = 0;
};

} // namespace lectern
