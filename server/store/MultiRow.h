// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/protocol/Problem.h"

#include <QtCore/QList>
#include <QtCore/QStringList>
#include <QtCore/QVariant>

#include <bit>

namespace lectern {

/// Statements for many rows at once. They come for a few numbers of rows only (the powers of two up to
/// kMost), so that few texts have to be prepared however many rows there are.
namespace multirow {

inline constexpr qsizetype kMost = 64;

/// "(?, ?), (?, ?)": the values of that many rows.
inline QString values(const QString &row, qsizetype rows)
{
    QString text = row;
    text.reserve(rows * (row.size() + 2));
    for (qsizetype i = 1; i < rows; ++i)
        text += QStringLiteral(", ") + row;
    return text;
}

/// One statement in the texts that it has for the numbers of rows.
class Statement
{
public:
    /// `row`: of a single row, "(?, ?)".
    Statement(const QString &before, const QString &row, const QString &after = {})
    {
        for (qsizetype rows = 1; rows <= kMost; rows *= 2)
            m_texts.append(before + values(row, rows) + after);
    }

    /// For a power of two up to kMost.
    const QString &of(qsizetype rows) const { return m_texts[std::countr_zero(std::size_t(rows))]; }

private:
    QStringList m_texts;
};

/// Calls run(piece) for pieces of the list, in order, until one fails.
template <typename T, typename Run> Result<void> inPieces(const QList<T> &list, Run run)
{
    for (qsizetype done = 0; done < list.size();) {
        qsizetype size = kMost;
        while (size > list.size() - done)
            size /= 2;
        if (Result<void> ran = run(list.sliced(done, size)); !ran) return ran;
        done += size;
    }
    return {};
}

} // namespace multirow

} // namespace lectern
