// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "Speech.h"

#include <QtCore/QByteArray>
#include <QtCore/QByteArrayView>

#include <optional>

namespace lectern::bench {

/// Which message it is, and when it was due, written into its text where a receiver finds both again
/// without parsing.
struct Stamp
{
    qint64 number = 0; ///< from 1
    qint64 due = 0;    ///< nanoseconds, monotonic clock

    /// Found in a frame; nothing in frames that carry none.
    static std::optional<Stamp> find(QByteArrayView frame);
};

/// Of which stamped message a frame is the acknowledgement; nothing when it is none.
std::optional<qint64> acknowledgedNumber(QByteArrayView frame);

/// A message with a text of `size` characters, made once and stamped each time.
class StampedMessage
{
public:
    explicit StampedMessage(int size, Speech speech = Speech::Lectern);
    /// Valid until the next call.
    QByteArrayView stamped(const Stamp &stamp);

private:
    QByteArray m_frame;
    qsizetype m_textAt = 0;
    qsizetype m_refAt = 0;
};

} // namespace lectern::bench
