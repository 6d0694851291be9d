// SPDX-License-Identifier: GPL-3.0-or-later
#include "School.h"

namespace lectern::bench {

std::expected<School, QString> School::open(const Options &options, const QList<sockaddr_in> &addresses,
                                            RestCall &call)
{
    School school;
    for (int number = 0; number < options.rooms + options.idleRooms; ++number) {
        QByteArray path = pathToRoom(options.speech, number);
        QStringList tokens(options.people);
        if (options.speech == Speech::Lectern) {
            const auto room = Classroom::open(options, call);
            if (!room) {
                school.close();
                return std::unexpected(room.error());
            }
            school.m_classrooms.append(*room);
            path = "/ws?history=0&room=" + room->roomId().toLatin1();
            tokens = room->tokens();
        }
        QList<Seat> seats;
        for (qsizetype i = 0; i < tokens.size(); ++i)
            seats.append({addresses[i % addresses.size()], path, tokens[i]});
        school.m_rooms.append(seats);
    }
    return school;
}

void School::close()
{
    for (Classroom &room : m_classrooms)
        room.leave();
}

} // namespace lectern::bench
