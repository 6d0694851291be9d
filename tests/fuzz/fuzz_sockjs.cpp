// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/sockjs/SockJsFrames.h"

#include <cstdint>
#include <cstdio>
#include <cstdlib>

using namespace lectern;

/// Any bytes may be sent: none may crash the reader, and the texts that it understood must come back from
/// what is made of them.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const auto texts = sockjs::textsOf(QByteArray(reinterpret_cast<const char *>(data), qsizetype(size)));
    if (!texts) return 0;

    QByteArrayList quoted;
    for (const QByteArray &text : *texts)
        quoted.append(sockjs::quoted(text));
    const QByteArray frame = sockjs::messages(quoted);
    const auto again = sockjs::textsOf(frame.mid(1));
    if (!again || *again != *texts) {
        std::fprintf(stderr, "does not come back: %s\n", frame.constData());
        std::abort();
    }
    return 0;
}
