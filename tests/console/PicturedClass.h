// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ServerProcess.h"
#include "Student.h"

namespace lectern::test {

/// A class with something of everything in it, held on the real server, for pictures of the console.
class PicturedClass
{
public:
    static constexpr auto kUser = "teacher";
    static constexpr auto kPassword = "사진찍는날2026";

    /// The server, and a colleague with a class of their own. False when one of them could not be had.
    bool open();
    /// Students come and write; one is kept out. `teacher`: signed in.
    bool fill(ApiClient &teacher);
    /// What is over with a teacher's leaving: hands, reactions, votes on the question asked last.
    void stir(const QString &pollId);

    /// Whether that teacher holds the colleague's class with them. False when it can't be settled.
    bool letTeach(const QString &teacherId, bool teach);

    ServerProcess server;
    QString roomId;
    QString colleaguesRoomId; ///< nothing was said there yet

private:
    bool openColleague();

    std::vector<std::unique_ptr<Student>> m_students;
    std::unique_ptr<Student> m_colleague;
};

/// What a teacher might have sent: a triangle on a blackboard.
QImage blackboard();

} // namespace lectern::test
