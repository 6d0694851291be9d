// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/domain/ports/MessageLog.h"

#include <QtCore/QHash>
#include <QtCore/QList>

namespace lectern {

/// Counts the unread messages of any number of readers in one pass over the log.
class UnreadCount
{
public:
    /// A message that counts, in the order of seq; targetType as it is stored.
    void add(qint64 seq, const QString &sender, const QString &targetType, const QString &target);

    /// Those after reader.readUpTo which this reader may see and has not written.
    int of(const MessageLog::Reader &reader) const;

private:
    using Seqs = QList<qint64>; ///< ascending
    static int after(const Seqs &seqs, qint64 seq);

    /// What goes to a group (all, teacher, student), and what one person wrote of it.
    QHash<QString, Seqs> m_toGroup;
    QHash<std::pair<QString, QString>, Seqs> m_toGroupBy;
    QHash<QString, Seqs> m_toPerson; ///< from others
};

} // namespace lectern
