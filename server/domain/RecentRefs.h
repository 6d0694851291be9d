// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/protocol/Message.h"

#include <QtCore/QHash>
#include <QtCore/QList>

#include <functional>
#include <optional>

namespace lectern {

/// What a room without a log remembers of its last messages, so that a repeated `ref` is published once:
/// a log finds that by itself.
class RecentRefs
{
public:
    /// Called with the message once it is published, or with nothing when it could not be.
    using Waiting = std::function<void(const std::optional<Message> &)>;

    /// True: this `ref` is new, go on and call settle() in the end. False: it was there, or is on its way,
    /// and `waiting` is called now or then.
    bool begin(const Message &message, Waiting waiting);

    /// The publishing of that message has ended.
    void settle(const Message &message, bool published);

    /// Another node published it.
    void learn(const Message &message);

private:
    static QString key(const Message &message);
    void remember(const Message &message);

    QHash<QString, Message> m_known;
    QList<QString> m_order;
    QHash<QString, QList<Waiting>> m_underWay;
};

} // namespace lectern
