// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/dialect/Agent.h"

#include <QtCore/QStringList>

#include <array>
#include <utility>

namespace lectern {

using namespace Qt::StringLiterals;

namespace {

using Sign = std::pair<QByteArrayView, QLatin1StringView>;

// Each also claims to be those below it.
constexpr std::array kPrograms{
    Sign{"KAKAOTALK", "KakaoTalk"_L1},
    Sign{"Whale/", "Whale"_L1},
    Sign{"SamsungBrowser/", "Samsung Internet"_L1},
    Sign{"Edg", "Edge"_L1},
    Sign{"OPR/", "Opera"_L1},
    Sign{"Firefox/", "Firefox"_L1},
    Sign{"FxiOS/", "Firefox"_L1},
    Sign{"CriOS/", "Chrome"_L1},
    Sign{"Chrome/", "Chrome"_L1},
    Sign{"Safari/", "Safari"_L1},
};
constexpr std::array kSystems{
    Sign{"Android", "Android"_L1}, Sign{"iPhone", "iPhone"_L1},   Sign{"iPad", "iPad"_L1},
    Sign{"CrOS", "ChromeOS"_L1},   Sign{"Windows", "Windows"_L1}, Sign{"Mac OS X", "macOS"_L1},
    Sign{"Linux", "Linux"_L1},
};

template <typename Signs> QString firstOf(const Signs &signs, QByteArrayView text)
{
    for (const auto &[sign, name] : signs)
        if (text.contains(sign)) return name;
    return {};
}

} // namespace

QString agentOf(QByteArrayView userAgent)
{
    QStringList parts{firstOf(kPrograms, userAgent), firstOf(kSystems, userAgent)};
    parts.removeAll(QString());
    return parts.join(u" · "_s);
}

QString agentOf(const HttpHead &head)
{
    return agentOf(head.headers.value("User-Agent"));
}

Approach approachOf(const HttpHead &head, Via via)
{
    return {via, agentOf(head), head.peer.toString()};
}

} // namespace lectern
