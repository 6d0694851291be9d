// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/client/ApiClient.h"
#include "console/models/ParticipantsModel.h"
#include "console/models/TimelineModel.h"

namespace lectern {

/// What was said before the timeline begins: fetched when it is asked for, page by page.
class History : public QObject
{
    Q_OBJECT

public:
    /// All outlive this.
    History(ApiClient &api, QString roomId, TimelineModel &timeline, const ParticipantsModel &people);

    bool hasOlder() const { return m_timeline.oldestSeq() > 1 && !m_exhausted; }
    void loadOlder();
    /// Loads as far back as that message, if it is not in the timeline yet, and tells its key.
    void reveal(const QString &id, qint64 seq);
    /// The timeline is shown afresh.
    void restart();
    /// Rows at the top were let go: they are in the history again.
    void onRemoved(const QModelIndex &parent, int first);

Q_SIGNALS:
    void olderLoaded();
    void revealed(const QString &key);
    /// The message that was to be revealed is not there any more.
    void missing();
    void failed(const lectern::ApiError &error);

private:
    struct Wanted
    {
        QString id;
        qint64 seq = 0;
    };

    void load(int count);
    void take(const QList<Message> &messages, int asked);
    void lookForWanted();

    ApiClient &m_api;
    QString m_roomId;
    TimelineModel &m_timeline;
    const ParticipantsModel &m_people;
    std::optional<Wanted> m_wanted;
    bool m_loading = false;
    bool m_exhausted = false;
};

} // namespace lectern
