// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/protocol/ParticipantsText.h"

#include "common/protocol/ObjectText.h"

namespace lectern {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype kUsualSize = 256; ///< bytes of one person

void append(QByteArray &text, const Participant &person)
{
    ObjectText object(text);
    object.put("id"_L1, person.id);
    object.put("name"_L1, person.name);
    object.putName("type"_L1, wireName(person.type));
    object.put("serverId"_L1, person.serverId);
    if (person.joinedAt.isValid()) object.putTime("joinedAt"_L1, person.joinedAt);
    object.put("online"_L1, person.online);
    object.put("lastReadMessage"_L1, person.lastReadMessage);
    if (person.handRaisedAt.isValid())
        object.putTime("handRaisedAt"_L1, person.handRaisedAt);
    else
        object.putNull("handRaisedAt"_L1);
    if (person.reason) object.putName("reason"_L1, wireName(*person.reason));
    if (person.readSeq) object.put("seq"_L1, *person.readSeq);
    if (person.muted) object.put("muted"_L1, true);
    if (!person.realName.isEmpty()) object.put("realName"_L1, person.realName);
    if (person.via) object.putName("via"_L1, wireName(*person.via));
    if (!person.agent.isEmpty()) object.put("agent"_L1, person.agent);
    object.end();
}

} // namespace

QByteArray participantsText(const QList<Participant> &people)
{
    QByteArray text;
    text.reserve(2 + people.size() * kUsualSize);
    text.append('[');
    for (const Participant &person : people) {
        if (text.size() > 1) text.append(',');
        append(text, person);
    }
    text.append(']');
    return text;
}

} // namespace lectern
