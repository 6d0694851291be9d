// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/client/ApiClient.h"
#include "common/client/RoomConnection.h"
#include "console/models/ParticipantsModel.h"
#include "console/models/TimelineModel.h"
#include "console/session/Asking.h"
#include "console/session/History.h"
#include "console/session/JoinAddress.h"
#include "console/session/LineTrust.h"
#include "console/session/MessageSearch.h"
#include "console/session/Outbox.h"
#include "console/session/PeopleCommands.h"
#include "console/session/Recall.h"
#include "console/session/ServerVersion.h"
#include "console/session/Thumbnails.h"

namespace lectern {

/// One class as a teacher in it has it: the line, the people, the messages, and what the teacher can ask for.
/// It is theirs, or a colleague's: then they hold it as long as its host wants it so, see isHeld().
/// Pages show it and ask it; it knows no widget. What is sent while the line is down goes when it is back.
class ClassSession : public QObject
{
    Q_OBJECT

public:
    using Recipient = lectern::Recipient;

    /// `api` is signed in, as the user `selfId`, and outlives the session.
    ClassSession(ApiClient &api, const api::Room &room, const QString &selfId, QObject *parent = nullptr);

    void open();
    /// Leaves without ending the class: for its host the server's grace begins.
    void close();
    void setToken(const QString &token) { m_connection.setToken(token); }
    void retryNow() { m_connection.retryNow(); }

    const api::Room &room() const { return m_room; }
    const Limits &limits() const { return m_limits; }
    Names names() const { return m_names; }
    QString selfId() const { return m_selfId; }
    /// Whether the class is this teacher's own. Both follow the room: see roomChanged().
    bool isHost() const { return m_room.host.id == m_selfId; }
    /// Whether this teacher may teach it: as its host, or because the host lets them.
    bool isHeld() const { return m_room.isHeldBy(m_selfId); }
    RoomConnection::State line() const { return m_connection.state(); }
    /// When the next try to connect comes; invalid when none is waited for.
    QDateTime nextTry() const { return m_nextTry; }
    /// Why the line can't be secured any more, and what to do, for the teacher; empty: it is not that.
    QString lineProblem() const { return m_trust.problem(); }
    bool hasEnded() const { return m_ended; }
    /// True when this console asked for the end.
    bool endedHere() const { return m_endedHere; }
    ParticipantsModel *participants() { return &m_participants; }
    TimelineModel *timeline() { return &m_timeline; }
    PeopleCommands *people() { return &m_people; }
    Asking *asking() { return &m_asking; }
    History *history() { return &m_history; }
    MessageSearch *search() { return &m_search; }
    ServerVersion &serverVersion() { return m_serverVersion; }
    ApiClient &api() { return m_api; }

    Outbox &outbox() { return m_outbox; }
    Recall &recall() { return m_recall; }
    /// The students here to whom a message of one's own to everyone can be sent again: who came in after it,
    /// or who has not seen it. None for any other message.
    Recipients cameAfter(const QString &key) const;
    Recipients haveNotSeen(const QString &key) const;
    void wantThumbnail(const QString &key) { m_thumbnails.want(key); }
    /// The whole picture or file of an entry.
    QFuture<ApiResult<QByteArray>> download(const QString &key) { return m_thumbnails.download(key); }

    void rename(const QString &name);
    void setTalk(Talk talk);
    void setLocked(bool locked);
    /// Whether students see one another's names.
    void setNames(Names names);
    void setAssistant(const QString &personId, bool assistant);
    /// Gives the class to another teacher who is in it.
    void handOver(const QString &personId);
    void endClass();

Q_SIGNALS:
    void roomChanged();
    /// line(), nextTry() or lineProblem() is another; once for each welcome, when all of it was taken in.
    void lineChanged();
    void peopleJoined(const QStringList &names, bool back);
    void peopleLeft(const QStringList &names);
    void handRaised(const QString &name);
    /// What the class may store is nearly used up.
    void nearlyFull(const lectern::payload::Usage &usage);
    /// Something that was asked for did not work; `text` is for the teacher.
    void failed(const QString &text);
    /// The class is over for this console.
    void ended(lectern::ErrorCode code, const QString &reason);

private:
    void onWelcome(const payload::Welcome &welcome);
    void onMessage(const Message &message);
    void noteAnswer(const Message &message);
    void onJoin(const QList<Participant> &people);
    void onLeave(const QList<Participant> &people);
    void onRefused(const QString &ref, ErrorCode code, const QString &text);
    void end(ErrorCode code, const QString &reason);
    void update(const payload::RoomUpdate &change);
    void take(const payload::RoomUpdate &change);
    const TimelineEntry *ownToEveryone(const QString &key) const;

    ApiClient &m_api;
    api::Room m_room;
    RoomConnection m_connection;
    LineTrust m_trust;
    ParticipantsModel m_participants;
    PeopleCommands m_people;
    Asking m_asking;
    TimelineModel m_timeline;
    Thumbnails m_thumbnails;
    Outbox m_outbox;
    Recall m_recall;
    History m_history;
    MessageSearch m_search;
    ServerVersion m_serverVersion;
    JoinAddress m_joinAddress;
    Limits m_limits;
    Names m_names = Names::Shown;
    QString m_selfId;
    QDateTime m_nextTry;
    bool m_ended = false;
    bool m_endedHere = false;
};

} // namespace lectern
