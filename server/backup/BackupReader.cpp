// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/backup/BackupReader.h"

#include "server/backup/PartNames.h"

namespace lectern {

using namespace Qt::StringLiterals;

namespace {
constexpr qsizetype kLongestManifest = 64 * 1024 * 1024; ///< bytes: half a million files
}

BackupReader::BackupReader(QString file)
    : m_file(std::move(file))
{
}

BackupReader::~BackupReader() = default;

Result<void> BackupReader::open()
{
    const auto json = readManifest();
    if (!json) return misfit(json.error().detail);
    auto manifest = Manifest::parse(*json);
    if (!manifest) return misfit(manifest.error().detail);
    m_manifest = *std::move(manifest);
    for (const Manifest::Part &part : m_manifest.parts)
        m_parts.insert(part.name, part);
    return {};
}

Result<QByteArray> BackupReader::readManifest()
{
    ZipReader zip;
    if (const auto opened = zip.open(m_file); !opened) return std::unexpected(opened.error());
    for (;;) {
        const auto name = zip.next();
        if (!name) return std::unexpected(name.error());
        if (!*name) return problem(ErrorCode::BadRequest, u"it has no manifest.json"_s);
        if (**name == partnames::kManifest) break;
    }
    QByteArray json;
    for (;;) {
        const auto bytes = zip.read();
        if (!bytes) return std::unexpected(bytes.error());
        if (bytes->isEmpty()) return json;
        json += *bytes;
        if (json.size() > kLongestManifest)
            return problem(ErrorCode::BadRequest, u"its manifest has no end"_s);
    }
}

Result<void> BackupReader::check()
{
    QSet<QString> seen;
    const auto done = eachPart([&seen](const Manifest::Part &part, const Read &read) -> Result<void> {
        if (seen.contains(part.name)) return problem(ErrorCode::BadRequest, u"it is there twice"_s);
        seen.insert(part.name);
        for (;;) {
            const auto bytes = read();
            if (!bytes) return std::unexpected(bytes.error());
            if (bytes->isEmpty()) return {};
        }
    });
    if (!done) return done;
    for (const Manifest::Part &part : m_manifest.parts)
        if (!seen.contains(part.name)) return misfit(u"%1 is missing"_s.arg(part.name));
    return {};
}

Result<void> BackupReader::each(const QString &prefix, const Take &take)
{
    return eachPart([&](const Manifest::Part &part, const Read &read) {
        return part.name.startsWith(prefix) ? take(part, read) : Result<void>{};
    });
}

Result<void> BackupReader::eachPart(const Take &take)
{
    ZipReader zip;
    if (const auto opened = zip.open(m_file); !opened) return misfit(opened.error().detail);
    for (;;) {
        const auto name = zip.next();
        if (!name) return misfit(name.error().detail);
        if (!*name) return {};
        if (**name == partnames::kManifest) continue;
        const auto part = m_parts.constFind(**name);
        if (part == m_parts.cend()) return misfit(u"%1 is not in its manifest"_s.arg((*name)->left(200)));
        if (const auto taken = pass(zip, *part, take); !taken) return taken;
    }
}

Result<void> BackupReader::pass(ZipReader &zip, const Manifest::Part &part, const Take &take) const
{
    QCryptographicHash hash(QCryptographicHash::Sha256);
    qint64 size = 0;
    const Read read = [&]() -> Result<QByteArray> {
        auto bytes = zip.read();
        if (!bytes) return bytes;
        if (!bytes->isEmpty()) {
            hash.addData(*bytes);
            size += bytes->size();
            // A few bytes of an archive may swell without end.
            if (size > part.size)
                return problem(ErrorCode::BadRequest, u"it has more bytes than the manifest names"_s);
        } else if (size != part.size || QString::fromLatin1(hash.result().toHex()) != part.sha256) {
            return problem(ErrorCode::BadRequest, u"its bytes are not those that the manifest names"_s);
        }
        return bytes;
    };
    const auto taken = take(part, read);
    if (taken || taken.error().code != ErrorCode::BadRequest) return taken;
    return misfit(u"%1: %2"_s.arg(part.name, taken.error().detail));
}

std::unexpected<Problem> BackupReader::misfit(const QString &what) const
{
    return problem(ErrorCode::BadRequest, u"%1 is no whole and sound backup: %2"_s.arg(m_file, what));
}

} // namespace lectern
