// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/protocol/CloseCode.h"
#include "server/transport/Frame.h"

#include <optional>

namespace lectern {

/// Reads a client's frames (RFC 6455, section 5) into whole messages. Takes bytes as they come, cut
/// anywhere; keeps no more than one unfinished message.
class FrameDecoder
{
public:
    struct Event
    {
        enum class Kind {
            Text,   ///< a message, UTF-8 checked
            Binary, ///< a message
            Ping,   ///< payload is to be sent back
            Pong,
            Close,     ///< code (1005: none was given) and payload (the reason)
            Violation, ///< the connection must be closed with that code; payload says why. The last event
        };
        Kind kind;
        QByteArray payload;
        quint16 code = 0;
    };

    /// A message may have that many bytes; a longer one is a violation before its bytes have come.
    explicit FrameDecoder(qint64 limit)
        : m_limit(limit)
    {
    }

    /// Consumes bytes from the front up to the end of the next event; nothing when more bytes are needed.
    std::optional<Event> decode(QByteArrayView &bytes);

private:
    bool gatherHeader(QByteArrayView &bytes);
    std::optional<Event> readHeader();
    void takePayload(QByteArrayView &bytes);
    void unmask(char *data, qsizetype size);
    std::optional<Event> endFrame();
    std::optional<Event> endMessage();

    QByteArray m_message; ///< the data frames of the unfinished message
    QByteArray m_control; ///< the control frame that is being read
    qint64 m_limit;
    qint64 m_left = 0;      ///< bytes of the frame's payload that are still to come
    quint32 m_position = 0; ///< of the next byte in the payload, for the mask
    char m_header[14];
    quint8 m_headerSize = 0;
    quint8 m_mask[4];
    Opcode m_opcode = Opcode::Text;        ///< of the current frame
    Opcode m_messageOpcode = Opcode::Text; ///< of the unfinished message
    bool m_final = false;
    bool m_inPayload = false;
    bool m_inMessage = false;
};

} // namespace lectern
