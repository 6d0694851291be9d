// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/dialect/stomp/StompParser.h"

namespace lectern {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype kLetGoFrom = 64 * 1024; ///< bytes that have been taken

bool mayHaveBody(const QByteArray &command)
{
    return command == "SEND" || command == "MESSAGE" || command == "ERROR";
}

} // namespace

void StompParser::feed(QByteArrayView bytes)
{
    m_buffer.append(bytes.data(), bytes.size());
}

Result<std::optional<StompFrame>> StompParser::next()
{
    if (m_headSize == 0) skipLineEnds();
    while (!m_inBody) {
        const Step step = readHead();
        if (!step) return std::unexpected(step.error());
        if (!*step) return std::nullopt;
    }
    const Step whole = readBody();
    if (!whole) return std::unexpected(whole.error());
    if (!*whole) return std::nullopt;
    m_inBody = false;
    m_headSize = 0;
    m_length = -1;
    letGo();
    return std::exchange(m_frame, {});
}

void StompParser::skipLineEnds()
{
    while (m_begin < m_buffer.size() && (m_buffer[m_begin] == '\n' || m_buffer[m_begin] == '\r'))
        ++m_begin;
    m_seen = m_begin;
    letGo();
}

void StompParser::letGo()
{
    if (m_begin == m_buffer.size())
        m_buffer.clear(); // its memory, too: most of the time people are silent
    else if (m_begin > kLetGoFrom)
        m_buffer.remove(0, m_begin);
    else
        return;
    m_begin = m_seen = 0;
}

/// One line of the head.
StompParser::Step StompParser::readHead()
{
    while (m_seen < m_buffer.size() && m_buffer[m_seen] != '\n' && m_buffer[m_seen] != '\0')
        ++m_seen;
    if (m_headSize + m_seen - m_begin > kLongestHead)
        return problem(ErrorCode::BadRequest, u"headers: expected at most %1 bytes"_s.arg(kLongestHead));
    if (m_seen == m_buffer.size()) return false;
    if (m_buffer[m_seen] == '\0')
        return problem(ErrorCode::BadRequest,
                       u"frame: expected an empty line after the headers, before the NUL"_s);
    QByteArrayView line = QByteArrayView(m_buffer).sliced(m_begin, m_seen - m_begin);
    if (line.endsWith('\r')) line.chop(1);
    m_begin = ++m_seen;
    return readLine(line);
}

StompParser::Step StompParser::readLine(QByteArrayView line)
{
    m_headSize += line.size() + 1;
    if (m_frame.command.isEmpty()) {
        m_frame.command = line.toByteArray();
        return true;
    }
    if (!line.isEmpty()) {
        if (auto read = readHeader(line); !read) return std::unexpected(read.error());
        return true;
    }
    m_inBody = true;
    if (auto read = readLength(); !read) return std::unexpected(read.error());
    return true;
}

Result<void> StompParser::readHeader(QByteArrayView line)
{
    if (m_frame.headers.size() == kMostHeaders)
        return problem(ErrorCode::BadRequest, u"headers: expected at most %1"_s.arg(kMostHeaders));
    const qsizetype colon = line.indexOf(':');
    if (colon < 1) return problem(ErrorCode::BadRequest, u"header: expected a name, a colon and a value"_s);
    const auto name = unescaped(line.first(colon));
    if (!name) return std::unexpected(name.error());
    const auto value = unescaped(line.sliced(colon + 1));
    if (!value) return std::unexpected(value.error());
    m_frame.headers.append({*name, *value});
    return {};
}

Result<QString> StompParser::unescaped(QByteArrayView bytes) const
{
    if (!bytes.isValidUtf8()) return problem(ErrorCode::BadRequest, u"header: expected UTF-8"_s);
    // 1.0 allows spaces around names and values.
    if (m_version == StompVersion::V1_0) return QString::fromUtf8(bytes.trimmed());
    if (!bytes.contains('\\')) return QString::fromUtf8(bytes);
    QByteArray plain;
    for (qsizetype i = 0; i < bytes.size(); ++i) {
        if (bytes[i] != '\\') {
            plain += bytes[i];
            continue;
        }
        const char escape = ++i < bytes.size() ? bytes[i] : ' ';
        if (escape == '\\')
            plain += '\\';
        else if (escape == 'n')
            plain += '\n';
        else if (escape == 'c')
            plain += ':';
        else if (escape == 'r' && m_version == StompVersion::V1_2)
            plain += '\r';
        else
            return problem(
                ErrorCode::BadRequest,
                u"header: expected no escapes but %1 in STOMP %2"_s.arg(
                    m_version == StompVersion::V1_2 ? "\\\\, \\n, \\c and \\r"_L1 : "\\\\, \\n and \\c"_L1,
                    wireName(m_version)));
    }
    return QString::fromUtf8(plain);
}

Result<void> StompParser::readLength()
{
    if (!m_frame.has("content-length"_L1)) return {};
    bool isNumber = false;
    m_length = m_frame.header("content-length"_L1).toLongLong(&isNumber);
    if (!isNumber || m_length < 0)
        return problem(ErrorCode::BadRequest, u"content-length: expected a number of bytes"_s);
    if (m_length > m_longestBody)
        return problem(ErrorCode::TextTooLong,
                       u"content-length: expected at most %1 bytes"_s.arg(m_longestBody));
    return {};
}

StompParser::Step StompParser::readBody()
{
    if (m_length >= 0) {
        if (m_buffer.size() - m_begin <= m_length) return false;
        m_seen = m_begin + m_length;
        if (m_buffer[m_seen] != '\0')
            return problem(ErrorCode::BadRequest, u"frame: expected a NUL after the body"_s);
    } else {
        while (m_seen < m_buffer.size() && m_buffer[m_seen] != '\0')
            ++m_seen;
        if (m_seen - m_begin > m_longestBody)
            return problem(ErrorCode::TextTooLong, u"body: expected at most %1 bytes"_s.arg(m_longestBody));
        if (m_seen == m_buffer.size()) return false;
    }
    m_frame.body = m_buffer.sliced(m_begin, m_seen - m_begin);
    m_begin = ++m_seen;
    if (!m_frame.body.isEmpty() && !mayHaveBody(m_frame.command))
        return problem(ErrorCode::BadRequest,
                       u"%1: expected no body"_s.arg(QString::fromUtf8(m_frame.command)));
    return true;
}

} // namespace lectern
