// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "console/session/Outbox.h"

#include <optional>

namespace lectern {

/// Takes back what the teacher has sent, for everyone, and can send the last of it again. A file is gone at
/// the server with its last message, so it is fetched first; who waits long for that is not kept waiting.
class Recall : public QObject
{
    Q_OBJECT

public:
    /// All outlive this.
    Recall(Outbox &outbox, TimelineModel &timeline, Thumbnails &thumbnails);

    /// Only a message of one's own can be sent again: nobody else can be made to say something.
    void take(const QString &key);
    bool canUndo() const { return m_last.has_value(); }
    /// Sends what was taken back last as a new message, to the same people.
    void undo();

Q_SIGNALS:
    /// It is on its way back; `canUndo()` says whether it is kept here.
    void taken();

private:
    struct Taken
    {
        PlanStep content;
        Recipients to;
    };

    void finish(const QString &key, std::optional<Taken> kept);

    Outbox &m_outbox;
    TimelineModel &m_timeline;
    Thumbnails &m_thumbnails;
    QSet<QString> m_fetching;
    std::optional<Taken> m_last;
};

} // namespace lectern
