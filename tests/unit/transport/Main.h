// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/transport/EpollDispatcher.h"

#include <QtCore/QCoreApplication>
#include <QtTest/QTest>

/// As QTEST_GUILESS_MAIN; with LECTERN_TEST_EPOLL in the environment on the epoll dispatcher.
#define LECTERN_TEST_MAIN(Test)                                                                              \
    int main(int argc, char **argv)                                                                          \
    {                                                                                                        \
        const bool epoll = qEnvironmentVariableIsSet("LECTERN_TEST_EPOLL");                                  \
        if (epoll && !lectern::installEpollDispatcher()) qFatal("the epoll dispatcher is not built in");     \
        QCoreApplication application(argc, argv);                                                            \
        Test test;                                                                                           \
        return QTest::qExec(&test, argc, argv);                                                              \
    }
