// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/protocol/Limits.h"
#include "common/protocol/Problem.h"
#include "server/dialect/stomp/StompParser.h"
#include "server/dialect/stomp/StompTerms.h"
#include "server/transport/MessageSocket.h"

#include <QtCore/QBasicTimer>
#include <QtCore/QElapsedTimer>

namespace lectern {

/// How patient this end is.
struct StompPatience
{
    std::chrono::milliseconds connect{10'000}; ///< for CONNECT
    /// Beyond the heart-beat that was agreed on: a browser lets the timers of a tab in the background run
    /// once a minute.
    std::chrono::milliseconds silence{90'000};
};

/// STOMP's frames and heart-beats over a message socket, both ways. Says nothing any more after fail() or
/// finish(), and takes nothing.
class StompWire : public QObject
{
    Q_OBJECT

public:
    /// Bodies as long as limits.frame; of what was received and not taken, limits.queue bytes are kept.
    StompWire(MessageSocket &socket, const Limits &limits, StompPatience patience);

    bool isOver() const { return m_isOver; }
    StompVersion version() const { return m_terms.version; }

    /// The next frame from the client; nothing when none is there, or what came is none: then it has failed.
    std::optional<StompFrame> take();

    void send(const StompFrame &frame) { send(encode(frame, m_terms.version)); }
    void send(const QByteArray &frame);
    /// A RECEIPT, unless `id` is empty.
    void acknowledge(const QString &id);

    /// Sends CONNECTED; the terms hold from then on, heart-beats begin.
    void agree(const StompTerms &terms, const QString &userId);

    /// An ERROR, then the close that fits it. `receipt`: of the frame that is to blame, empty if none asked.
    void fail(const Problem &problem, const QString &receipt = {}, std::optional<CloseCode> code = {},
              std::optional<double> reconnectIn = {});
    /// The close that ends it well.
    void finish();

Q_SIGNALS:
    /// There may be frames to take.
    void readable();
    /// Once, when it is over by fail() or finish(), or the socket is. Never from within a call.
    void over(lectern::MessageSocket::End end);

protected:
    void timerEvent(QTimerEvent *event) override;

private:
    void sendLast(const Problem &problem, const QString &receipt = {},
                  std::optional<double> reconnectIn = {});
    void received(const QByteArray &bytes);
    void end(MessageSocket::End how);
    std::chrono::milliseconds silenceLimit() const { return m_terms.theyBeat + m_patience.silence; }

    MessageSocket &m_socket;
    StompParser m_parser;
    StompPatience m_patience;
    qint64 m_mostWaiting;
    StompTerms m_terms;
    bool m_isAgreed = false;
    bool m_isOver = false;
    QBasicTimer m_silence; ///< looks whether the client is still heard
    QBasicTimer m_beat;
    QElapsedTimer m_heard;
};

} // namespace lectern
