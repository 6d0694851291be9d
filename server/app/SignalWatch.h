// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QObject>
#include <QtCore/QSocketNotifier>

namespace lectern {

/// SIGTERM and SIGINT as Qt signals on the main thread. One per process, while it lives.
class SignalWatch : public QObject
{
    Q_OBJECT

public:
    SignalWatch();
    ~SignalWatch() override;

Q_SIGNALS:
    void asked(int signal);

private:
    int m_descriptor;
    QSocketNotifier m_notifier;
};

} // namespace lectern
