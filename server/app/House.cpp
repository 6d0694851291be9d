// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/app/House.h"

#include "server/api/Access.h"
#include "server/api/AttendanceApi.h"
#include "server/api/AuditTrail.h"
#include "server/api/AuthApi.h"
#include "server/api/AuthorityApi.h"
#include "server/api/BansApi.h"
#include "server/api/ChatRoomsApi.h"
#include "server/api/ErasureApi.h"
#include "server/api/ExportApi.h"
#include "server/api/FilesApi.h"
#include "server/api/HealthApi.h"
#include "server/api/MessagesApi.h"
#include "server/api/MetricsApi.h"
#include "server/api/PagesApi.h"
#include "server/api/RoomJson.h"
#include "server/api/RoomsApi.h"
#include "server/api/RosterApi.h"
#include "server/api/SeatsApi.h"
#include "server/api/UploadsApi.h"
#include "server/app/Ground.h"
#include "server/auth/Authenticator.h"
#include "server/auth/LoginThrottle.h"
#include "server/auth/RoomFinder.h"
#include "server/auth/Tokens.h"
#include "server/dialect/NativeAdmission.h"
#include "server/dialect/NativeEndpoint.h"
#include "server/dialect/RoomDoor.h"
#include "server/dialect/chat/ChatEndpoint.h"
#include "server/dialect/relay/RelayEndpoint.h"
#include "server/dialect/stomp/StompEndpoint.h"
#include "server/domain/Hub.h"
#include "server/files/FileParts.h"
#include "server/files/SignedLink.h"
#include "server/files/StoredAttachments.h"
#include "server/ops/Metrics.h"
#include "server/ops/Retention.h"
#include "server/store/Accounts.h"
#include "server/store/OldData.h"
#include "server/store/RevokedTokens.h"
#include "server/store/SqlAttendanceLog.h"
#include "server/store/SqlAwaitedPeople.h"
#include "server/store/SqlBallotBox.h"
#include "server/store/SqlClassRegister.h"
#include "server/store/SqlErasure.h"
#include "server/store/SqlMessageLog.h"
#include "server/store/SqlRoomStore.h"
#include "server/store/SqlStorageQuota.h"
#include "server/transport/Gateway.h"

#include <QtCore/QTimer>

#include <algorithm>
#include <iterator>

namespace lectern {

using namespace Qt::StringLiterals;

namespace {

RoomOptions roomOptions(const Config &config, const QString &serverId, bool alone)
{
    RoomOptions options;
    options.limits = config.limits;
    options.serverId = serverId;
    options.alone = alone;
    options.hostGrace = config.hostGrace;
    options.seat = config.seat;
    options.emptyTtl = config.emptyTtl;
    options.unhostedTtl = config.unhostedTtl;
    return options;
}

ClassArchive::OpenFile opener(std::shared_ptr<FileStore> files)
{
    return [files](const QString &sha256) -> std::unique_ptr<QIODevice> {
        const auto path = files->fetch(sha256);
        if (!path) return {};
        auto file = std::make_unique<QFile>(*path);
        if (!file->open(QIODevice::ReadOnly)) return {};
        return file;
    };
}

} // namespace

class House::Private
{
public:
    Private(const Config &config, Ground &ground)
        : m_config(config)
        , m_ground(ground)
        , m_tokens(ground.secret)
        , m_links(ground.secret)
        , m_accounts(ground.database)
        , m_revoked(ground.database)
        , m_quota(ground.database, config.limits.roomBytes, config.limits.systemBytes)
        , m_files({config.uploadTtl, config.orphanTtl}, ground.database, ground.inbox, ground.files,
                  [this](FileRecord ended) { return m_hub.announceFile(ended.roomId, attachmentOf(ended)); })
        , m_rooms(ground.database)
        , m_log(ground.database)
        , m_attendance(ground.database, ground.serverId)
        , m_attachments(m_files.records, m_files.removal, m_links)
        , m_ballots(ground.database)
        , m_erasure(ground.database, m_files.removal)
        , m_awaited(ground.database, ground.serverId)
        , m_people(ground.database)
        , m_auditLog(ground.database)
        , m_audit(m_auditLog)
        , m_authenticator(m_tokens, m_accounts, m_revoked, m_rooms)
        , m_hub({roomOptions(config, ground.serverId, ground.isAlone()), m_rooms, m_log, m_attendance,
                 ground.meeting.presence(), ground.meeting.broker(), m_attachments, m_ballots, m_quota,
                 m_erasure, m_awaited, m_people, m_auditLog})
        , m_finder(m_hub, m_rooms, config.guesses)
        , m_door(
              m_hub, m_finder, [this](const QString &token) { return m_authenticator.identify(token); },
              [this](QObject *session, const TokenClaims &claims, auto stopped) {
                  m_authenticator.watch(session, claims, std::move(stopped));
              },
              {config.allowedOrigins, config.anonymous})
        , m_oldData(ground.database)
        , m_retention(m_oldData, config.retention)
        , m_json(config.publicUrl)
        , m_access(m_authenticator, m_hub, m_finder, m_rooms)
        , m_auth({config.registrationOpen, config.tokenTtl, config.limits.name, config.registrations},
                 m_access, m_accounts, m_revoked, m_tokens, m_throttle)
        , m_roomsApi(m_access, m_hub, m_rooms, m_quota, m_json)
        , m_bans(m_access, m_people)
        , m_roster(m_access, m_hub, m_finder, m_people)
        , m_seats(m_access, m_hub, m_finder, m_tokens, m_json, config.tokenTtl)
        , m_messages(m_access, m_hub, m_log, m_attachments, m_auditLog)
        , m_uploadGate(m_access, m_hub, m_quota, m_attachments, config.limits.file, config.uploads)
        , m_filesApi(m_access, m_files, m_uploadGate, m_links)
        , m_uploadsApi(m_access, m_files, m_uploadGate)
        , m_attendanceApi(m_access, m_attendance)
        , m_erasureApi(m_access, m_hub, m_erasure)
        , m_authority(config.tlsAuthority)
        , m_exports(m_access, m_log, m_attendance, opener(ground.files), ground.inbox.incoming())
        , m_health({[this] { return m_draining ? u"draining"_s : QString(); },
                    [this] { return m_ground.meeting.isUp() ? QString() : u"redis away"_s; },
                    [this] { return m_ground.database.isHealthy() ? QString() : u"database away"_s; }})
        , m_metrics([this] { return metricsText(figures()); })
        , m_native(m_hub, m_finder, m_authenticator, config.allowedOrigins)
        , m_chatRooms(m_access, m_hub, m_rooms, config.anonymous, m_pages.page(u"chat.html"_s))
        , m_sockJs(sockJs(), std::chrono::milliseconds(qRound64(config.limits.pingInterval * 1000)))
        , m_gateway(gatewayOptions(), router(), endpoints())
    {
        ground.meeting.watchOthers(
            [this](const QString &roomId, const QList<Participant> &people) {
                m_hub.announceOrphans(roomId, people);
            },
            [this] { m_hub.rejoin(); });
        m_files.sweeper.start();
        QObject::connect(&ground.database, &Database::recovered, &m_hub, &Hub::reread);
    }

    Gateway &gateway() { return m_gateway; }

    void keepOrder() { m_retention.start(); }

    void drain(const std::function<void()> &gone)
    {
        if (std::exchange(m_draining, true)) return gone();
        m_ground.meeting.stopWatching();
        m_hub.drain(m_config.drain);
        // The goodbyes of the last turn have to leave even when there is no time.
        constexpr std::chrono::milliseconds kLeast{200};
        QTimer::singleShot(std::max(m_config.drain, kLeast), &m_gateway, gone);
    }

private:
    NodeFigures figures() const
    {
        return {.room = m_hub.tally(),
                .log = m_log.tally(),
                .wire = m_gateway.tally(),
                .redis = m_ground.meeting.redisTally(),
                .rooms = m_hub.roomCount(),
                .people = m_hub.peopleCount(),
                .bytesWaiting = m_gateway.bytesWaiting(),
                .redisUp = m_ground.meeting.isUp(),
                .databaseUp = m_ground.database.isHealthy(),
                .draining = m_draining,
                .process = m_process.figures()};
    }

    GatewayOptions gatewayOptions()
    {
        GatewayOptions options;
        options.limits = m_config.limits;
        options.allowedOrigins = m_config.allowedOrigins;
        options.proxies = TrustedProxies::of(m_config.trustedProxies).value_or(TrustedProxies());
        options.draining = [this] { return m_draining; };
        return options;
    }

    Router router()
    {
        Router router;
        m_health.addTo(router);
        m_metrics.addTo(router);
        if (m_config.serve != ServeMode::Api) m_sockJs.addTo(router);
        if (m_config.serve == ServeMode::Realtime) return router;
        m_auth.addTo(router);
        m_roomsApi.addTo(router);
        m_bans.addTo(router);
        m_roster.addTo(router);
        m_seats.addTo(router);
        m_messages.addTo(router);
        m_filesApi.addTo(router);
        m_uploadsApi.addTo(router);
        m_attendanceApi.addTo(router);
        m_erasureApi.addTo(router);
        m_exports.addTo(router);
        m_chatRooms.addTo(router);
        m_pages.addTo(router);
        m_authority.addTo(router);
        m_audit.follow(router);
        return router;
    }

    SockJsEndpoint sockJs()
    {
        SockJsEndpoint endpoint = stompOverSockJs(m_door);
        // A session lives on one node: a load balancer has to know by something who belongs where.
        endpoint.cookie = !m_config.redis.isEmpty();
        endpoint.noRoom = [this] { return m_gateway.noRoom(); };
        return endpoint;
    }

    GatewayEndpoints endpoints()
    {
        GatewayEndpoints endpoints;
        if (m_config.serve != ServeMode::Api) {
            endpoints.webSockets.push_back(nativeEndpoint(m_native));
            endpoints.webSockets.push_back(stompEndpoint(m_door));
            endpoints.webSockets.push_back(chatEndpoint(m_door));
            endpoints.webSockets.push_back(relayEndpoint(m_door));
            std::ranges::move(m_sockJs.webSockets(), std::back_inserter(endpoints.webSockets));
            endpoints.events.push_back(nativeEvents(m_native));
        }
        if (m_config.serve != ServeMode::Realtime) {
            endpoints.uploads = m_uploadsApi.uploadEndpoints();
            endpoints.uploads.push_back(m_filesApi.uploadEndpoint());
        }
        return endpoints;
    }

    const Config &m_config;
    Ground &m_ground;
    bool m_draining = false;
    ProcessWatch m_process;

    Tokens m_tokens;
    SignedLink m_links;
    Accounts m_accounts;
    RevokedTokens m_revoked;
    SqlStorageQuota m_quota;
    FileParts m_files;
    SqlRoomStore m_rooms;
    SqlMessageLog m_log;
    SqlAttendanceLog m_attendance;
    StoredAttachments m_attachments;
    SqlBallotBox m_ballots;
    SqlErasure m_erasure;
    SqlAwaitedPeople m_awaited;
    SqlClassRegister m_people;
    AuditLog m_auditLog;
    AuditTrail m_audit;
    Authenticator m_authenticator;
    LoginThrottle m_throttle;
    Hub m_hub;
    RoomFinder m_finder;
    RoomDoor m_door;
    OldData m_oldData;
    Retention m_retention;

    RoomJson m_json;
    Access m_access;
    AuthApi m_auth;
    RoomsApi m_roomsApi;
    BansApi m_bans;
    RosterApi m_roster;
    SeatsApi m_seats;
    MessagesApi m_messages;
    UploadGate m_uploadGate;
    FilesApi m_filesApi;
    UploadsApi m_uploadsApi;
    AttendanceApi m_attendanceApi;
    ErasureApi m_erasureApi;
    AuthorityApi m_authority;
    ExportApi m_exports;
    HealthApi m_health;
    MetricsApi m_metrics;
    PagesApi m_pages;
    NativeAdmission m_native;
    ChatRoomsApi m_chatRooms;
    SockJsServer m_sockJs;
    Gateway m_gateway;
};

House::House(const Config &config, Ground &ground)
    : d(std::make_unique<Private>(config, ground))
{
}

House::~House() = default;

Gateway &House::gateway()
{
    return d->gateway();
}

void House::keepOrder()
{
    d->keepOrder();
}

void House::drain(const std::function<void()> &gone)
{
    d->drain(gone);
}

} // namespace lectern
