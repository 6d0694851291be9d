// SPDX-License-Identifier: GPL-3.0-or-later
#include "Classroom.h"

#include <QtCore/QJsonDocument>

namespace lectern::bench {

using namespace Qt::StringLiterals;

std::expected<Classroom, QString> Classroom::open(const Options &options, const sockaddr_in &address)
{
    Classroom room(address);
    const auto login =
        room.m_call("POST", "/login", {{"username"_L1, options.user}, {"password"_L1, options.password}});
    if (!login) return std::unexpected(login.error());
    const QString teacher = login->value("token"_L1).toString();

    room.m_call.setToken(teacher);
    const auto made =
        room.m_call("POST", "/rooms", {{"name"_L1, u"Benchmark"_s}, {"history"_L1, options.history}});
    if (!made) return std::unexpected(made.error());
    room.m_roomId = made->value("id"_L1).toString();
    room.m_tokens = {teacher};

    room.m_call.setToken({});
    for (int i = 1; i < options.people; ++i) {
        const auto joined = room.m_call("POST", "/rooms/" + room.m_roomId.toLatin1() + "/join",
                                        {{"name"_L1, u"Student %1"_s.arg(i)}});
        if (!joined) {
            room.leave();
            return std::unexpected(joined.error());
        }
        room.m_tokens.append(joined->value("token"_L1).toString());
    }
    return room;
}

std::expected<void, QString> Classroom::say(QByteArrayView frame)
{
    m_call.setToken(m_tokens.first());
    const QJsonObject body = QJsonDocument::fromJson(frame.toByteArray()).object();
    const auto said = m_call("POST", "/rooms/" + m_roomId.toLatin1() + "/messages", body);
    if (!said) return std::unexpected(said.error());
    return {};
}

void Classroom::leave()
{
    m_call.setToken(m_tokens.first());
    m_call("DELETE", "/rooms/" + m_roomId.toLatin1());
}

} // namespace lectern::bench
