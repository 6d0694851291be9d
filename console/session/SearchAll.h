// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/client/ApiClient.h"
#include "console/models/FoundAllModel.h"

namespace lectern {

/// Looks for words in all of a teacher's classes, open and ended, a few classes at a time.
class SearchAll : public QObject
{
    Q_OBJECT

public:
    enum class State { Idle, Searching, Done };

    /// `api` outlives this.
    explicit SearchAll(ApiClient &api, QObject *parent = nullptr);

    /// Forgets what was found before. A blank text finds nothing.
    void search(const QString &text, const QList<api::Room> &rooms);
    QString text() const { return m_text; }
    State state() const { return m_state; }
    /// Classes that could not be asked.
    int failures() const { return m_failures; }
    FoundAllModel *found() { return &m_found; }

Q_SIGNALS:
    void changed();

private:
    void askNext();

    ApiClient &m_api;
    FoundAllModel m_found;
    QString m_text;
    QList<api::Room> m_waiting;
    State m_state = State::Idle;
    int m_underWay = 0;
    int m_failures = 0;
    int m_run = 0; ///< tells the answers to an earlier text from those to this one
};

} // namespace lectern
