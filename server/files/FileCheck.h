// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QString>

namespace lectern {

class FileStore;
struct FileRecord;

/// What is wrong with the stored bytes of a file, in English for the operator; empty when they are what was
/// uploaded. Reads them in pieces; blocks.
QString faultOf(FileStore &store, const FileRecord &file);

} // namespace lectern
