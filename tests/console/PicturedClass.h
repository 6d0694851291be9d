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

    /// The server, an account and a room. False when one of them could not be had.
    bool open();
    /// Students come and write; one is kept out. `teacher`: signed in.
    bool fill(ApiClient &teacher);
    /// What is over with a teacher's leaving: hands, reactions, votes on the question asked last.
    void stir(const QString &pollId);

    ServerProcess server;
    QString roomId;

private:
    std::vector<std::unique_ptr<Student>> m_students;
};

/// What a teacher might have sent: a triangle on a blackboard.
QImage blackboard();

} // namespace lectern::test
