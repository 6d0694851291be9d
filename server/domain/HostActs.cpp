// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/domain/HostActs.h"

namespace lectern {

using namespace Qt::StringLiterals;

namespace {

using Acts = QList<RoomAct>;

/// A change may be several things at once.
Acts changes(const payload::RoomUpdate &change, const RoomAct &draft)
{
    Acts acts;
    const auto add = [&](const QString &action, const QString &whom = {}) {
        RoomAct act = draft;
        act.action = action;
        if (!whom.isEmpty()) act.target += u' ' + whom;
        acts += act;
    };
    if (change.name) add(u"room renamed"_s);
    if (change.locked) add(*change.locked ? u"room locked"_s : u"room unlocked"_s);
    if (change.talk || change.names) add(u"room changed"_s);
    if (change.assistants) add(u"assistants named"_s, change.assistants->join(u' '));
    if (change.host) add(u"class handed over"_s, *change.host);
    return acts;
}

} // namespace

QList<RoomAct> hostActs(const Message &message, const QString &origin)
{
    const RoomAct draft{message.sender, {}, message.roomId, origin};
    const auto one = [&](const QString &action, const QString &whom) {
        return Acts{{draft.actor, action, QStringList{draft.target, whom}.join(u' ').trimmed(), origin}};
    };
    switch (message.type) {
    case MessageType::Kick: {
        const auto *kick = payloadOf<payload::Kick>(message);
        return one(kick && kick->ban ? u"person banned"_s : u"person removed"_s, message.target);
    }
    case MessageType::Mute: {
        const auto *mute = payloadOf<payload::Mute>(message);
        return one(mute && !mute->muted ? u"person unmuted"_s : u"person muted"_s, message.target);
    }
    case MessageType::Rename:
        return one(u"person renamed"_s, message.target);
    case MessageType::Close:
        return one(u"class ended"_s, {});
    case MessageType::Delete:
        return one(u"message deleted"_s, message.refers);
    case MessageType::RoomUpdate:
        if (const auto *change = payloadOf<payload::RoomUpdate>(message)) return changes(*change, draft);
        return {};
    default:
        return {};
    }
}

} // namespace lectern
