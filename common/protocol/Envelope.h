// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/protocol/Message.h"

#include <QtCore/QByteArray>

#include <array>
#include <memory>

namespace lectern {

/// A message on its way to many, together with what it has been encoded to so far, so that each encoding
/// is made once however many receive it. Not thread-safe: it lives on the node's one thread.
class Envelope
{
public:
    /// How many dialects can keep an encoding; each owns the slot of its number.
    static constexpr std::size_t kSlots = 8;

    explicit Envelope(Message message)
        : m_message(std::move(message))
    {
    }

    const Message &message() const { return m_message; }

    /// The cached encoding of that slot; null until the dialect that owns it has filled it.
    QByteArray &encoding(std::size_t slot) const { return m_encodings[slot]; }

    /// The same message as students get it, where that differs; null until whoever knows the difference has
    /// filled it.
    std::shared_ptr<const Envelope> &forStudents() const { return m_forStudents; }

private:
    Message m_message;
    mutable std::array<QByteArray, kSlots> m_encodings;
    mutable std::shared_ptr<const Envelope> m_forStudents;
};

using EnvelopePtr = std::shared_ptr<const Envelope>;

inline EnvelopePtr seal(Message message)
{
    return std::make_shared<const Envelope>(std::move(message));
}

} // namespace lectern
