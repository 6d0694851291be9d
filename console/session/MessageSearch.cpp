// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/session/MessageSearch.h"

#include "common/client/WhenDone.h"

namespace lectern {

namespace {

constexpr int kPage = 50;

} // namespace

MessageSearch::MessageSearch(ApiClient &api, QString roomId)
    : m_api(api)
    , m_roomId(std::move(roomId))
{
    connect(&m_found, &FoundModel::moreWanted, this, &MessageSearch::load);
}

void MessageSearch::search(const QString &text)
{
    ++m_run;
    m_loading = false;
    m_text = text.trimmed();
    m_found.clear();
    if (m_text.isEmpty())
        become(State::Idle);
    else
        load();
}

void MessageSearch::load()
{
    if (std::exchange(m_loading, true)) return;
    become(State::Searching);
    const auto oldest = m_found.oldestSeq();
    const api::HistoryPage page{.before = oldest > 0 ? oldest : -1, .limit = kPage, .search = m_text};
    whenDone(m_api.messages(m_roomId, page), this,
             [this, run = m_run](const ApiResult<QList<Message>> &found) {
                 if (run == m_run) take(found);
             });
}

void MessageSearch::take(const ApiResult<QList<Message>> &page)
{
    if (page) m_found.append(*page, page->size() == kPage);
    // Not before: a list asks for more while rows are put into it.
    m_loading = false;
    if (!page) m_error = page.error();
    become(page ? State::Done : State::Failed);
}

void MessageSearch::become(State state)
{
    m_state = state;
    Q_EMIT changed();
}

} // namespace lectern
