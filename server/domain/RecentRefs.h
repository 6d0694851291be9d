// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/protocol/Message.h"

#include <QtCore/QHash>
#include <QtCore/QList>

#include <deque>
#include <functional>
#include <optional>
#include <unordered_map>

namespace lectern {

/// What a room without a log remembers of its last messages, so that a repeated `ref` is published once:
/// a log finds that by itself.
class RecentRefs
{
public:
    /// Called with the message once it is published, or with nothing when it could not be.
    using Waiting = std::function<void(const std::optional<Message> &)>;

    enum class Begun {
        New,      ///< go on, and call settle() in the end
        UnderWay, ///< it was said before, and is being published: wait()
        Known,    ///< it was published before: known()
    };
    Begun begin(const Message &message);

    /// What is known by the `ref` of this message.
    Message known(const Message &message) const { return m_said.at(keyOf(message)).published.value(); }
    /// For the end of the one that is under way by its `ref`.
    void wait(const Message &message, Waiting waiting);

    /// The publishing of that message has ended.
    void settle(const Message &message, bool published);

    /// It was published, by whichever node.
    void learn(const Message &message);

private:
    struct Key
    {
        QString sender;
        QString ref;

        bool operator==(const Key &) const = default;
    };
    /// Not noexcept: then the map keeps what it gave. What leaves a QHash has its neighbours hashed again.
    struct Hash
    {
        std::size_t operator()(const Key &key) const
        {
            return qHashMulti(QHashSeed::globalSeed(), key.sender, key.ref);
        }
    };
    struct Said
    {
        std::optional<Message> published; ///< none: it is under way
        QList<Waiting> waiting;
    };

    static Key keyOf(const Message &message) { return {message.sender, message.ref}; }

    std::unordered_map<Key, Said, Hash> m_said;
    std::deque<Key> m_order; ///< of what was published
};

} // namespace lectern
