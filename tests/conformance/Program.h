// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/transport/EpollDispatcher.h"
#include "server/transport/Gateway.h"

#include <QtCore/QCommandLineParser>
#include <QtCore/QCoreApplication>
#include <QtCore/QTextStream>

namespace lectern::conformance {

/// Lets everybody in: these programs are for tests on the machine itself.
inline QCoro::Task<Result<Admission>> admitAll(HttpHead)
{
    co_return Admission();
}

/// Serves on the loopback until it is stopped; says in one line where.
inline int serve(Gateway &gateway, quint16 port)
{
    const auto listening = gateway.listen(QHostAddress(QHostAddress::LocalHost), port);
    if (!listening) {
        QTextStream(stderr) << listening.error().detail << Qt::endl;
        return 1;
    }
    QTextStream(stdout) << "listening on http://127.0.0.1:" << *listening << Qt::endl;
    return QCoreApplication::exec();
}

} // namespace lectern::conformance
