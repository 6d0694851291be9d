// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "Options.h"
#include "RestCall.h"

namespace lectern::bench {

/// The teacher's token.
std::expected<QString, QString> signIn(const Options &options, RestCall &call);

/// A room made for one run, with a token for everyone in it. It is ended by leave(). The call must outlive
/// it.
class Classroom
{
public:
    /// `call` bears the teacher's token, and does so again afterwards.
    static std::expected<Classroom, QString> open(const Options &options, RestCall &call);
    void leave();
    /// The teacher says it over REST: a frame of the native protocol.
    std::expected<void, QString> say(QByteArrayView frame);

    const QString &roomId() const { return m_roomId; }
    /// The first is the teacher's.
    const QStringList &tokens() const { return m_tokens; }

private:
    explicit Classroom(RestCall &call)
        : m_call(&call)
    {
    }
    std::expected<void, QString> bringIn(int people);

    RestCall *m_call;
    QString m_roomId;
    QStringList m_tokens;
};

} // namespace lectern::bench
