// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/protocol/Problem.h"
#include "server/transport/ReceivedUpload.h"

#include <QtCore/QCryptographicHash>
#include <QtCore/QTemporaryFile>

namespace lectern {

/// Takes one upload into a file, hashing as it comes. The file is removed with the receiver, unless
/// someone has renamed it away by then.
class UploadReceiver
{
public:
    UploadReceiver(const QString &directory, qint64 size);

    /// `storage_unavailable` when there is no room for the file, or no file.
    Result<void> open();
    Result<void> take(const QByteArray &bytes);

    qint64 bytesLeft() const { return m_size - m_received; }
    /// To be called once, when no bytes are left.
    Result<ReceivedUpload> finish();

private:
    QTemporaryFile m_file;
    QCryptographicHash m_hash{QCryptographicHash::Sha256};
    qint64 m_size;
    qint64 m_received = 0;
};

} // namespace lectern
