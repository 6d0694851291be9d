// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/transport/UploadReceiver.h"

#include <QtCore/QLoggingCategory>

namespace lectern {

using namespace Qt::StringLiterals;

namespace {

std::unexpected<Problem> unavailable(const QFile &file)
{
    qWarning("cannot store an upload in %ls: %ls", qUtf16Printable(file.fileName()),
             qUtf16Printable(file.errorString()));
    return problem(ErrorCode::StorageUnavailable, u"The file could not be stored."_s);
}

} // namespace

UploadReceiver::UploadReceiver(const QString &directory, qint64 size)
    : m_file(directory + u"/upload-XXXXXX"_s)
    , m_size(size)
{
}

Result<void> UploadReceiver::open()
{
    if (!m_file.open()) return unavailable(m_file);
    return {};
}

Result<void> UploadReceiver::take(const QByteArray &bytes)
{
    m_hash.addData(bytes);
    m_received += bytes.size();
    if (m_file.write(bytes) != bytes.size() || !m_file.flush()) return unavailable(m_file);
    return {};
}

Result<ReceivedUpload> UploadReceiver::finish()
{
    m_file.close();
    if (m_file.error() != QFileDevice::NoError) return unavailable(m_file);
    return ReceivedUpload{m_file.fileName(), m_size, m_hash.result().toHex()};
}

} // namespace lectern
