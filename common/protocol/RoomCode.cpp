// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/protocol/RoomCode.h"

#include <QtCore/QRandomGenerator>

namespace lectern::roomcode {

using namespace Qt::StringLiterals;

namespace {
constexpr auto kAlphabet = "ABCDEFGHJKMNPRSTUVWXYZ"_L1;
}

QString generate()
{
    QString code;
    for (int i = 0; i < kLength; ++i)
        code += kAlphabet[QRandomGenerator::system()->bounded(int(kAlphabet.size()))];
    return code;
}

QString normalized(const QString &typed)
{
    QString code;
    for (const QChar c : typed) {
        if (c.isSpace() || c == u'-') continue;
        const QChar upper = c.toUpper();
        if (upper < u'A' || upper > u'Z') return {};
        code += upper;
    }
    return code.size() == kLength ? code : QString();
}

QString addressed(const QString &address)
{
    constexpr auto kPrefix = "room:"_L1;
    const QString typed = address.startsWith(kPrefix) ? address.sliced(kPrefix.size()) : address;
    return typed == kLobby ? typed : normalized(typed);
}

} // namespace lectern::roomcode
