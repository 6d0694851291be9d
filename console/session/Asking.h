// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/client/RoomConnection.h"
#include "console/models/PollsModel.h"
#include "console/models/Pulse.h"

#include <QtCore/QTimer>

namespace lectern {

/// What a teacher asks of the whole class: questions, how they follow, and until when.
class Asking : public QObject
{
    Q_OBJECT

public:
    /// `line` outlives it.
    explicit Asking(RoomConnection &line, QObject *parent = nullptr);

    PollsModel *polls() { return &m_polls; }
    Pulse *pulse() { return &m_pulse; }
    /// `endsAt` is invalid when no timer runs.
    const payload::Timer &timer() const { return m_timer; }

    void ask(const payload::Poll &poll);
    /// `show`: the students get the result.
    void close(const QString &pollId, bool show);
    void startTimer(std::chrono::seconds duration, const QString &label);
    void stopTimer();

    void welcome(const payload::Welcome &welcome);
    /// Polls, results, reactions and the timer; what a teacher sends is noted as what is on.
    void take(const Message &message);

Q_SIGNALS:
    void timerChanged();
    /// There is no line: what was asked for was not done.
    void notOnline();

private:
    void post(MessageType type, Payload payload, const QString &refers = {});
    void setTimer(const payload::Timer &timer);

    RoomConnection &m_line;
    PollsModel m_polls;
    Pulse m_pulse;
    QTimer m_sampling;
    payload::Timer m_timer;
};

} // namespace lectern
