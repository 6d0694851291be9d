// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QByteArrayView>
#include <QtCore/QString>

#include <cstdint>
#include <cstdio>
#include <cstdlib>

namespace lectern::fuzz {

/// A promise was broken: the fuzzer keeps the input that did it.
[[noreturn]] inline void broken(const char *promise, QByteArrayView shown = {})
{
    std::fprintf(stderr, "%s: %.*s\n", promise, int(shown.size()), shown.data());
    std::abort();
}

inline void require(bool kept, const char *promise, QByteArrayView shown = {})
{
    if (!kept) broken(promise, shown);
}

inline QByteArrayView view(const std::uint8_t *data, std::size_t size)
{
    return {data, qsizetype(size)};
}

inline bool hasControl(QStringView text)
{
    for (const QChar c : text)
        if (c.category() == QChar::Other_Control) return true;
    return false;
}

} // namespace lectern::fuzz
