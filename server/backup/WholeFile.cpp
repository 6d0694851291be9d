// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/backup/WholeFile.h"

#include <QtCore/QCryptographicHash>

namespace lectern {

bool openWhole(QFile &file, const QString &sha256)
{
    QCryptographicHash hash(QCryptographicHash::Sha256);
    return file.open(QIODevice::ReadOnly) && hash.addData(&file) &&
           QString::fromLatin1(hash.result().toHex()) == sha256 && file.seek(0);
}

} // namespace lectern
