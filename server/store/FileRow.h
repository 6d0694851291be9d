// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/store/FileRecord.h"
#include "server/store/Sql.h"

namespace lectern {

/// A file as a row of the table.
namespace filerow {

/// In the order in which read() expects them.
#define LECTERN_FILE_COLUMNS                                                                                 \
    "id, room_id, uploader_id, name, content_type, size, sha256, width, height, created_at, state, "         \
    "changed_at, upload_length FROM file "

FileRecord read(const SqlRow &row);

/// Gives each message's attachment the state in which its file is now. One whose file is gone has failed.
Result<void> refresh(Sql &sql, QList<Message> &messages);

} // namespace filerow

} // namespace lectern
