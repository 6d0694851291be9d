// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/protocol/Problem.h"

#include <QtCore/QString>
#include <QtCore/QStringList>

namespace lectern {

class Sql;

/// The bytes of uploaded files, each once, under the SHA-256 of its content: there whole or not at all.
/// Which of them is wanted is FileRecords' and FileRemoval's business. What may block is said so, and called
/// on no thread that others wait for.
class FileStore
{
public:
    virtual ~FileStore() = default;

    /// Makes its directories; the detail says which and why not.
    virtual Result<void> open() = 0;

    /// Takes the file at `path` in (it is gone from there afterwards). Blocks. `storage_unavailable` when it
    /// could not be kept; then it is still at `path`.
    virtual Result<void> take(const QString &path, const QString &sha256) = 0;

    /// Where the bytes lie on this machine now; empty when they don't.
    virtual QString locate(const QString &sha256) = 0;

    /// As locate(), but brings them here first where they lie elsewhere. Blocks.
    virtual Result<QString> fetch(const QString &sha256) = 0;

    /// On the store thread, within the transaction that has found that nobody wants them.
    virtual Result<void> remove(Sql &sql, const QString &sha256) = 0;

    /// Hashes of what this machine keeps besides the bytes' own place. Blocks.
    virtual QStringList copies() { return {}; }
    /// The bytes stay where they lie.
    virtual void forgetCopy(const QString &) {}
};

} // namespace lectern
