// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/app/verbs/SetupFiles.h"

#include "server/tls/LocalAuthority.h"

#include <QtCore/QDir>
#include <QtCore/QSaveFile>
#include <QtNetwork/QHostAddress>
#include <QtNetwork/QHostInfo>
#include <QtNetwork/QNetworkInterface>

#include <sys/stat.h>
#include <unistd.h>

namespace lectern::verbs {

using namespace Qt::StringLiterals;

namespace {

constexpr auto kSecret = QFile::ReadOwner | QFile::WriteOwner;

QByteArray contents(const QString &name)
{
    QFile file(name);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

Result<void> write(const QString &name, const QByteArray &bytes, QFile::Permissions permissions)
{
    QSaveFile file(name);
    if (!file.open(QIODevice::WriteOnly) || !file.setPermissions(permissions) ||
        file.write(bytes) != bytes.size() || !file.commit())
        return problem(ErrorCode::StorageUnavailable,
                       u"%1 cannot be written: %2"_s.arg(name, file.errorString()));
    return {};
}

Result<tls::IssuedPair> authorityIn(const TlsPlaces &places, const QStringList &namesAndAddresses)
{
    const tls::IssuedPair kept{contents(places.authority), contents(places.authorityKey)};
    if (!kept.key.isEmpty()) return kept; // whoever trusts it need not be asked again
    const auto made = tls::makeAuthority(namesAndAddresses);
    if (!made) return made;
    if (const auto done = write(places.authorityKey, made->key, kSecret); !done)
        return std::unexpected(done.error());
    const auto open = kSecret | QFile::ReadGroup | QFile::ReadOther;
    if (const auto done = write(places.authority, made->certificate, open); !done)
        return std::unexpected(done.error());
    return made;
}

/// The service reads its key by its group: the one to which the configuration belongs.
void shareWithGroup(const QString &folder, const QString &keyFile)
{
    struct stat info{};
    const QByteArray parent = QFile::encodeName(QFileInfo(folder).absolutePath());
    if (::stat(parent.constData(), &info) != 0) return;
    (void)::chown(QFile::encodeName(folder).constData(), uid_t(-1), info.st_gid);
    (void)::chown(QFile::encodeName(keyFile).constData(), uid_t(-1), info.st_gid);
}

} // namespace

TlsPlaces::TlsPlaces(const QString &folder)
    : authority(folder + u"/ca.crt"_s)
    , authorityKey(folder + u"/ca.key"_s)
    , certificate(folder + u"/server.crt"_s)
    , key(folder + u"/server.key"_s)
{
}

Result<QString> makeCertificates(const QString &folder, const QStringList &namesAndAddresses)
{
    if (!QDir().mkpath(folder))
        return problem(ErrorCode::StorageUnavailable, u"%1 cannot be made"_s.arg(folder));
    QFile::setPermissions(folder, kSecret | QFile::ExeOwner | QFile::ReadGroup | QFile::ExeGroup);
    const TlsPlaces places(folder);
    const auto authority = authorityIn(places, namesAndAddresses);
    if (!authority) return std::unexpected(authority.error());
    const auto server = tls::issueServer(*authority, namesAndAddresses);
    if (!server) return std::unexpected(server.error());
    if (const auto done = write(places.key, server->key, kSecret | QFile::ReadGroup); !done)
        return std::unexpected(done.error());
    const auto open = kSecret | QFile::ReadGroup | QFile::ReadOther;
    if (const auto done = write(places.certificate, server->certificate, open); !done)
        return std::unexpected(done.error());
    shareWithGroup(folder, places.key);
    return tls::fingerprint(authority->certificate);
}

Result<void> rewrite(const QString &name, const QByteArray &text)
{
    struct stat info{};
    const bool isThere = ::stat(QFile::encodeName(name).constData(), &info) == 0;
    QSaveFile file(name);
    const bool written = file.open(QIODevice::WriteOnly) && file.write(text) == text.size() && file.flush();
    if (written && isThere) {
        (void)::fchown(file.handle(), info.st_uid, info.st_gid);
        (void)::fchmod(file.handle(), info.st_mode);
    }
    if (!written || !file.commit())
        return problem(ErrorCode::StorageUnavailable,
                       u"%1 cannot be written: %2"_s.arg(name, file.errorString()));
    return {};
}

QStringList ownNames()
{
    const QString host = QHostInfo::localHostName().toLower();
    QStringList names;
    if (!host.isEmpty()) names = {host, host.section(u'.', 0, 0) + u".local"_s};
    for (const QHostAddress &address : QNetworkInterface::allAddresses())
        if (!address.isLinkLocal()) names += address.toString();
    names.removeDuplicates();
    return names;
}

QByteArray avahiService(quint16 port, bool tls)
{
    return u"<?xml version=\"1.0\" standalone=\"no\"?>\n"
           "<!DOCTYPE service-group SYSTEM \"avahi-service.dtd\">\n"
           "<service-group>\n"
           "  <name replace-wildcards=\"yes\">Lectern on %h</name>\n"
           "  <service>\n"
           "    <type>_lectern._tcp</type>\n"
           "    <port>%1</port>\n"
           "    <txt-record>tls=%2</txt-record>\n"
           "  </service>\n"
           "</service-group>\n"_s.arg(port)
               .arg(tls ? 1 : 0)
               .toUtf8();
}

} // namespace lectern::verbs
