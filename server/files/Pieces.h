// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QByteArray>
#include <QtCore/QList>

namespace lectern {

/// A file to be made from another one: ranges of it that stay, and bytes that are put in between.
class Pieces
{
public:
    struct Piece
    {
        qint64 from = 0;
        qint64 length = 0;
        QByteArray inserted; ///< instead of a range when not empty
    };

    /// A file cut into more pieces than this is no honest picture.
    static constexpr qsizetype kMax = 10'000;

    void keep(qint64 from, qint64 length)
    {
        if (length == 0) return;
        const bool joins = !m_list.isEmpty() && m_list.last().inserted.isEmpty() &&
                           m_list.last().from + m_list.last().length == from;
        if (joins)
            m_list.last().length += length;
        else
            m_list.append({from, length, {}});
        m_size += length;
    }

    void insert(const QByteArray &bytes)
    {
        m_list.append({0, 0, bytes});
        m_size += bytes.size();
    }

    const QList<Piece> &list() const { return m_list; }

    /// Of the file to be made, in bytes.
    qint64 size() const { return m_size; }

private:
    QList<Piece> m_list;
    qint64 m_size = 0;
};

} // namespace lectern
