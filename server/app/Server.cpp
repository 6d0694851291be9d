// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/app/Server.h"

#include "common/protocol/Ulid.h"
#include "server/app/Ground.h"
#include "server/app/House.h"
#include "server/app/SignalWatch.h"
#include "server/ops/Logging.h"
#include "server/ops/ServiceNotice.h"
#include "server/transport/EpollDispatcher.h"
#include "server/transport/Gateway.h"
#include "server/transport/TlsFiles.h"

#include <QCoroTask>
#include <QtCore/QCoreApplication>
#include <QtCore/QTextStream>

#include <sys/resource.h>

namespace lectern {

using namespace Qt::StringLiterals;

namespace {

constexpr int kFine = 0;
constexpr int kFailed = 1;
constexpr int kBadConfiguration = 2;
constexpr std::chrono::seconds kFarewell{15}; ///< for closing database and Redis once all are gone

/// Each person holds a descriptor; the soft limit of a login shell is far below what a school needs.
void allowManyFiles()
{
    rlimit files{};
    if (getrlimit(RLIMIT_NOFILE, &files) != 0) return;
    files.rlim_cur = files.rlim_max;
    setrlimit(RLIMIT_NOFILE, &files);
}

int refuse(const QString &why)
{
    QTextStream(stderr) << "lectern-server: " << why << Qt::endl;
    return kBadConfiguration;
}

} // namespace

int serve(const Config &config)
{
    allowManyFiles();
    installEpollDispatcher();
    int argc = 1;
    char name[] = "lectern-server";
    char *argv[] = {name, nullptr};
    QCoreApplication application(argc, argv);
    const QString serverId = newUlid();
    const Logging logging(config.logLevel, config.logJson, serverId);
    SignalWatch signalWatch; // before the store's thread is made, which inherits what is blocked

    Ground ground(config, serverId);
    if (auto prepared = ground.prepare(config); !prepared) return refuse(prepared.error());

    int exitCode = kFailed;
    {
        House house(config, ground);
        if (!config.tlsCert.isEmpty()) {
            const auto tls = loadTls(config.tlsCert, config.tlsKey);
            if (!tls) return refuse(tls.error().detail);
            house.gateway().setTls(*tls);
        }
        const auto port = house.gateway().listen(config.listenAddress, config.listenPort);
        if (!port)
            return refuse(u"listen = \"%1:%2\": %3"_s.arg(config.listenAddress.toString())
                              .arg(config.listenPort)
                              .arg(port.error().detail));

        QUrl url;
        url.setScheme(config.tlsCert.isEmpty() ? u"http"_s : u"https"_s);
        url.setHost(config.listenAddress.toString());
        url.setPort(*port);
        house.keepOrder();
        QTextStream(stdout) << "lectern-server listening on " << url.toString()
                            << " serverId=" << ground.serverId << Qt::endl;
        ServiceNotice manager(QProcessEnvironment::systemEnvironment());
        manager.ready(u"listening on "_s + url.toString());

        QObject::connect(&signalWatch, &SignalWatch::asked, &application, [&] {
            manager.stopping(config.drain + kFarewell);
            house.drain([&] { application.quit(); });
        });
        exitCode = application.exec() == 0 ? kFine : kFailed;
        QCoro::waitFor(ground.meeting.close());
    }
    return exitCode;
}

} // namespace lectern
