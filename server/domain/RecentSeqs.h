// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QHash>
#include <QtCore/QString>

#include <deque>
#include <optional>
#include <unordered_map>

namespace lectern {

/// The seqs of a room's last messages by their ids: what people tell that they have read is nearly always one
/// of them.
class RecentSeqs
{
public:
    void add(const QString &id, qint64 seq)
    {
        if (!m_seqs.emplace(id, seq).second) return;
        m_order.push_back(id);
        if (m_order.size() <= kRemembered) return;
        m_seqs.erase(m_order.front());
        m_order.pop_front();
    }

    std::optional<qint64> find(const QString &id) const
    {
        const auto seq = m_seqs.find(id);
        return seq == m_seqs.end() ? std::nullopt : std::optional(seq->second);
    }

    void clear()
    {
        m_seqs.clear();
        m_order.clear();
    }

private:
    static constexpr std::size_t kRemembered = 512;

    /// Not noexcept: then the map keeps what it gave. What leaves a QHash has its neighbours hashed again.
    struct Hash
    {
        std::size_t operator()(const QString &id) const { return qHash(id, QHashSeed::globalSeed()); }
    };

    std::unordered_map<QString, qint64, Hash> m_seqs;
    std::deque<QString> m_order;
};

} // namespace lectern
