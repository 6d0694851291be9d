// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/store/UnreadCount.h"

#include <algorithm>

namespace lectern {

void UnreadCount::add(qint64 seq, const QString &sender, const QString &targetType, const QString &target)
{
    if (!target.isEmpty()) {
        if (target != sender) m_toPerson[target].append(seq);
        return;
    }
    m_toGroup[targetType].append(seq);
    m_toGroupBy[{targetType, sender}].append(seq);
}

int UnreadCount::of(const MessageLog::Reader &reader) const
{
    int count = after(m_toPerson.value(reader.id), reader.readUpTo);
    const TargetType own = reader.isTeacher ? TargetType::Teacher : TargetType::Student;
    for (const TargetType group : {TargetType::All, own}) {
        const QString name = wireName(group);
        count += after(m_toGroup.value(name), reader.readUpTo);
        count -= after(m_toGroupBy.value({name, reader.id}), reader.readUpTo);
    }
    return count;
}

int UnreadCount::after(const Seqs &seqs, qint64 seq)
{
    return int(seqs.end() - std::ranges::upper_bound(seqs, seq));
}

} // namespace lectern
