// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/transport/ChunkedBody.h"
#include "tests/fuzz/Fuzz.h"

using namespace lectern;
using namespace lectern::fuzz;

namespace {

constexpr qint64 kLimit = 64;

struct Outcome
{
    ChunkedBody::State state = ChunkedBody::State::More;
    QByteArray body;
    QByteArray behind; ///< bytes of the next request; told of a whole body alone

    bool operator==(const Outcome &) const = default;
};

Outcome read(QByteArrayView bytes, qsizetype piece)
{
    ChunkedBody body(kLimit);
    auto state = ChunkedBody::State::More;
    while (state == ChunkedBody::State::More && !bytes.isEmpty()) {
        QByteArrayView arrived = bytes.first(std::min(piece, bytes.size()));
        const qsizetype offered = arrived.size();
        state = body.take(arrived);
        bytes = bytes.sliced(offered - arrived.size());
        require(body.bytes().size() <= kLimit, "longer than it may be");
        require(state != ChunkedBody::State::More || arrived.isEmpty(),
                "bytes are left that were to be read");
    }
    if (state != ChunkedBody::State::Whole) return {state, {}, {}};
    return {state, body.bytes(), bytes.toByteArray()};
}

} // namespace

/// A body says the same however it is cut, takes nothing of what is behind it, and says the same when it is
/// written again.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const QByteArrayView bytes = view(data, size);
    const Outcome whole = read(bytes, std::max<qsizetype>(bytes.size(), 1));
    require(whole == read(bytes, 1), "cut into bytes it says something else", bytes);
    require(whole == read(bytes, 5), "cut into pieces it says something else", bytes);
    if (whole.state != ChunkedBody::State::Whole) return 0;

    QByteArray again;
    if (!whole.body.isEmpty())
        again = QByteArray::number(whole.body.size(), 16) + "\r\n" + whole.body + "\r\n";
    require(read(again + "0\r\n\r\n" + whole.behind, 3) == whole, "does not come back", bytes);
    return 0;
}
