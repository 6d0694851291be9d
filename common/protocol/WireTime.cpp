// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/protocol/WireTime.h"

#include <chrono>
#include <cstring>

namespace lectern {

namespace {

void putDigits(char *end, int digits, unsigned value)
{
    for (; digits > 0; --digits, value /= 10)
        *--end = char('0' + value % 10);
}

} // namespace

// By hand, as every message carries one: QDateTime's own takes forty times as many instructions.
char *writeTime(char *to, const QDateTime &time)
{
    using namespace std::chrono;
    const sys_time<milliseconds> at{milliseconds(time.toMSecsSinceEpoch())};
    const auto day = floor<days>(at);
    const year_month_day date(day);
    const hh_mm_ss clock(at - day);

    std::memcpy(to, "0000-00-00T00:00:00.000Z", kTimeSize);
    putDigits(to + 4, 4, unsigned(int(date.year())));
    putDigits(to + 7, 2, unsigned(date.month()));
    putDigits(to + 10, 2, unsigned(date.day()));
    putDigits(to + 13, 2, unsigned(clock.hours().count()));
    putDigits(to + 16, 2, unsigned(clock.minutes().count()));
    putDigits(to + 19, 2, unsigned(clock.seconds().count()));
    putDigits(to + 23, 3, unsigned(clock.subseconds().count()));
    return to + kTimeSize;
}

QByteArray timeText(const QDateTime &time)
{
    QByteArray text(kTimeSize, Qt::Uninitialized);
    writeTime(text.data(), time);
    return text;
}

QString timeToString(const QDateTime &time)
{
    return QString::fromLatin1(timeText(time));
}

QDateTime timeFromString(const QString &text)
{
    if (!text.endsWith(u'Z')) return {};
    const QDateTime time = QDateTime::fromString(text, Qt::ISODateWithMs);
    // "24:00" of the last day of 9999 is a time that could not be written again.
    return time.isValid() && time.date().year() <= 9999 ? time : QDateTime();
}

} // namespace lectern
