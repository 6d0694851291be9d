// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QByteArray>
#include <QtCore/QProcessEnvironment>
#include <QtCore/QTimer>

#include <chrono>

namespace lectern {

/// What a service manager is told of us, over the socket that NOTIFY_SOCKET names (sd_notify(3)): that we are
/// ready, that we stop, and, as often as WATCHDOG_USEC wants it, that the event loop still turns. Does
/// nothing where there is no such socket. A manager that is away is no fault of ours: nothing is reported.
class ServiceNotice
{
public:
    explicit ServiceNotice(const QProcessEnvironment &environment);

    void ready(const QString &status);
    /// `within`: how long it may take.
    void stopping(std::chrono::milliseconds within);

private:
    void tell(const QByteArray &text) const;

    QByteArray m_socket; ///< empty: nobody to tell
    std::chrono::microseconds m_watchdog{0};
    QTimer m_alive;
};

} // namespace lectern
