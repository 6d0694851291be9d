// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/protocol/Message.h"

#include <QtGui/QImage>

namespace lectern {

/// One message as the timeline shows it.
struct TimelineEntry
{
    /// Of the message; the file that it carries has a state of its own (Attachment).
    enum class State {
        Sending, ///< no ack yet
        Sent,
        Failed, ///< refused; `failure` says why
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
    qint64 bytesTotal = 0;    ///< 0: the file does not come from here
    bool interrupted = false; ///< the upload waits for the line
    QString failure;          ///< of the message, or of the upload

    bool hasFile(AttachmentState fileState) const { return attachment && attachment->state == fileState; }
    /// Its file is on the way from here.
    bool isUploading() const { return bytesTotal > 0 && hasFile(AttachmentState::Uploading); }
    bool hasFailed() const { return state == State::Failed || hasFile(AttachmentState::Failed); }
    bool canBeRetried() const { return state == State::Failed || (bytesTotal > 0 && hasFailed()); }
};

} // namespace lectern
