// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/archive/ZipWriter.h"

#include <QtCore/QFileDevice>

#include <archive.h>
#include <archive_entry.h>

#include <cerrno>
#include <memory>

namespace lectern {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 kChunk = 64 * 1024;

} // namespace

ZipWriter::ZipWriter(QFileDevice &file)
    : m_archive(archive_write_new())
{
    archive_write_set_format_zip(m_archive);
    archive_write_set_options(m_archive, "zip:hdrcharset=UTF-8");
    archive_write_set_bytes_per_block(m_archive, int(kChunk));
    archive_write_set_bytes_in_last_block(m_archive, 1);
    archive_write_open_fd(m_archive, file.handle());
}

ZipWriter::~ZipWriter()
{
    archive_write_fail(m_archive); // or the directory would be written behind whatever is there
    archive_write_free(m_archive);
}

Result<void> ZipWriter::begin(const Entry &entry)
{
    m_entry = entry.name;
    if (entry.packing == Packing::Store)
        archive_write_zip_set_compression_store(m_archive);
    else
        archive_write_zip_set_compression_deflate(m_archive);

    const std::unique_ptr<archive_entry, decltype(&archive_entry_free)> header(archive_entry_new(),
                                                                               archive_entry_free);
    archive_entry_set_pathname_utf8(header.get(), entry.name.toUtf8().constData());
    archive_entry_set_filetype(header.get(), AE_IFREG);
    archive_entry_set_perm(header.get(), entry.secret ? 0600 : 0644);
    archive_entry_set_mtime(header.get(), entry.modified.toSecsSinceEpoch(), 0);
    // With its size said beforehand an entry needs none of the extensions that older programs cannot read.
    if (entry.size >= 0) archive_entry_set_size(header.get(), entry.size);
    return archive_write_header(m_archive, header.get()) == ARCHIVE_OK ? Result<void>{} : failed(m_entry);
}

Result<void> ZipWriter::write(QByteArrayView bytes)
{
    const bool written =
        archive_write_data(m_archive, bytes.data(), std::size_t(bytes.size())) == bytes.size();
    return written ? Result<void>{} : failed(m_entry);
}

Result<void> ZipWriter::add(const QString &name, QIODevice &data, const QDateTime &modified, Packing packing)
{
    if (auto begun = begin({name, modified, packing, data.size()}); !begun) return begun;
    for (qint64 left = data.size(); left > 0;) {
        const QByteArray chunk = data.read(std::min(left, kChunk));
        if (chunk.isEmpty())
            return problem(ErrorCode::StorageUnavailable,
                           u"%1 cannot be read: %2"_s.arg(name, data.errorString()));
        if (auto written = write(chunk); !written) return written;
        left -= chunk.size();
    }
    return archive_write_finish_entry(m_archive) == ARCHIVE_OK ? Result<void>{} : failed(name);
}

Result<void> ZipWriter::finish()
{
    if (archive_write_close(m_archive) != ARCHIVE_OK) return failed(u"the directory"_s);
    return {};
}

Result<void> ZipWriter::failed(const QString &what) const
{
    const int error = archive_errno(m_archive);
    const QString why = error == ENOSPC || error == EDQUOT
                            ? u"the disk is full"_s
                            : QString::fromLocal8Bit(archive_error_string(m_archive));
    return problem(ErrorCode::StorageUnavailable, u"%1 cannot be written: %2"_s.arg(what, why));
}

} // namespace lectern
