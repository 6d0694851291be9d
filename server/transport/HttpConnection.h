// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/transport/GatewayParts.h"
#include "server/transport/RequestRecord.h"
#include "server/transport/ResponseWriter.h"

#include <QtCore/QBasicTimer>

namespace lectern {

/// One client's connection until it ends or becomes a WebSocket: reads a head, has the request served,
/// writes the answer, and only then looks at the next one. Owns its socket, and deletes itself.
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
        Lingering, ///< answered; what still comes is thrown away until the client has heard us
    };

    void enter(State state, std::chrono::milliseconds patience);
    /// The client has left; this goes with the next turn.
    bool isGone() const;
    void readSome();
    void readHead();
    void serve();
    void serveUpgrade(WebSocketListener &endpoint);
    void serveUpload(const UploadEndpoint &endpoint, QHash<QString, QString> parameters);
    void serveRequest();
    void readBody();
    void readUpload();
    void sendContinue();
    HttpRequest takeRequest();

    QCoro::Task<void> handle(HttpRequest request);
    QCoro::Task<void> admitUpgrade(WebSocketListener *endpoint);
    QCoro::Task<void> admitUpload(const UploadEndpoint *endpoint, HttpRequest request);
    QCoro::Task<void> finishUpload();

    void refuse(const Refusal &refusal);
    void answer(HttpResponse response);
    void pump();
    void linger();
    void end();

    GatewayParts &m_parts;
    QTcpSocket *m_socket;
    ResponseWriter m_writer;
    RequestRecord m_record;
    std::optional<RequestHead> m_head;
    RequestPipe *m_pipe = nullptr; ///< made with the first request that needs it
    std::shared_ptr<UploadSink> m_upload;
    const UploadEndpoint *m_uploadEndpoint = nullptr; ///< of the request that is being answered
    qint64 m_bodyLeft = 0; ///< bytes of the request's body that are still to be read
    QBasicTimer m_timer;
    State m_state = State::Head;
    bool m_headBegun = false;
    bool m_newcomer = false; ///< came while the server was draining
    bool m_keepAlive = true;
};

} // namespace lectern
