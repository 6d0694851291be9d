// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/report/RecordLoader.h"

#include "common/client/WhenDone.h"

namespace lectern {

namespace {

constexpr int kPage = 200;

} // namespace

RecordLoader::RecordLoader(ApiClient &api, const api::Room &room, QObject *parent)
    : QObject(parent)
    , m_api(api)
{
    m_record.room = room;
}

void RecordLoader::load()
{
    m_record.messages.clear();
    whenDone(m_api.attendance(m_record.room.id), this, [this](const ApiResult<QList<api::Attendee>> &rows) {
        if (!rows) {
            Q_EMIT failed(rows.error());
            return;
        }
        m_record.attendance = *rows;
        loadMessages();
    });
}

void RecordLoader::loadMessages()
{
    const auto before = m_record.messages.isEmpty() ? -1 : m_record.messages.first().seq;
    const api::HistoryPage page{.before = before, .limit = kPage, .search = {}};
    whenDone(m_api.messages(m_record.room.id, page), this, [this](const ApiResult<QList<Message>> &older) {
        if (!older) {
            Q_EMIT failed(older.error());
            return;
        }
        m_record.messages = *older + m_record.messages;
        Q_EMIT progress(static_cast<int>(m_record.messages.size()));
        // Deleted ones are left out of a page, so only an empty one is the end.
        if (older->isEmpty())
            Q_EMIT loaded(m_record);
        else
            loadMessages();
    });
}

} // namespace lectern
