// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/session/SearchAll.h"

#include "common/client/WhenDone.h"

namespace lectern {

namespace {

constexpr int kAtOnce = 4;
constexpr int kEach = 20; ///< messages of one class: who finds more than that wants a longer word

} // namespace

SearchAll::SearchAll(ApiClient &api, QObject *parent)
    : QObject(parent)
    , m_api(api)
{
}

void SearchAll::search(const QString &text, const QList<api::Room> &rooms)
{
    ++m_run;
    m_text = text.trimmed();
    m_found.clear();
    m_waiting = m_text.isEmpty() ? QList<api::Room>() : rooms;
    m_underWay = 0;
    m_failures = 0;
    m_state = m_text.isEmpty() ? State::Idle : State::Searching;
    askNext();
    Q_EMIT changed();
}

void SearchAll::askNext()
{
    while (m_underWay < kAtOnce && !m_waiting.isEmpty()) {
        const auto room = m_waiting.takeFirst();
        ++m_underWay;
        const api::HistoryPage page{.before = -1, .limit = kEach, .search = m_text};
        whenDone(m_api.messages(room.id, page), this,
                 [this, room, run = m_run](const ApiResult<QList<Message>> &found) {
                     if (run != m_run) return;
                     --m_underWay;
                     found ? m_found.add(room, *found) : void(++m_failures);
                     askNext();
                     Q_EMIT changed();
                 });
    }
    if (m_state == State::Searching && m_underWay == 0) m_state = State::Done;
}

} // namespace lectern
