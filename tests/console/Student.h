// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/client/ApiClient.h"
#include "common/client/RoomConnection.h"

#include <algorithm>

namespace lectern::test {

/// A student's browser, as far as the server can tell.
struct Student
{
    explicit Student(const QUrl &server)
        : api(server)
    {
    }

    void listen()
    {
        QObject::connect(&line, &RoomConnection::received, &line,
                         [this](const Message &message) { received.append(message); });
        QObject::connect(&line, &RoomConnection::ended, &line, [this](ErrorCode code) { end = code; });
    }
    bool hasText(const QString &text) const
    {
        return std::ranges::any_of(received, [&text](const Message &message) {
            const auto *said = payloadOf<payload::Text>(message);
            return message.type == MessageType::Send && said && said->text == text;
        });
    }
    /// The file of the first picture that has arrived whole.
    std::optional<Attachment> picture() const
    {
        for (const auto &message : received) {
            const auto &file = message.attachment;
            if (file && file->state == AttachmentState::Ready && file->width > 0) return file;
        }
        return std::nullopt;
    }

    ApiClient api;
    RoomConnection line;
    QList<Message> received;
    std::optional<ErrorCode> end;
};

} // namespace lectern::test
