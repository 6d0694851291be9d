// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/transport/ChunkedBody.h"
#include "server/transport/GatewayParts.h"
#include "server/transport/RequestRecord.h"
#include "server/transport/ResponseWriter.h"

#include <QtCore/QBasicTimer>

#include <chrono>

namespace lectern {

/// One client's connection until it ends or becomes a WebSocket: reads a head, has the request served,
/// writes the answer, and only then looks at the next one. Owns its socket, and deletes itself.
/// HttpConnection.cpp has its states, HttpServing.cpp what becomes of a request.
class HttpConnection : public QObject
{
    Q_OBJECT

public:
    HttpConnection(QTcpSocket *socket, GatewayParts &parts, QObject *parent);

protected:
    void timerEvent(QTimerEvent *event) override;

private:
    enum class State {
        Head,      ///< waits for a request
        Body,      ///< its body goes to the HTTP server
        Upload,    ///< its body goes to an upload's sink
        Handling,  ///< someone works out the answer
        Writing,   ///< the answer is on its way
        Streaming, ///< the answer's body comes bit by bit
        Lingering, ///< answered; what still comes is thrown away until the client has heard us
    };

    static constexpr std::chrono::milliseconds kForever{0};
    static constexpr qint64 kChunk = 64 * 1024; ///< bytes

    void enter(State state, std::chrono::milliseconds patience);
    static bool givesWay(State state);
    void awaitBody(State state);
    void received(qsizetype bytes);
    /// The client has left; this goes with the next turn.
    bool isGone() const;
    void readSome();
    void readHead();
    void serve();
    void serveUpgrade(WebSocketListener &endpoint);
    void serveEvents(const EventEndpoint &endpoint, QHash<QString, QString> parameters);
    void serveUpload(const UploadEndpoint &endpoint, QHash<QString, QString> parameters);
    void serveRequest();
    void readBody();
    void readChunks();
    void readUpload();
    void sendContinue();
    HttpRequest takeRequest();

    QCoro::Task<void> handle(HttpRequest request);
    QCoro::Task<void> admitUpgrade(WebSocketListener *endpoint);
    QCoro::Task<void> admitEvents(const EventEndpoint *endpoint, HttpRequest request);
    QCoro::Task<void> admitUpload(const UploadEndpoint *endpoint, HttpRequest request);
    QCoro::Task<void> finishUpload();

    void refuse(const Refusal &refusal);
    void answer(HttpResponse response);
    void openStream(const std::function<void(ResponseStream *)> &opened);
    void finishStream();
    /// Data that the peer's network does not acknowledge within that time ends the connection; 0: the
    /// system's own patience.
    void limitSilence(std::chrono::milliseconds patience);
    void pump();
    void linger();
    void end();

    GatewayParts &m_parts;
    QTcpSocket *m_socket;
    ResponseWriter m_writer;
    RequestRecord m_record;
    std::optional<RequestHead> m_head;
    RequestPipe *m_pipe = nullptr;      ///< made with the first request that needs it
    ResponseStream *m_stream = nullptr; ///< of the answer that is being sent
    std::shared_ptr<UploadSink> m_upload;
    const UploadEndpoint *m_uploadEndpoint = nullptr; ///< of the request that is being answered
    std::optional<ChunkedBody> m_chunks;              ///< the request's body, if it comes so
    qint64 m_bodyLeft = 0;   ///< bytes of the request's body that are still to be read
    qint64 m_received = 0;   ///< bytes of it since the timer was started
    Arrivals::Place m_place; ///< while it would give way to a newcomer
    QBasicTimer m_timer;
    State m_state = State::Head;
    bool m_headBegun = false;
    bool m_newcomer = false; ///< came while the server was draining
    bool m_keepAlive = true;
};

} // namespace lectern
