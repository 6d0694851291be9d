// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/domain/Movements.h"

#include "common/protocol/Ulid.h"

namespace lectern {

namespace {
constexpr std::chrono::milliseconds kSpan{100};

/// All of them, or those that are `wanted`.
template <typename Entry>
QList<Participant> peopleOf(const QList<Entry> &entries, const QList<bool> &wanted = {})
{
    QList<Participant> people;
    for (qsizetype i = 0; i < entries.size(); ++i)
        if (wanted.isEmpty() || wanted[i]) people.append(entries[i].person);
    return people;
}

} // namespace

Movements::Movements(QString roomId, Lines &lines, std::function<void(const EnvelopePtr &)> announce)
    : m_roomId(std::move(roomId))
    , m_lines(lines)
    , m_announce(std::move(announce))
    , m_gatherer(kSpan, [this] { flush(); })
{
}

void Movements::joined(const Participant &participant, Reach reach)
{
    add({participant, reach, 0});
}

void Movements::returned(const Participant &participant, quint64 awaySince)
{
    add({participant, Reach::Here, awaySince});
}

void Movements::add(const Joined &joined)
{
    flushLeaves();
    m_joined.append(joined);
    ++m_joins;
    m_gatherer.touch();
}

void Movements::left(Participant participant, LeaveReason reason, Reach reach)
{
    flushJoins();
    participant.reason = reason;
    participant.online = false;
    m_left.append({participant, reach});
    m_gatherer.touch();
}

void Movements::flush()
{
    flushJoins();
    flushLeaves();
}

void Movements::flushJoins()
{
    if (m_joined.isEmpty()) return;
    const QList<Joined> came = std::exchange(m_joined, {});
    const quint64 first = m_joins - quint64(came.size());
    const auto isNews = [&](const Line &line, qsizetype i) {
        return line.joinsSeen <= first + quint64(i) && line.welcomedAt > came[i].awaySince;
    };
    const EnvelopePtr all = seal(frame(MessageType::Join, peopleOf(came)));
    QHash<QList<bool>, EnvelopePtr> some; // those who know some of them mostly know the same
    quint64 told = 0;
    for (const auto &line : m_lines.all()) {
        if (!line->welcomed || line->joinsSeen >= m_joins) continue;
        QList<bool> news(came.size());
        for (qsizetype i = 0; i < came.size(); ++i)
            news[i] = isNews(*line, i);
        if (!news.contains(false)) {
            m_lines.hand(*line, all);
        } else if (news.contains(true)) {
            EnvelopePtr &envelope = some[news];
            if (!envelope) envelope = seal(frame(MessageType::Join, peopleOf(came, news)));
            m_lines.hand(*line, envelope);
        } else {
            continue;
        }
        ++told;
    }
    m_lines.count(all->message(), told);
    announce(all, came);
}

void Movements::flushLeaves()
{
    if (m_left.isEmpty()) return;
    const QList<Left> went = std::exchange(m_left, {});
    const EnvelopePtr all = seal(frame(MessageType::Leave, peopleOf(went)));
    m_lines.deliver(all);
    announce(all, went);
}

template <typename Entry> void Movements::announce(const EnvelopePtr &all, const QList<Entry> &entries)
{
    QList<bool> unheard(entries.size());
    for (qsizetype i = 0; i < entries.size(); ++i)
        unheard[i] = entries[i].reach == Reach::Everywhere;
    if (!unheard.contains(false))
        m_announce(all);
    else if (unheard.contains(true))
        m_announce(seal(frame(all->message().type, peopleOf(entries, unheard))));
}

Message Movements::frame(MessageType type, const QList<Participant> &people) const
{
    Message message;
    message.roomId = m_roomId;
    message.type = type;
    message.sender = people.first().id;
    message.senderName = people.first().name;
    message.senderType = people.first().type;
    message.id = newUlid();
    message.sentAt = QDateTime::currentDateTimeUtc();
    message.payload = payload::People{people};
    return message;
}

} // namespace lectern
