// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/client/ApiClient.h"
#include "console/models/FoundModel.h"

namespace lectern {

/// Looks for words in everything that was said in a class, a page at a time.
class MessageSearch : public QObject
{
    Q_OBJECT

public:
    enum class State { Idle, Searching, Done, Failed };

    /// `api` outlives this.
    MessageSearch(ApiClient &api, QString roomId);

    /// Forgets what was found before. A blank text finds nothing.
    void search(const QString &text);
    QString text() const { return m_text; }
    State state() const { return m_state; }
    /// Why it failed.
    const ApiError &error() const { return m_error; }
    FoundModel *found() { return &m_found; }

Q_SIGNALS:
    void changed();

private:
    void load();
    void take(const ApiResult<QList<Message>> &page);
    void become(State state);

    ApiClient &m_api;
    QString m_roomId;
    FoundModel m_found;
    QString m_text;
    ApiError m_error;
    State m_state = State::Idle;
    bool m_loading = false;
    int m_run = 0; ///< tells the answers to an earlier text from those to this one
};

} // namespace lectern
