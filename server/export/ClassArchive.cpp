// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/export/ClassArchive.h"

#include "common/protocol/Codec.h"
#include "server/archive/ZipWriter.h"
#include "server/export/EntryName.h"

#include <QtCore/QBuffer>
#include <QtCore/QJsonDocument>
#include <QtCore/QStorageInfo>

namespace lectern {

using namespace Qt::StringLiterals;

namespace {

/// Bytes of the disk that an export leaves to the classes that are going on.
constexpr qint64 kSpare = 64LL * 1024 * 1024;

std::unexpected<Problem> cannotWrite(const QFile &file)
{
    return problem(ErrorCode::StorageUnavailable, u"the export cannot be written: "_s + file.errorString());
}

ZipWriter::Packing packingOf(const QString &contentType)
{
    const bool text = contentType.startsWith("text/"_L1) || contentType == "application/json"_L1;
    return text ? ZipWriter::Packing::Deflate : ZipWriter::Packing::Store;
}

} // namespace

ClassArchive::ClassArchive(ClassOutline outline, QString directory, OpenFile openFile)
    : m_outline(std::move(outline))
    , m_directory(std::move(directory))
    , m_openFile(std::move(openFile))
    , m_page(m_outline.room, m_outline.language, m_outline.zone, m_outline.names)
    , m_html(m_directory + u"/export-XXXXXX"_s)
    , m_json(m_directory + u"/export-XXXXXX"_s)
{
}

Result<void> ClassArchive::begin()
{
    if (std::exchange(m_begun, true)) return {};
    if (!m_html.open()) return cannotWrite(m_html);
    if (!m_json.open()) return cannotWrite(m_json);
    return append(m_html, m_page.head());
}

Result<void> ClassArchive::append(QTemporaryFile &part, const QByteArray &bytes)
{
    if (part.write(bytes) != bytes.size()) return cannotWrite(part);
    return {};
}

Result<void> ClassArchive::add(const QList<Message> &messages)
{
    if (auto begun = begin(); !begun) return begun;
    QByteArray html;
    QByteArray json;
    for (Message message : messages) {
        const QString file = fileOf(message);
        html += m_page.message(message, file);
        if (message.attachment) message.attachment->url = file;
        json += std::exchange(m_first, false) ? "[\n"_ba : ",\n"_ba;
        json += encode(message);
    }
    if (auto written = append(m_html, html); !written) return written;
    return append(m_json, json);
}

QString ClassArchive::fileOf(const Message &message)
{
    if (!message.attachment) return {};
    const Attachment &attachment = *message.attachment;
    if (const auto known = m_entries.constFind(attachment.id); known != m_entries.cend()) return *known;
    QString entry;
    if (m_openFile(attachment.sha256)) {
        entry = fileEntryName(m_files.size() + 1, attachment.name);
        m_files.append({entry, attachment.sha256, attachment.contentType, attachment.size, message.sentAt});
    }
    m_entries.insert(attachment.id, entry);
    return entry;
}

Result<ClassArchive::Zip> ClassArchive::finish()
{
    if (auto begun = begin(); !begun) return std::unexpected(begun.error());
    if (auto ended = append(m_html, m_page.tail()); !ended) return std::unexpected(ended.error());
    if (auto ended = append(m_json, m_first ? "[]\n"_ba : "\n]\n"_ba); !ended)
        return std::unexpected(ended.error());
    if (!m_html.seek(0)) return cannotWrite(m_html);
    if (!m_json.seek(0)) return cannotWrite(m_json);
    if (auto room = checkSpace(); !room) return std::unexpected(room.error());

    auto file = std::make_shared<QTemporaryFile>(m_directory + u"/export-XXXXXX"_s);
    if (!file->open()) return cannotWrite(*file);
    ZipWriter zip(*file);
    const QDateTime now = QDateTime::currentDateTimeUtc();
    QBuffer attendance(&m_outline.attendance);
    attendance.open(QIODevice::ReadOnly);
    using enum ZipWriter::Packing;
    auto done = zip.add(u"class.html"_s, m_html, now, Deflate);
    if (done) done = zip.add(u"messages.json"_s, m_json, now, Deflate);
    if (done) done = zip.add(u"attendance.csv"_s, attendance, now, Deflate);
    if (done) done = addFiles(zip);
    if (done) done = zip.finish();
    if (!done) return std::unexpected(done.error());
    if (!file->seek(0)) return cannotWrite(*file);
    const qint64 size = file->size();
    return Zip{std::move(file), size};
}

Result<void> ClassArchive::checkSpace() const
{
    qint64 needed = m_html.size() + m_json.size() + kSpare;
    for (const AttachedFile &file : m_files)
        needed += file.size;
    const qint64 free = QStorageInfo(m_directory).bytesAvailable();
    if (free >= needed) return {};
    return problem(
        ErrorCode::StorageUnavailable,
        u"the export needs %1 bytes of the disk for a while, and %2 are free"_s.arg(needed).arg(free));
}

Result<void> ClassArchive::addFiles(ZipWriter &zip)
{
    for (const AttachedFile &file : std::as_const(m_files)) {
        // Its message may have been deleted since, and it with it.
        const auto bytes = m_openFile(file.sha256);
        if (!bytes) continue;
        auto added = zip.add(file.entry, *bytes, file.sentAt, packingOf(file.contentType));
        if (!added) return added;
    }
    return {};
}

} // namespace lectern
