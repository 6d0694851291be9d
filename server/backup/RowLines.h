// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/protocol/Problem.h"

#include <QtCore/QByteArray>
#include <QtCore/QVariantList>

#include <functional>

namespace lectern {

/// Rows as lines of text: a JSON array a line, of texts, whole numbers and nulls.
namespace rowlines {
QByteArray lineOf(const QVariantList &row); ///< with its end
}

/// Reads such lines from bytes, however they are cut.
class RowLineReader
{
public:
    using Take = std::function<Result<void>(const QVariantList &)>;

    explicit RowLineReader(Take take)
        : m_take(std::move(take))
    {
    }

    /// Hands on the rows that are whole now. `bad_request` names the line that is none.
    Result<void> feed(const QByteArray &bytes);
    Result<void> finish(); ///< `bad_request` when the last line has no end

private:
    Result<void> takeLine(const QByteArray &line);

    Take m_take;
    QByteArray m_rest;
    qint64 m_line = 0;
};

} // namespace lectern
