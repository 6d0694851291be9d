// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/protocol/Problem.h"

#include <QtCore/QByteArray>
#include <QtCore/QString>

#include <memory>
#include <optional>

struct archive;

namespace lectern {

/// Reads a zip archive part after part, in the order in which they lie there. Blocking.
/// `bad_request` for what is no archive, is cut off or damaged; the detail says why.
class ZipReader
{
public:
    ZipReader();
    ~ZipReader();

    Result<void> open(const QString &file);

    /// The name of the next part, whose bytes read() then gives; nothing behind the last one.
    Result<std::optional<QString>> next();

    /// The next bytes of this part, at most 64 KiB; none at its end.
    Result<QByteArray> read();

private:
    std::unexpected<Problem> failure() const;

    std::unique_ptr<archive, int (*)(archive *)> m_archive;
};

} // namespace lectern
