// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/app/SignalWatch.h"

#include <csignal>
#include <sys/signalfd.h>
#include <unistd.h>

namespace lectern {

namespace {

sigset_t watched()
{
    sigset_t set;
    sigemptyset(&set);
    sigaddset(&set, SIGTERM);
    sigaddset(&set, SIGINT);
    return set;
}

int openDescriptor()
{
    const sigset_t set = watched();
    sigprocmask(SIG_BLOCK, &set, nullptr);
    return signalfd(-1, &set, SFD_CLOEXEC | SFD_NONBLOCK);
}

} // namespace

SignalWatch::SignalWatch()
    : m_descriptor(openDescriptor())
    , m_notifier(m_descriptor, QSocketNotifier::Read)
{
    connect(&m_notifier, &QSocketNotifier::activated, this, [this] {
        signalfd_siginfo info;
        while (::read(m_descriptor, &info, sizeof info) == sizeof info)
            Q_EMIT asked(int(info.ssi_signo));
    });
}

SignalWatch::~SignalWatch()
{
    m_notifier.setEnabled(false);
    ::close(m_descriptor);
    const sigset_t set = watched();
    sigprocmask(SIG_UNBLOCK, &set, nullptr);
}

} // namespace lectern
