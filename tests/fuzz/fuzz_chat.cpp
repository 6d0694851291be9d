// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/protocol/Codec.h"
#include "server/dialect/chat/ChatFrames.h"
#include "tests/fuzz/Fuzz.h"

#include <QtCore/QJsonDocument>
#include <QtCore/QJsonObject>

using namespace lectern;
using namespace lectern::fuzz;
using namespace Qt::StringLiterals;

namespace {

QByteArray written(const ChatWish &wish)
{
    constexpr QLatin1StringView names[] = {"ENTER"_L1, "TALK"_L1, "LEAVE"_L1};
    return QJsonDocument(QJsonObject{{u"type"_s, names[int(wish.type)]},
                                     {u"roomId"_s, wish.roomId},
                                     {u"sender"_s, wish.sender},
                                     {u"message"_s, wish.message}})
        .toJson();
}

/// What is said reaches the other nodes as it is.
void travels(const Message &message)
{
    const auto arrived = decode(encode(message));
    require(arrived && *arrived == message, "another message arrives", encode(message));
}

} // namespace

/// A wish says the same when it is written again; everything else is a text, word for word.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const QByteArray bytes = view(data, size).toByteArray();
    const auto input = chatInput(bytes);
    if (!input) return 0;
    if (const auto *text = std::get_if<QString>(&*input)) {
        require(*text == QString::fromUtf8(bytes), "another text", bytes);
        travels(plainMessage(*text));
        return 0;
    }
    const ChatWish &wish = std::get<ChatWish>(*input);
    const auto again = chatInput(written(wish));
    require(again && std::get<ChatWish>(*again) == wish, "does not come back", bytes);
    travels(chatMessage(wish.message));
    static_cast<void>(chatFrames(seal(chatMessage(wish.message))));
    return 0;
}
