// SPDX-License-Identifier: GPL-3.0-or-later
// What the host settles about people: who may talk, and what they are called.
#include "server/domain/RoomPrivate.h"

#include "common/client/WhenDone.h"
#include "common/protocol/PersonName.h"
#include "server/domain/Policy.h"
#include "server/domain/ports/Presence.h"

namespace lectern {

using namespace Qt::StringLiterals;

void Room::Private::mute(const Person &by, const Message &message, Done done)
{
    if (const auto allowed = policy::mayRule(info, by, message.target); !allowed) return done(allowed);
    const bool muted = payloadOf<payload::Mute>(message)->muted;
    ++underWay;
    whenDone(context.people.setMuted(info.id, message.target, muted), q,
             [this, message, done = std::move(done)](const Result<void> &saved) {
                 --underWay;
                 if (saved) {
                     applySettled(message);
                     relay(message);
                 }
                 done(saved);
                 becomeIdle();
             });
}

void Room::Private::rename(const Person &by, const Message &message, Done done)
{
    if (const auto allowed = policy::mayRule(info, by, message.target); !allowed) return done(allowed);
    payload::Rename wish = *payloadOf<payload::Rename>(message);
    for (std::optional<QString> *name : {&wish.name, &wish.realName}) {
        // No real name is one, too.
        if (!*name || (name == &wish.realName && name->value().isEmpty())) continue;
        const auto clean = cleanName(**name, context.options.limits.name);
        if (!clean) return done(std::unexpected(clean.error()));
        *name = *clean;
    }
    ++underWay;
    whenDone(context.people.rename(info.id, message.target, wish), q,
             [this, message, done = std::move(done)](const Result<payload::Rename> &names) mutable {
                 --underWay;
                 if (names) tellNames(message, *names, Movements::Reach::Everywhere);
                 done(names ? Result<void>() : std::unexpected(names.error()));
                 becomeIdle();
             });
}

/// The name is everybody's to know, where names are shown; the real one is the teachers' alone.
void Room::Private::tellNames(Message message, const payload::Rename &names, Movements::Reach reach)
{
    const auto tell = [&] {
        if (reach == Movements::Reach::Everywhere)
            relay(message);
        else
            lines.deliver(seal(message));
    };
    applyNames(message.target, names);
    if (names.name) {
        message.targetType = info.names == Names::Shown ? TargetType::All : TargetType::Teacher;
        message.payload = payload::Rename{names.name};
        tell();
    }
    if (names.realName) {
        message.targetType = TargetType::Teacher;
        message.payload = payload::Rename{{}, names.realName};
        tell();
    }
}

void Room::Private::applySettled(const Message &message)
{
    if (const auto *mute = payloadOf<payload::Mute>(message))
        changePerson(message.target, [&](Participant &person) { person.muted = mute->muted; });
    if (const auto *names = payloadOf<payload::Rename>(message)) applyNames(message.target, *names);
}

void Room::Private::applyNames(const QString &userId, const payload::Rename &names)
{
    changePerson(userId, [&](Participant &person) {
        person.name = names.name.value_or(person.name);
        person.realName = names.realName.value_or(person.realName);
    });
}

/// The node that they sit on tells presence.
void Room::Private::changePerson(const QString &userId, const std::function<void(Participant &)> &change)
{
    if (const auto absence = expected.find(userId); absence != expected.end())
        change(absence->awaited.person);
    Seat *seat = roster.find(userId);
    if (!seat) return;
    change(seat->participant);
    if (q->sitsHere(userId)) context.presence.enter(info.id, seat->participant);
}

/// What the other nodes told while this one could not hear them.
void Room::Private::compareStandings()
{
    ++underWay;
    whenDone(context.people.standings(info.id), q, [this](const Result<QList<Standing>> &standings) {
        --underWay;
        for (const Standing &standing : standings.value_or(QList<Standing>{}))
            learnStanding(standing);
        becomeIdle();
    });
}

void Room::Private::learnStanding(const Standing &standing)
{
    const Seat *seat = roster.find(standing.userId);
    if (!seat || heardMeanwhile.contains(standing.userId)) return;
    const Participant &known = seat->participant;
    Message news = systemMessage(MessageType::Mute, payload::Mute{standing.muted});
    news.target = standing.userId;
    news.targetType = TargetType::Teacher;
    if (known.muted != standing.muted) {
        applySettled(news);
        lines.deliver(seal(news));
    }
    payload::Rename names;
    if (known.name != standing.name) names.name = standing.name;
    if (known.realName != standing.realName) names.realName = standing.realName;
    if (names == payload::Rename{}) return;
    news.type = MessageType::Rename;
    tellNames(news, names, Movements::Reach::Here);
}

} // namespace lectern
