// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/unit/domain/House.h"

#include <QtTest/QTest>

namespace lectern::house {

/// A class in a house without a socket, a disk or a Redis, and the ways into it.
class ClassFixture : public QObject
{
    Q_OBJECT

protected:
    std::unique_ptr<Shared> m_shared;
    std::unique_ptr<Node> m_node;
    RoomInfo m_info;
    const Person m_teacher{QStringLiteral("u_teacher"), QStringLiteral("김선생"), PersonType::Teacher};

    template <typename Future> static auto wait(Future future)
    {
        while (!future.isFinished())
            QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
        return future.result();
    }

    RoomPtr room(Node *node = nullptr) { return *wait((node ? node : m_node.get())->hub.open(m_info.id)); }

    Entrance ticket(const Person &person)
    {
        return {.member = *wait(m_shared->store.admit(m_info.id, person, {}))};
    }

    /// Lets somebody in and waits until they have been welcomed.
    Person enter(Listener &listener, const Person &person, Entrance entrance = {}, Node *node = nullptr)
    {
        entrance.member = ticket(person).member;
        room(node)->enter(&listener, entrance);
        [&] { QTRY_VERIFY(listener.welcomed()); }();
        return entrance.member.person;
    }
    Person student(Listener &listener, const QString &name, Entrance entrance = {})
    {
        return enter(listener, {{}, name, PersonType::Student}, entrance);
    }

    void makeRoom(Talk talk = Talk::Teacher, bool history = true)
    {
        RoomInfo info;
        info.name = QStringLiteral("1교시");
        info.ownerId = m_teacher.id;
        info.ownerName = m_teacher.name;
        info.talk = talk;
        info.history = history;
        m_info = *wait(m_shared->store.create(info, 50));
    }

    /// Another server process on the same data; everyone on the one before is gone.
    void restartNode(RoomOptions options = quick())
    {
        m_node.reset();
        QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
        m_node = std::make_unique<Node>(*m_shared, std::move(options));
    }

protected Q_SLOTS:
    void init()
    {
        m_shared = std::make_unique<Shared>();
        m_node = std::make_unique<Node>(*m_shared, quick());
        makeRoom();
    }
    void cleanup()
    {
        m_node.reset();
        QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
        m_shared.reset();
    }
};

} // namespace lectern::house
