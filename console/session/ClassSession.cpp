// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/session/ClassSession.h"

#include "common/client/WhenDone.h"
#include "console/session/ErrorText.h"

using namespace Qt::StringLiterals;

namespace lectern {

ClassSession::ClassSession(ApiClient &api, const api::Room &room, const QString &selfId, QObject *parent)
    : QObject(parent)
    , m_api(api)
    , m_room(room)
    , m_trust(api, m_connection)
    , m_people(m_connection, m_participants)
    , m_asking(m_connection)
    , m_thumbnails(api, m_timeline)
    , m_outbox(api, room.id, m_connection, m_timeline, m_thumbnails)
    , m_recall(m_outbox, m_timeline, m_thumbnails)
    , m_history(api, room.id, m_timeline, m_participants)
    , m_search(api, room.id)
    , m_selfId(selfId)
{
    connect(&m_connection, &RoomConnection::stateChanged, this, [this](RoomConnection::State state) {
        if (state != RoomConnection::State::Reconnecting) m_nextTry = {};
        Q_EMIT lineChanged();
    });
    connect(&m_connection, &RoomConnection::retryIn, this, [this](double seconds) {
        m_nextTry = QDateTime::currentDateTimeUtc().addMSecs(qRound64(seconds * 1000));
        Q_EMIT lineChanged();
    });
    connect(&m_trust, &LineTrust::changed, this, &ClassSession::lineChanged);
    connect(&m_connection, &RoomConnection::welcomed, this, &ClassSession::onWelcome);
    connect(&m_connection, &RoomConnection::received, this, &ClassSession::onMessage);
    connect(&m_connection, &RoomConnection::acknowledged, &m_timeline, &TimelineModel::acknowledge);
    connect(&m_connection, &RoomConnection::refused, this, &ClassSession::onRefused);
    connect(&m_connection, &RoomConnection::ended, this, &ClassSession::end);

    const auto tellNotOnline = [this] {
        Q_EMIT failed(tr("There is no connection at the moment. Please try again when it is back."));
    };
    connect(&m_people, &PeopleCommands::notOnline, this, tellNotOnline);
    connect(&m_asking, &Asking::notOnline, this, tellNotOnline);
    connect(&m_joinAddress, &JoinAddress::found, this, [this](const QUrl &joinUrl) {
        m_room.joinUrl = joinUrl;
        Q_EMIT roomChanged();
    });
    // What was let go can be fetched again.
    connect(&m_timeline, &TimelineModel::rowsRemoved, &m_history, &History::onRemoved);
    connect(&m_history, &History::failed, this,
            [this](const ApiError &error) { Q_EMIT failed(ErrorText::of(error, m_api.server())); });
    connect(&m_history, &History::missing, this,
            [this] { Q_EMIT failed(ErrorText::of(ErrorCode::MessageNotFound)); });
    connect(&m_outbox, &Outbox::failed, this, &ClassSession::failed);
}

void ClassSession::open()
{
    m_ended = false;
    m_joinAddress.lookFor(m_room.joinUrl);
    m_connection.setTls(m_api.tls());
    m_connection.open(m_api.server(), m_room.id, m_api.token());
}

void ClassSession::close()
{
    m_people.settleRemoval();
    m_connection.close();
}

const TimelineEntry *ClassSession::ownToEveryone(const QString &key) const
{
    const auto *entry = m_timeline.entry(key);
    const bool fits = entry && entry->own && entry->state == TimelineEntry::State::Sent &&
                      entry->audience == TimelineEntry::Audience::Everyone;
    return fits ? entry : nullptr;
}

Recipients ClassSession::cameAfter(const QString &key) const
{
    const auto *entry = ownToEveryone(key);
    if (!entry) return {};
    Recipients late;
    for (int row = 0; row < m_participants.rowCount(); ++row) {
        const auto person = m_participants.index(row);
        const bool student =
            person.data(ParticipantsModel::TypeRole).toInt() == static_cast<int>(PersonType::Student);
        const bool here = person.data(ParticipantsModel::OnlineRole).toBool();
        if (student && here && person.data(ParticipantsModel::JoinedAtRole).toDateTime() > entry->at)
            late.append({person.data(ParticipantsModel::IdRole).toString(), person.data().toString()});
    }
    return late;
}

Recipients ClassSession::haveNotSeen(const QString &key) const
{
    if (!ownToEveryone(key)) return {};
    Recipients unseen;
    const auto readers = m_timeline.readersOf(key);
    for (const auto &reader : readers) {
        if (!reader.seen) unseen.append({reader.id, reader.name});
    }
    return unseen;
}

void ClassSession::endClass()
{
    // The connection's own `bye` may come before the answer.
    m_endedHere = true;
    whenDone(m_api.endRoom(m_room.id), this, [this](const ApiResult<void> &done) {
        const bool isGone =
            !done && done.error().kind == ApiError::Kind::Refused && done.error().status == 404;
        if (!done && !isGone) {
            m_endedHere = false;
            Q_EMIT failed(ErrorText::of(done.error(), m_api.server()));
            return;
        }
        m_connection.close();
        end(ErrorCode::ClassEnded, {});
    });
}

void ClassSession::onWelcome(const payload::Welcome &welcome)
{
    // An end for want of a valid token is over once a fresh one was taken.
    m_ended = false;
    m_selfId = welcome.selfId;
    m_limits = welcome.limits;
    m_room.name = welcome.roomName;
    m_room.talk = welcome.talk;
    m_room.locked = welcome.locked;
    m_names = welcome.names;
    m_room.host = welcome.host.value_or(m_room.host);
    m_room.assistants = welcome.assistants;
    m_participants.setAssistants(m_room.assistants);
    m_timeline.setSelf(welcome.selfId);
    m_timeline.beginSession(welcome.epoch, welcome.recovered);
    if (!welcome.recovered) m_history.restart();
    m_participants.setSelf(welcome.selfId);
    m_participants.merge(welcome.participants, QDateTime::currentDateTimeUtc());
    m_timeline.setReaders(welcome.participants);
    m_asking.welcome(welcome);
    m_serverVersion.ask(m_api.server(), m_api.tls());
    m_outbox.setSelf(welcome.selfId, welcome.limits);
    m_outbox.lineIsBack();
    Q_EMIT roomChanged();
}

void ClassSession::onMessage(const Message &message)
{
    m_asking.take(message);
    if (const auto *people = payloadOf<payload::People>(message)) {
        if (message.type == MessageType::Join) onJoin(people->participants);
        if (message.type == MessageType::Leave) onLeave(people->participants);
        if (message.type == MessageType::Read) {
            m_timeline.moveReadMarks(people->participants);
            m_participants.setRead(people->participants);
        }
    } else if (const auto *hand = payloadOf<payload::Hand>(message)) {
        const auto &person = message.target.isEmpty() ? message.sender : message.target;
        const auto at = message.sentAt.isValid() ? message.sentAt : QDateTime::currentDateTimeUtc();
        m_participants.setHand(person, hand->raised ? at : QDateTime());
        if (hand->raised) Q_EMIT handRaised(m_participants.nameOf(person));
    } else if (const auto *change = payloadOf<payload::RoomUpdate>(message)) {
        take(*change);
    } else if (const auto *mute = payloadOf<payload::Mute>(message)) {
        m_participants.setMuted(message.target, mute->muted);
    } else if (const auto *names = payloadOf<payload::Rename>(message)) {
        m_participants.rename(message.target, *names);
    } else {
        if (message.type == MessageType::Delete) m_search.found()->remove(message.refers);
        noteAnswer(message);
        m_timeline.take(message, m_participants.nameOf(message.target));
    }
}

void ClassSession::noteAnswer(const Message &message)
{
    if (message.senderType == PersonType::Student && message.type == MessageType::Send) {
        const auto *said = payloadOf<payload::Text>(message);
        m_participants.setAnswer(message.sender, said ? said->text : QString(), message.sentAt);
    }
    Participant mark;
    mark.id = message.sender;
    mark.readSeq = message.seq;
    if (message.senderType == PersonType::Student) m_participants.setRead({mark});
    const bool forAll = message.targetType == TargetType::All && message.target.isEmpty();
    if (message.senderType == PersonType::Teacher && forAll) m_participants.setNewest(message.seq);
}

void ClassSession::onJoin(const QList<Participant> &people)
{
    QStringList fresh;
    QStringList back;
    for (const auto &person : people) {
        if (person.id == m_selfId) continue;
        (m_participants.knows(person.id) ? back : fresh).append(person.name);
    }
    m_participants.join(people);
    m_timeline.addReaders(people);
    if (!fresh.isEmpty()) Q_EMIT peopleJoined(fresh, false);
    if (!back.isEmpty()) Q_EMIT peopleJoined(back, true);
}

void ClassSession::onLeave(const QList<Participant> &people)
{
    m_participants.leave(people, QDateTime::currentDateTimeUtc());
    m_timeline.removeReaders(people);
    QStringList names;
    for (const auto &person : people) {
        const auto known = m_participants.nameOf(person.id);
        names.append(known.isEmpty() ? person.name : known);
    }
    if (!names.isEmpty()) Q_EMIT peopleLeft(names);
}

void ClassSession::onRefused(const QString &ref, ErrorCode code, const QString &text)
{
    const auto reason = ErrorText::of(code, text);
    if (!m_timeline.refuse(ref, reason)) Q_EMIT failed(reason);
}

void ClassSession::end(ErrorCode code, const QString &reason)
{
    if (std::exchange(m_ended, true)) return;
    Q_EMIT ended(code, reason);
}

} // namespace lectern
