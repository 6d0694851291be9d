// SPDX-License-Identifier: GPL-3.0-or-later
#include "Classroom.h"

#include <QtCore/QJsonDocument>

namespace lectern::bench {

using namespace Qt::StringLiterals;

std::expected<QString, QString> signIn(const Options &options, RestCall &call)
{
    const auto login =
        call("POST", "/login", {{"username"_L1, options.user}, {"password"_L1, options.password}});
    if (!login) return std::unexpected(login.error());
    return login->value("token"_L1).toString();
}

std::expected<Classroom, QString> Classroom::open(const Options &options, RestCall &call)
{
    const auto made = call("POST", "/rooms", {{"name"_L1, u"Benchmark"_s}, {"history"_L1, options.history}});
    if (!made) return std::unexpected(made.error());
    Classroom room(call);
    room.m_roomId = made->value("id"_L1).toString();
    room.m_tokens = {call.token()};

    call.setToken({});
    const auto in = room.bringIn(options.people);
    call.setToken(room.m_tokens.first());
    if (in) return room;
    room.leave();
    return std::unexpected(in.error());
}

std::expected<void, QString> Classroom::bringIn(int people)
{
    for (int i = 1; i < people; ++i) {
        const auto joined = (*m_call)("POST", "/rooms/" + m_roomId.toLatin1() + "/join",
                                      {{"name"_L1, u"Student %1"_s.arg(i)}});
        if (!joined) return std::unexpected(joined.error());
        m_tokens.append(joined->value("token"_L1).toString());
    }
    return {};
}

std::expected<void, QString> Classroom::say(QByteArrayView frame)
{
    const QJsonObject body = QJsonDocument::fromJson(frame.toByteArray()).object();
    const auto said = (*m_call)("POST", "/rooms/" + m_roomId.toLatin1() + "/messages", body);
    if (!said) return std::unexpected(said.error());
    return {};
}

void Classroom::leave()
{
    (*m_call)("DELETE", "/rooms/" + m_roomId.toLatin1());
}

} // namespace lectern::bench
