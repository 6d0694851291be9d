// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/protocol/Problem.h"
#include "server/dialect/stomp/StompFrame.h"

#include <expected>
#include <optional>

namespace lectern {

/// Reads frames out of a client's bytes, cut anywhere; EOLs between frames (heart-beats) are passed over.
/// Looks at no byte twice, however small the pieces are.
class StompParser
{
public:
    static constexpr qsizetype kMostHeaders = 64;
    static constexpr qsizetype kLongestHead = 16 * 1024; ///< bytes of a command and its headers

    /// `longestBody` in bytes.
    explicit StompParser(qint64 longestBody)
        : m_longestBody(longestBody)
    {
    }

    /// How headers are escaped from the next frame on. Until then, as CONNECT has it: not at all.
    void setVersion(StompVersion version) { m_version = version; }

    void feed(QByteArrayView bytes);

    /// The next frame; nothing when more bytes are needed. A problem (`text_too_long` of a body, else
    /// `bad_request`) is final: where the next frame would begin cannot be told.
    Result<std::optional<StompFrame>> next();

    /// Bytes that have been fed and belong to no frame that was taken.
    qsizetype waiting() const { return m_buffer.size() - m_begin; }

private:
    using Step = Result<bool>; ///< whether to go on; false: more bytes are needed

    void skipLineEnds();
    void letGo(); ///< of the bytes that have been taken; nothing else may have been looked at
    Step readHead();
    Step readLine(QByteArrayView line);
    Result<void> readHeader(QByteArrayView line);
    Result<QString> unescaped(QByteArrayView bytes) const;
    Result<void> readLength();
    Step readBody();

    StompVersion m_version = StompVersion::V1_0;
    qint64 m_longestBody;
    QByteArray m_buffer;
    qsizetype m_begin = 0; ///< of what belongs to no frame yet: a line, or the body
    qsizetype m_seen = 0;  ///< up to here nothing ends it
    qsizetype m_headSize = 0;
    StompFrame m_frame;
    bool m_inBody = false;
    qint64 m_length = -1; ///< of the body; -1: it ends with the first NUL
};

} // namespace lectern
