// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/dialect/Conversation.h"

namespace lectern {

using namespace Qt::StringLiterals;

namespace {

/// A relay's `talk` with a text; null for every other signal.
QString relayedTalk(const payload::Signal &signal)
{
    const QJsonValue text = signal.data.value("data"_L1);
    return signal.data.value("type"_L1) == "talk"_L1 && text.isString() ? text.toString() : QString();
}

/// Where names are hidden there is none to call somebody by.
QString calledBy(const QString &name)
{
    return name.isEmpty() ? u"한 학생"_s : name;
}

} // namespace

std::optional<Happening> happeningIn(const Message &message)
{
    switch (message.type) {
    case MessageType::Join:
        return Happening::Join;
    case MessageType::Leave:
        return Happening::Leave;
    case MessageType::Send:
    case MessageType::Image:
    case MessageType::File:
    case MessageType::Attachment:
        return Happening::Talk;
    case MessageType::Delete:
        return Happening::Delete;
    case MessageType::Signal:
        // What goes to one person is between two programs, and asks nobody whether students may write.
        return !message.target.isEmpty() || spokenText(message).isNull() ? std::nullopt
                                                                         : std::optional(Happening::Talk);
    default:
        return std::nullopt;
    }
}

QString spokenText(const Message &message)
{
    if (const auto *text = payloadOf<payload::Text>(message)) return text->text;
    if (const auto *signal = payloadOf<payload::Signal>(message)) return relayedTalk(*signal);
    return {};
}

QString enteredSentence(const QString &name)
{
    return calledBy(name) + u"님이 입장했습니다."_s;
}

QString leftSentence(const QString &name)
{
    return calledBy(name) + u"님이 나갔습니다."_s;
}

} // namespace lectern
