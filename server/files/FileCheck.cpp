// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/files/FileCheck.h"

#include "server/files/FileStore.h"
#include "server/store/FileRecords.h"

#include <QtCore/QCryptographicHash>
#include <QtCore/QFile>

namespace lectern {

using namespace Qt::StringLiterals;

QString faultOf(FileStore &store, const FileRecord &file)
{
    const Result<QString> fetched = store.fetch(file.sha256);
    if (!fetched) return u"its bytes cannot be read: "_s + fetched.error().detail;
    const QString path = *fetched;
    if (path.isEmpty()) return u"its bytes are missing"_s;
    QFile bytes(path);
    if (!bytes.open(QIODevice::ReadOnly)) return u"%1 cannot be read: %2"_s.arg(path, bytes.errorString());
    if (bytes.size() != file.size)
        return u"%1 has %2 bytes, expected %3"_s.arg(path).arg(bytes.size()).arg(file.size);
    QCryptographicHash hash(QCryptographicHash::Sha256);
    if (!hash.addData(&bytes)) return u"%1 cannot be read: %2"_s.arg(path, bytes.errorString());
    if (QString::fromLatin1(hash.result().toHex()) != file.sha256)
        return u"%1 holds other bytes than were uploaded"_s.arg(path);
    return {};
}

} // namespace lectern
