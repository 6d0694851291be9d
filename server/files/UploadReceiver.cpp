// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/files/UploadReceiver.h"

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

UploadReceiver::UploadReceiver(const QString &directory)
    : m_file(directory + u"/upload-XXXXXX"_s)
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
    m_size += bytes.size();
    if (m_file.write(bytes) != bytes.size() || !m_file.flush()) return unavailable(m_file);
    return {};
}

Result<void> UploadReceiver::close()
{
    m_file.close();
    if (m_file.error() != QFileDevice::NoError) return unavailable(m_file);
    return {};
}

QString UploadReceiver::sha256() const
{
    return QString::fromLatin1(m_hash.result().toHex());
}

} // namespace lectern
