// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace lectern {

/// Makes the next QCoreApplication of this thread use an event dispatcher in which idle sockets cost
/// nothing (epoll). Call before the application is made. False where it was not built in
/// (LECTERN_EPOLL off, or no Linux): everything then works on Qt's own dispatcher.
bool installEpollDispatcher();

/// Gives the sockets of this thread that are ready by now their turn at once, instead of in the next turn of
/// the event loop. False where none was ready, and where another dispatcher is in use.
bool dispatchReadySockets();

} // namespace lectern
