// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/protocol/Envelope.h"

#include <QtCore/QList>

#include <functional>
#include <map>

namespace lectern {

/// Puts a room's numbered messages in order: hands each on once, in the order of seq, however they arrive.
/// A hole is told to the owner, who reads it from the log and gives it to fill().
class Sequencer
{
public:
    /// `deliver`: takes the messages in order. `hole`: messages after `after` are missing; called once until
    /// fill() answers.
    Sequencer(std::function<void(const EnvelopePtr &)> deliver, std::function<void(qint64 after)> hole);

    /// The seq up to which everything is taken for delivered.
    void startAt(qint64 seq) { m_delivered = seq; }
    qint64 delivered() const { return m_delivered; }

    void arrived(const EnvelopePtr &envelope);

    /// As if a hole had been found after delivered(): what the log holds beyond it is asked for.
    void refill();
    bool isFilling() const { return m_filling; }

    /// What the log holds after delivered(), in order; it may leave out what was deleted meanwhile. `more`:
    /// it holds more, which is asked for at once. What arrived out of order before the log was read, and is
    /// not in it either, is dropped: the database is the log.
    void fill(const QList<Message> &missed, bool more = false);

    /// The log could not be read; the next arrival or refill() asks again.
    void fillFailed() { m_filling = false; }

private:
    void drain();

    std::function<void(const EnvelopePtr &)> m_deliver;
    std::function<void(qint64)> m_hole;
    std::map<qint64, EnvelopePtr> m_early;
    qint64 m_delivered = 0;
    bool m_filling = false;
    bool m_arrivedMeanwhile = false; ///< something has arrived since the log was asked for
};

} // namespace lectern
