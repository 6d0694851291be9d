// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "Options.h"
#include "RestCall.h"

namespace lectern::bench {

/// A room made for one run, with a token for everyone in it. It is ended by leave().
class Classroom
{
public:
    static std::expected<Classroom, QString> open(const Options &options, const sockaddr_in &address);
    void leave();
    /// The teacher says it over REST: a frame of the native protocol.
    std::expected<void, QString> say(QByteArrayView frame);

    const QString &roomId() const { return m_roomId; }
    /// The first is the teacher's.
    const QStringList &tokens() const { return m_tokens; }

private:
    explicit Classroom(const sockaddr_in &address)
        : m_call(address)
    {
    }

    RestCall m_call;
    QString m_roomId;
    QStringList m_tokens;
};

} // namespace lectern::bench
