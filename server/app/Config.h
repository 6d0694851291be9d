// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/protocol/Limits.h"
#include "server/auth/PaceTable.h"
#include "server/ops/Logging.h"
#include "server/store/DatabaseOptions.h"

#include <QtCore/QString>
#include <QtCore/QStringList>
#include <QtCore/QUrl>
#include <QtNetwork/QHostAddress>

#include <chrono>

namespace lectern {

/// Where the bytes of uploaded files lie.
enum class FilePlace { Directory, Database };

/// Which doors a node opens.
enum class ServeMode { All, Api, Realtime };

/// Everything that can be set, with the defaults. A plain value, made by loadConfig(): whoever holds one
/// may rely on it having been checked.
struct Config
{
    QHostAddress listenAddress{QHostAddress::AnyIPv4};
    quint16 listenPort = 8080; ///< 0: any free one
    QString dataDir = QStringLiteral("./lectern-data");
    QString database = QStringLiteral("sqlite:"); ///< a DatabaseUrl; after loading always with its file
    Durability durability = Durability::Full;
    QString redis; ///< empty: in-process broker
    ServeMode serve = ServeMode::All;
    QString tlsCert; ///< PEM file; empty: no TLS
    QString tlsKey;
    QUrl publicUrl;             ///< without a slash at its end; empty: from the request's Host
    QStringList allowedOrigins; ///< "*": any
    QStringList trustedProxies{QStringLiteral("127.0.0.0/8"),
                               QStringLiteral("::1")}; ///< as TrustedProxies::of()
    std::chrono::milliseconds drain{10'000};

    QString jwtSecretFile; ///< after loading always set
    bool registrationOpen = false;
    std::chrono::seconds tokenTtl{43'200};
    Pace guesses{.rate = 1, .burst = 100};         ///< unknown room codes of an address
    Pace registrations{.rate = 1, .burst = 1'000}; ///< accounts that an address makes

    std::chrono::milliseconds hostGrace{30'000};
    std::chrono::milliseconds emptyTtl{600'000};
    std::chrono::milliseconds unhostedTtl{43'200'000};
    std::chrono::milliseconds seat{10'000};

    bool anonymous = false; ///< /ws/chat and /room without a token

    FilePlace filePlace = FilePlace::Directory;
    qint64 fileCache = 1'073'741'824;      ///< bytes; where they lie in the database
    Pace uploads{.rate = 2, .burst = 300}; ///< of a person
    std::chrono::milliseconds uploadTtl{3'600'000};
    std::chrono::milliseconds orphanTtl{86'400'000};
    std::chrono::milliseconds retention{0}; ///< 0: everything is kept

    LogLevel logLevel = LogLevel::Info;
    bool logJson = false;

    Limits limits;

    QString file;         ///< that settings were read from; empty: none
    QString tlsAuthority; ///< PEM file that is handed out at /ca.crt; empty: none
};

} // namespace lectern
