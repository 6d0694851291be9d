// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/domain/Person.h"

#include <QtCore/QHash>
#include <QtCore/QList>

#include <algorithm>
#include <unordered_map>
#include <utility>

namespace lectern {

/// The read marks that the database does not know yet, and for whom they are news besides. One entry a
/// person: the furthest mark.
class MovedReads
{
public:
    enum class News {
        None, ///< it has been told
        ForPresence,
        ForTeachers, ///< and for presence
    };

    void add(const ReadMark &mark, News news)
    {
        Entry &entry = m_byUser[mark.userId];
        if (mark.seq > entry.mark.seq) entry.mark = mark;
        entry.news = std::max(entry.news, news);
    }

    bool contains(const QString &userId) const { return m_byUser.contains(userId); }

    struct Entry
    {
        ReadMark mark;
        News news = News::None;
    };
    /// All of them, in no order; none is left.
    QList<Entry> take()
    {
        QList<Entry> moved;
        moved.reserve(qsizetype(m_byUser.size()));
        for (auto &[userId, entry] : m_byUser)
            moved.append(std::move(entry));
        m_byUser.clear();
        return moved;
    }

private:
    struct Hash
    {
        std::size_t operator()(const QString &userId) const { return qHash(userId, QHashSeed::globalSeed()); }
    };

    /// It holds one or two nearly always: a QHash would prepare room for 48 each time.
    std::unordered_map<QString, Entry, Hash> m_byUser;
};

} // namespace lectern
