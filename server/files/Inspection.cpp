// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/files/Inspection.h"

#include "common/protocol/PersonName.h"
#include "server/files/Metadata.h"

#include <QtCore/QCryptographicHash>
#include <QtCore/QFile>
#include <QtCore/QFileInfo>
#include <QtCore/QRegularExpression>

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
    const QByteArray head = file.read(kHead);
    MediaType type = sniff(head);
    // Some phones and programs write more than that in front of a picture's size.
    if (type.picture && type.pixels.isEmpty()) type = sniff(head + file.readAll());
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
        return problem(ErrorCode::StorageUnavailable, u"the upload can't be read: "_s + file.errorString());
    return QString::fromLatin1(hash.result().toHex());
}

} // namespace

Result<Inspected> inspect(const QString &path, const QString &sha256, const QString &claimedType,
                          const QString &cleanedPath)
{
    const auto type = judge(path, claimedType);
    if (!type) return std::unexpected(type.error());
    Inspected inspected{*type, path, QFileInfo(path).size(), sha256};
    if (type->picture) {
        const auto changed = stripMetadata(path, cleanedPath, type->contentType);
        if (!changed) return std::unexpected(changed.error());
        if (*changed) {
            inspected.path = cleanedPath;
            inspected.size = QFileInfo(cleanedPath).size();
            inspected.sha256.clear();
        }
    }
    if (!inspected.sha256.isEmpty()) return inspected;
    const auto hash = hashOf(inspected.path);
    if (!hash) {
        QFile::remove(cleanedPath);
        return std::unexpected(hash.error());
    }
    inspected.sha256 = *hash;
    return inspected;
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

QString cleanContentType(const QString &claimed)
{
    static const QRegularExpression type(
        u"^[a-z0-9][a-z0-9!#$&^_.+-]{0,62}/[a-z0-9][a-z0-9!#$&^_.+-]{0,62}$"_s);
    const QString plain = claimed.section(u';', 0, 0).trimmed().toLower();
    return type.match(plain).hasMatch() ? plain : u"application/octet-stream"_s;
}

} // namespace lectern
