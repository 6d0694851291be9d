// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/app/Diagnostics.h"

#include <QtCore/QMetaEnum>
#include <QtCore/QSysInfo>
#include <QtGui/QGuiApplication>
#include <QtGui/QScreen>
#include <QtNetwork/QSslSocket>

using namespace Qt::StringLiterals;

namespace lectern::diagnostics {

QString text(const Account &account, ClassSession *session)
{
    QStringList lines{
        u"lectern-console %1"_s.arg(QStringLiteral(LECTERN_VERSION)),
        u"time %1"_s.arg(QDateTime::currentDateTimeUtc().toString(Qt::ISODate)),
        u"system %1, %2, Qt %3, %4"_s.arg(QSysInfo::prettyProductName(), QSysInfo::currentCpuArchitecture(),
                                          QString::fromLatin1(qVersion()), QGuiApplication::platformName()),
        u"tls %1"_s.arg(QSslSocket::sslLibraryVersionString()),
        u"language %1"_s.arg(QLocale().name()),
    };
    for (const auto *screen : QGuiApplication::screens()) {
        const auto size = screen->size();
        lines.append(
            u"screen %1x%2 at %3"_s.arg(size.width()).arg(size.height()).arg(screen->devicePixelRatio()));
    }
    lines.append(u"server %1, %2"_s.arg(account.server().toString(QUrl::RemoveUserInfo),
                                        account.isSignedIn() ? u"signed in"_s : u"not signed in"_s));
    if (!session) return lines.join(u'\n') + u'\n';
    const auto state = QMetaEnum::fromType<RoomConnection::State>();
    lines.append(
        u"class %1, line %2, %3 students here, %4 messages shown, server version %5"_s
            .arg(session->room().id, QString::fromLatin1(state.valueToKey(static_cast<int>(session->line()))))
            .arg(session->participants()->studentsOnline())
            .arg(session->timeline()->rowCount())
            .arg(session->serverVersion().current()));
    return lines.join(u'\n') + u'\n';
}

} // namespace lectern::diagnostics
