// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/protocol/Ulid.h"

#include <QtCore/QDateTime>
#include <QtCore/QRandomGenerator>

#include <array>

namespace lectern {

using namespace Qt::StringLiterals;

QString newUlid()
{
    // Two made in the same millisecond sort by the random part, which is then counted up instead of drawn.
    static thread_local qint64 lastTime = 0;
    static thread_local std::array<quint16, 5> random{};
    const qint64 now = QDateTime::currentMSecsSinceEpoch();
    if (now > lastTime) {
        lastTime = now;
        std::array<quint32, 3> drawn{};
        QRandomGenerator::system()->fillRange(drawn.data(), drawn.size());
        for (std::size_t i = 0; i < random.size(); ++i)
            random[i] = quint16(drawn[i / 2] >> (16 * (i % 2)));
        random[0] &= 0x7fff; // leaves room to count up
    } else {
        for (std::size_t i = random.size(); i-- > 0;)
            if (++random[i] != 0) break;
    }

    static constexpr char kDigits[] = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    QString text(26, u'0');
    qint64 time = lastTime;
    for (int i = 9; i >= 0; --i, time >>= 5)
        text[i] = QLatin1Char(kDigits[time & 31]);
    quint32 bits = 0;
    int count = 0, at = 10;
    for (const quint16 word : random) {
        bits = (bits << 16) | word;
        count += 16;
        for (; count >= 5; count -= 5)
            text[at++] = QLatin1Char(kDigits[(bits >> (count - 5)) & 31]);
        bits &= (1u << count) - 1;
    }
    return text;
}

QString newUserId()
{
    return "u_"_L1 + newUlid();
}

bool isUserId(QStringView text)
{
    return text.startsWith("u_"_L1);
}

} // namespace lectern
