// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/dialect/stomp/StompTransactions.h"

namespace lectern {

using namespace Qt::StringLiterals;

namespace {

/// Roughly what a frame keeps in memory.
qint64 weightOf(const StompFrame &frame)
{
    qint64 bytes = frame.command.size() + frame.body.size();
    for (const auto &[name, value] : frame.headers)
        bytes += qint64(sizeof(QChar)) * (name.size() + value.size());
    return bytes;
}

std::unexpected<Problem> unknown(const QString &id)
{
    return problem(ErrorCode::BadRequest, u"transaction: expected one that has begun, got \"%1\""_s.arg(id));
}

} // namespace

Result<void> StompTransactions::begin(const QString &id)
{
    if (id.isEmpty()) return problem(ErrorCode::BadRequest, u"transaction: expected an id"_s);
    if (m_open.contains(id))
        return problem(ErrorCode::BadRequest, u"transaction: \"%1\" has begun already"_s.arg(id));
    if (m_open.size() == kMostOpen)
        return problem(ErrorCode::BadRequest, u"transaction: expected at most %1 at a time"_s.arg(kMostOpen));
    m_open.insert(id, {});
    return {};
}

Result<void> StompTransactions::add(const QString &id, StompFrame frame)
{
    const auto found = m_open.find(id);
    if (found == m_open.end()) return unknown(id);
    m_bytes += weightOf(frame);
    if (m_bytes > m_mostBytes)
        return problem(ErrorCode::BadRequest,
                       u"transaction: expected at most %1 bytes before COMMIT"_s.arg(m_mostBytes));
    found->append(std::move(frame));
    return {};
}

Result<QList<StompFrame>> StompTransactions::commit(const QString &id)
{
    const auto found = m_open.find(id);
    if (found == m_open.end()) return unknown(id);
    QList<StompFrame> frames = *found;
    m_open.erase(found);
    for (const StompFrame &frame : frames)
        m_bytes -= weightOf(frame);
    return frames;
}

Result<void> StompTransactions::abort(const QString &id)
{
    if (const auto dropped = commit(id); !dropped) return std::unexpected(dropped.error());
    return {};
}

} // namespace lectern
