// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/files/FileMove.h"

#include "server/files/FileStore.h"
#include "server/store/FileRecords.h"

namespace lectern {

Result<void> moveFiles(FileRecords &records, FileStore &from, FileStore &to)
{
    constexpr int kFilesAtOnce = 100;
    QString last;
    for (;;) {
        const auto files = records.readyAfter(last, kFilesAtOnce).result();
        if (!files) return std::unexpected(files.error());
        if (files->isEmpty()) return {};
        for (const FileRecord &file : *files) {
            const auto path = from.fetch(file.sha256);
            if (!path) return std::unexpected(path.error());
            if (path->isEmpty()) continue;
            if (const auto moved = to.take(*path, file.sha256); !moved) return moved;
        }
        last = files->last().id;
    }
}

} // namespace lectern
