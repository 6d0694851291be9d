// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/transport/MemorySocket.h"
#include "server/transport/RequestGuard.h"
#include "tests/fuzz/Fuzz.h"

using namespace lectern;
using namespace lectern::fuzz;

namespace {

/// What a client has sent so far.
class ClientSocket : public MemorySocket
{
public:
    ClientSocket() { setOpenMode(ReadOnly); }
    using MemorySocket::put;
};

using Peeked = std::optional<std::expected<RequestHead, Refusal>>;

Peeked peekAfter(const QByteArrayList &pieces)
{
    static const Limits limits;
    ClientSocket socket;
    for (const QByteArray &piece : pieces) {
        socket.put(piece);
        if (auto seen = RequestGuard(limits).peek(socket)) return seen;
    }
    return std::nullopt;
}

QByteArray described(const RequestHead &head)
{
    QByteArray text = head.method + ' ' + head.target + (head.http10 ? " HTTP/1.0\r\n" : " HTTP/1.1\r\n");
    for (const auto &[name, value] : head.headers.fields())
        text += name + ": " + value + "\r\n";
    return text + "\r\n";
}

/// All that is decided by a head.
auto meaning(const RequestHead &head)
{
    return std::tuple(described(head), head.path, head.query.toString(), head.contentLength, head.chunked,
                      head.keepAlive, head.expectsContinue, head.upgradesToWebSocket);
}

bool same(const Peeked &one, const Peeked &other)
{
    if (one.has_value() != other.has_value()) return false;
    if (!one) return true;
    if (one->has_value() != other->has_value()) return false;
    return *one ? meaning(**one) == meaning(**other) : (*one).error().status == (*other).error().status;
}

} // namespace

/// The first byte says where the rest is cut. A head reads the same in pieces as in one, is not ambiguous,
/// and reads the same once it is written again.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    if (size == 0) return 0;
    const QByteArray bytes = view(data + 1, size - 1).toByteArray();
    const Peeked whole = peekAfter({bytes});
    const qsizetype cut = std::min<qsizetype>(data[0], bytes.size());
    require(same(whole, peekAfter({bytes.first(cut), bytes.sliced(cut)})), "in pieces it says something else",
            bytes);
    if (!whole || !*whole) return 0;

    const RequestHead &head = **whole;
    require(!(head.chunked && head.contentLength), "two lengths", bytes);
    require(head.contentLength.value_or(0) >= 0, "less than nothing", bytes);
    for (const auto &[name, value] : head.headers.fields())
        require(!value.contains('\r') && !value.contains('\n') && !value.contains('\0'), "a line in a line",
                bytes);
    const Peeked again = peekAfter({described(head)});
    require(again && *again && meaning(**again) == meaning(head), "does not come back", bytes);
    return 0;
}
