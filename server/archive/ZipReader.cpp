// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/archive/ZipReader.h"

#include <QtCore/QFile>

#include <archive.h>
#include <archive_entry.h>

namespace lectern {

using namespace Qt::StringLiterals;

namespace {
constexpr size_t kPiece = 64 * 1024;
}

ZipReader::ZipReader()
    : m_archive(archive_read_new(), archive_read_free)
{
    // By the directory at its end: an archive that was cut off has none, and is no archive.
    archive_read_support_format_zip_seekable(m_archive.get());
}

ZipReader::~ZipReader() = default;

Result<void> ZipReader::open(const QString &file)
{
    if (archive_read_open_filename(m_archive.get(), QFile::encodeName(file).constData(), kPiece) !=
        ARCHIVE_OK)
        return failure();
    return {};
}

Result<std::optional<QString>> ZipReader::next()
{
    archive_entry *entry = nullptr;
    const int status = archive_read_next_header(m_archive.get(), &entry);
    if (status == ARCHIVE_EOF) return std::nullopt;
    if (status != ARCHIVE_OK) return failure();
    const char *name = archive_entry_pathname_utf8(entry);
    return name ? QString::fromUtf8(name) : QString();
}

Result<QByteArray> ZipReader::read()
{
    QByteArray bytes(qsizetype(kPiece), Qt::Uninitialized);
    const la_ssize_t count = archive_read_data(m_archive.get(), bytes.data(), kPiece);
    if (count < 0) return failure();
    bytes.truncate(qsizetype(count));
    return bytes;
}

std::unexpected<Problem> ZipReader::failure() const
{
    const char *why = archive_error_string(m_archive.get());
    return problem(ErrorCode::BadRequest, why ? QString::fromUtf8(why) : u"it is no zip archive"_s);
}

} // namespace lectern
