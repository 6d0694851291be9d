// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/files/Intake.h"

#include "common/protocol/PersonName.h"
#include "server/files/FileStore.h"
#include "server/files/Metadata.h"

#include <QtCore/QCryptographicHash>
#include <QtCore/QFile>
#include <QtCore/QFileInfo>

#include <algorithm>

namespace lectern {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 kHead = 65'536;

bool claimsPicture(const QString &contentType)
{
    const QString type = contentType.section(u';', 0, 0).trimmed().toLower();
    const QStringList pictures{u"image/png"_s, u"image/jpeg"_s, u"image/jpg"_s, u"image/gif"_s,
                               u"image/webp"_s};
    return pictures.contains(type);
}

Result<MediaType> judge(const QString &path, const QString &claimedType)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return problem(ErrorCode::StorageUnavailable, u"the upload can't be read: "_s + file.errorString());
    const MediaType type = sniff(file.read(kHead));
    if (!type.picture && claimsPicture(claimedType))
        return problem(
            ErrorCode::UnsupportedMediaType,
            u"Content-Type: \"%1\" was announced, but the bytes are no PNG, JPEG, GIF or WebP"_s.arg(
                claimedType.left(40)));
    if (type.picture && type.pixels.isEmpty())
        return problem(ErrorCode::UnsupportedMediaType, u"the picture is broken: its size can't be read"_s);
    if (type.picture && qint64(type.pixels.width()) * type.pixels.height() > kMaxPixels)
        return problem(
            ErrorCode::UnsupportedMediaType,
            u"the picture has %1 x %2 pixels, expected at most %3 in all"_s.arg(type.pixels.width())
                .arg(type.pixels.height())
                .arg(kMaxPixels));
    return type;
}

Result<QString> hashOf(const QString &path)
{
    QFile file(path);
    QCryptographicHash hash(QCryptographicHash::Sha256);
    if (!file.open(QIODevice::ReadOnly) || !hash.addData(&file))
        return problem(ErrorCode::StorageUnavailable,
                       u"the cleaned picture can't be read: "_s + file.errorString());
    return QString::fromLatin1(hash.result().toHex());
}

} // namespace

Result<TakenFile> takeIn(FileStore &store, const QString &path, const QString &sha256,
                         const QString &claimedType)
{
    const auto type = judge(path, claimedType);
    if (!type) return std::unexpected(type.error());
    TakenFile taken{*type, QFileInfo(path).size(), sha256};
    QString source = path;
    if (type->picture) {
        const QString cleaned = path + u".clean"_s;
        const auto changed = stripMetadata(path, cleaned, type->contentType);
        if (!changed) return std::unexpected(changed.error());
        if (*changed) {
            const auto hash = hashOf(cleaned);
            if (!hash) {
                QFile::remove(cleaned);
                return std::unexpected(hash.error());
            }
            source = cleaned;
            taken.sha256 = *hash;
            taken.size = QFileInfo(cleaned).size();
        }
    }
    const auto stored = store.take(source, taken.sha256);
    if (source != path && !stored) QFile::remove(source);
    if (!stored) return std::unexpected(stored.error());
    return taken;
}

QString cleanFileName(const QString &name)
{
    constexpr int kLength = 120;
    const qsizetype folder = std::max(name.lastIndexOf(u'/'), name.lastIndexOf(u'\\'));
    QString last = name.mid(folder + 1);
    // The end is what tells the kind of file: what is too long loses its beginning's tail.
    if (codePoints(last) > kLength) {
        const QList<uint> points = last.toUcs4();
        const QList<uint> kept = points.first(kLength - 20) + points.last(20);
        last = QString::fromUcs4(reinterpret_cast<const char32_t *>(kept.constData()), kept.size());
    }
    return cleanName(last, kLength).value_or(u"file"_s);
}

} // namespace lectern
