// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/protocol/Codec.h"
#include "common/protocol/JsonText.h"

#include <QtCore/QJsonObject>

#include <cstdint>
#include <cstdio>
#include <cstdlib>

using namespace lectern;

namespace {

/// simdjson and Qt read the same in it.
bool readersAgree(QByteArrayView bytes, const std::expected<Message, DecodeError> &message)
{
    const auto document = readJson(bytes.toByteArray());
    if (!document.isObject()) return !message && message.error().malformed;
    const auto byQt = messageFromJson(document.object());
    return message ? byQt && *byQt == *message
                   : !byQt && byQt.error().detail == message.error().problem.detail;
}

} // namespace

/// Any bytes may come in: none may crash the decoder, it reads them as Qt's own does, and what it understood
/// must survive being written and read again.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const QByteArrayView bytes(data, qsizetype(size));
    static_cast<void>(decode(bytes, SenderClaims::Ignore));
    const auto message = decode(bytes);
    if (!readersAgree(bytes, message)) {
        std::fprintf(stderr, "is not what Qt reads\n");
        std::abort();
    }
    if (!message) return 0;

    const QByteArray written = encode(*message);
    const auto again = decode(written);
    if (!again || *again != *message) {
        std::fprintf(stderr, "does not come back: %s\n%s\n", written.constData(),
                     again ? "read as another message" : qPrintable(again.error().problem.detail));
        std::abort();
    }
    return 0;
}
