// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/auth/Authenticator.h"
#include "server/dialect/TokenLife.h"
#include "server/domain/Room.h"
#include "server/domain/Session.h"

#include <QtCore/QObject>

#include <functional>

namespace lectern {

class Connection;

/// One connection that speaks the native protocol: frames in (but on an event stream, where nothing comes),
/// frames out. Belongs to its connection.
class NativeSession : public QObject, public Session
{
    Q_OBJECT

public:
    /// Makes the frame that its connection sends, once for all who get the same: the envelope keeps it.
    using Encode = std::function<const QByteArray &(const EnvelopePtr &)>;

    /// `limits.queue`: bytes that live messages may take up while a long replay is being sent.
    NativeSession(Connection &connection, RoomPtr room, Identity identity, Authenticator &authenticator,
                  const Limits &limits, Encode encode);
    ~NativeSession() override;

    /// Enters the room; welcome and history follow.
    void begin(const Entrance &entrance);

    void deliver(const EnvelopePtr &envelope) override;
    void end(CloseCode code, const payload::Bye &bye) override;

private:
    void received(const QByteArray &text);
    void receivedBinary(const QByteArray &bytes);
    void refuseMalformed(const Problem &problem, const QString &ref);
    void refuse(const Problem &problem, const QString &ref);
    void refresh(const Message &message);
    void stayAs(const Identity &identity); ///< as long as its token works
    void leave(const Problem &why);        ///< the token works no longer
    void hold(const EnvelopePtr &envelope);
    void sendHeld();
    qint64 replayWindow() const;
    void send(MessageType type, Payload payload, const QString &ref = {});

    // What each delivery looks at comes first, and shares a line of the cache.
    Connection &m_connection;
    QList<EnvelopePtr> m_held; ///< what a replay has not sent yet, and what has come behind it
    Encode m_encode;

    RoomPtr m_room; ///< null once this session has left it
    QString m_roomId;
    Identity m_identity;
    Authenticator &m_authenticator;
    TokenLife m_token;
    const Limits &m_limits;
    qint64 m_heldLive = 0; ///< bytes of what has come behind the replay
};

} // namespace lectern
