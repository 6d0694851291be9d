// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/protocol/Problem.h"

#include <QtCore/QCryptographicHash>
#include <QtCore/QTemporaryFile>

namespace lectern {

/// Takes what is uploaded in one request into a file, hashing as it comes. The file is removed with the
/// receiver, unless someone has renamed it away by then.
class UploadReceiver
{
public:
    explicit UploadReceiver(const QString &directory);

    /// `storage_unavailable` when there is no room for the file, or no file.
    Result<void> open();
    Result<void> take(const QByteArray &bytes);
    Result<void> close();

    QString path() const { return m_file.fileName(); }
    qint64 size() const { return m_size; } ///< bytes so far
    QString sha256() const;                ///< 64 hexadecimal digits, lower case

private:
    QTemporaryFile m_file;
    QCryptographicHash m_hash{QCryptographicHash::Sha256};
    qint64 m_size = 0;
};

} // namespace lectern
