// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "Socket.h"

#include <QtCore/QByteArrayView>

#include <limits>
#include <optional>

namespace lectern::bench {

/// A client's WebSocket (RFC 6455) with no library between it and the kernel. Not fragmented text only:
/// that is what a Lectern server sends.
class WsLine
{
public:
    /// Connects and asks for the upgrade; the answer is taken in by read().
    static std::expected<WsLine, QString> begin(const sockaddr_in &address, const QByteArray &path,
                                                const QString &token);
    /// As begin(), and waits for the answer.
    static std::expected<WsLine, QString> open(const sockaddr_in &address, const QByteArray &path,
                                               const QString &token);

    int fd() const { return m_socket.get(); }
    bool isUpgraded() const { return m_upgraded; }
    bool isOpen() const { return bool(m_socket); }
    /// Why it is not open any more.
    const QString &end() const { return m_end; }

    /// Reads once what is there and calls `message(QByteArrayView)` for each whole text; answers pings.
    template <typename OnMessage> void read(OnMessage message)
    {
        if (!receive() || !takeHead()) return;
        while (const auto frame = nextFrame()) {
            if (frame->opcode == 1)
                message(frame->payload);
            else
                control(*frame);
            if (!isOpen()) return;
        }
        keepRest();
    }

    /// Of longer texts only so many bytes are kept, and handed out. Everything, unless called.
    void keepAtMost(qsizetype bytes) { m_mostKept = bytes; }

    void sendText(QByteArrayView text) { send(1, text); }

private:
    struct Frame
    {
        int opcode = 0;
        QByteArrayView payload;
    };

    /// One of which only the beginning is kept.
    struct LongFrame
    {
        int opcode = 0;
        QByteArray beginning;
        qsizetype left = 0; ///< bytes still to come
    };

    explicit WsLine(Descriptor socket)
        : m_socket(std::move(socket))
    {
    }
    bool receive();
    bool takeHead(); ///< true once the upgrade's answer has been taken off the input
    std::optional<Frame> nextFrame();
    std::optional<Frame> restOfLong();
    void control(const Frame &frame);
    void keepRest();
    void send(int opcode, QByteArrayView payload);
    void close(const QString &why);

    Descriptor m_socket;
    bool m_upgraded = false;
    qsizetype m_mostKept = std::numeric_limits<qsizetype>::max();
    std::optional<LongFrame> m_long; ///< that is coming in
    QByteArray m_beginning;          ///< of the long one that was handed out last
    QByteArray m_rest;               ///< of a frame that is not complete yet
    QByteArrayView m_input;          ///< what read() is looking at
    QString m_end;
};

} // namespace lectern::bench
