// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QtGlobal>

#include <functional>
#include <map>
#include <memory>

namespace lectern {

/// The connections that wait for their client: to finish a handshake, to send a request, to read an answer.
/// They stand in the order in which they began to wait, so that when the server is full the one that has
/// waited longest gives way to a newcomer: somebody who opens many and says nothing keeps nobody out.
class Arrivals
{
public:
    /// A place in the line, until the last copy is gone.
    using Place = std::shared_ptr<const void>;

    /// `giveWay`: closes the connection at once. Not called after the place was left.
    Place enter(std::function<void()> giveWay);

    /// Has the one that has waited longest give way; false: nobody waits.
    bool makeRoom();

private:
    using Line = std::map<quint64, std::function<void()>>; ///< by order of entering

    std::shared_ptr<Line> m_line = std::make_shared<Line>(); ///< shared, as a place may be left later
    quint64 m_entered = 0;
};

} // namespace lectern
