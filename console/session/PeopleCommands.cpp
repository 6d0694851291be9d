// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/session/PeopleCommands.h"

#include <QtCore/QRandomGenerator>

namespace lectern {

PeopleCommands::PeopleCommands(RoomConnection &line, ParticipantsModel &people, QObject *parent)
    : QObject(parent)
    , m_line(line)
    , m_people(people)
{
    m_undoTimer.setSingleShot(true);
    m_undoTimer.setInterval(kUndoTime);
    connect(&m_undoTimer, &QTimer::timeout, this, &PeopleCommands::settleRemoval);
}

void PeopleCommands::mute(const QString &personId, bool muted)
{
    post(MessageType::Mute, personId, payload::Mute{muted});
}

void PeopleCommands::rename(const QString &personId, const QString &name)
{
    post(MessageType::Rename, personId, payload::Rename{.name = name});
}

void PeopleCommands::setRealName(const QString &personId, const QString &realName)
{
    post(MessageType::Rename, personId, payload::Rename{.name = {}, .realName = realName});
}

void PeopleCommands::lowerHand(const QString &personId)
{
    post(MessageType::Hand, personId, payload::Hand{false});
}

void PeopleCommands::lowerAllHands()
{
    for (const auto &id : QStringList(m_people.hands())) {
        if (!post(MessageType::Hand, id, payload::Hand{false})) return;
    }
}

void PeopleCommands::callOn(const QString &personId)
{
    const auto *entry = m_people.entry(personId);
    if (!entry) return;
    const bool hadHand = entry->hasHand();
    m_people.addCall(personId);
    if (hadHand) lowerHand(personId);
}

QString PeopleCommands::callNextHand()
{
    const auto next = m_people.hands().value(0);
    callOn(next);
    return next;
}

QString PeopleCommands::callSomeone()
{
    const auto least = m_people.leastCalled();
    if (least.isEmpty()) return {};
    const auto chosen = least.at(QRandomGenerator::global()->bounded(static_cast<int>(least.size())));
    callOn(chosen);
    return chosen;
}

void PeopleCommands::remove(const QStringList &personIds, bool ban)
{
    settleRemoval();
    QStringList names;
    for (const auto &id : personIds) {
        m_people.setPulled(id, true);
        names.append(m_people.nameOf(id));
    }
    m_removed = personIds;
    m_ban = ban;
    m_undoTimer.start();
    Q_EMIT removalWaits(names);
}

void PeopleCommands::undoRemoval()
{
    m_undoTimer.stop();
    for (const auto &id : std::exchange(m_removed, {}))
        m_people.setPulled(id, false);
    Q_EMIT removalSettled();
}

void PeopleCommands::settleRemoval()
{
    if (m_removed.isEmpty()) return;
    m_undoTimer.stop();
    const auto removed = std::exchange(m_removed, {});
    for (const auto &id : removed) {
        m_people.setPulled(id, false);
        if (!post(MessageType::Kick, id, payload::Kick{m_ban})) break;
    }
    Q_EMIT removalSettled();
}

bool PeopleCommands::post(MessageType type, const QString &personId, Payload payload)
{
    Message message;
    message.roomId = m_line.roomId();
    message.type = type;
    message.target = personId;
    message.targetType = TargetType::Student;
    message.payload = std::move(payload);
    const bool sent = m_line.post(message);
    if (!sent) Q_EMIT notOnline();
    return sent;
}

} // namespace lectern
