// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/protocol/Message.h"

#include <QtGui/QImage>

namespace lectern {

/// One message as the timeline shows it.
struct TimelineEntry
{
    enum class State {
        Uploading, ///< its file is on the way, or waits for the line
        Sending,   ///< handed to the connection, no ack yet
        Sent,
        Failed, ///< refused, or given up; `failure` says why
    };
    enum class Audience { Everyone, Teachers, OnePerson };

    QString key; ///< names the entry for its whole life in the model
    QString id;  ///< the server's; empty before the ack
    QString ref;
    int epoch = 0; ///< counts the runs of the room's numbering that were seen
    qint64 seq = 0;
    MessageType type = MessageType::Send;
    QString sender;
    QString senderName;
    PersonType senderType = PersonType::Student;
    bool own = false;
    Audience audience = Audience::Everyone;
    QString target;     ///< the person, for OnePerson
    QString targetName; ///< as far as known
    QDateTime at;
    QString text; ///< or the caption
    std::optional<Attachment> attachment = {};
    QImage thumbnail;
    State state = State::Sent;
    qint64 bytesSent = 0;
    qint64 bytesTotal = 0;
    QString failure;
};

} // namespace lectern
