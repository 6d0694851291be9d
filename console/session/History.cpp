// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/session/History.h"

#include "common/client/WhenDone.h"

namespace lectern {

namespace {

constexpr int kPage = 50;
/// On the way to a message that may be far back.
constexpr int kLeap = 500;

} // namespace

History::History(ApiClient &api, QString roomId, TimelineModel &timeline, const ParticipantsModel &people)
    : m_api(api)
    , m_roomId(std::move(roomId))
    , m_timeline(timeline)
    , m_people(people)
{
}

void History::loadOlder()
{
    if (hasOlder()) load(kPage);
}

void History::reveal(const QString &id, qint64 seq)
{
    m_wanted = Wanted{id, seq};
    lookForWanted();
}

void History::restart()
{
    m_exhausted = false;
    m_wanted.reset();
}

void History::onRemoved(const QModelIndex &, int first)
{
    if (first == 0) m_exhausted = false;
}

void History::load(int count)
{
    if (std::exchange(m_loading, true)) return;
    whenDone(m_api.messages(m_roomId, {.before = m_timeline.oldestSeq(), .limit = count}), this,
             [this, count](const ApiResult<QList<Message>> &messages) {
                 m_loading = false;
                 if (messages) {
                     take(*messages, count);
                 } else {
                     m_wanted.reset();
                     Q_EMIT failed(messages.error());
                 }
             });
}

void History::take(const QList<Message> &messages, int asked)
{
    m_exhausted = messages.size() < asked;
    for (const auto &message : messages)
        m_timeline.take(message, m_people.nameOf(message.target));
    Q_EMIT olderLoaded();
    lookForWanted();
}

void History::lookForWanted()
{
    if (!m_wanted) return;
    if (const auto key = m_timeline.keyOf(m_wanted->id); !key.isEmpty()) {
        m_wanted.reset();
        Q_EMIT revealed(key);
    } else if (hasOlder() && m_timeline.oldestSeq() > m_wanted->seq) {
        load(kLeap);
    } else {
        m_wanted.reset();
        Q_EMIT missing();
    }
}

} // namespace lectern
