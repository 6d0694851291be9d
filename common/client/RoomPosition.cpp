// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/client/RoomPosition.h"

#include <QtCore/QUrlQuery>

namespace lectern {

using namespace Qt::StringLiterals;

void RoomPosition::welcomed(const payload::Welcome &welcome)
{
    if (!welcome.recovered || welcome.epoch != m_epoch) m_seq = 0;
    m_epoch = welcome.epoch;
}

bool RoomPosition::accept(const Message &message)
{
    // An ack's number is that of the message it is about.
    if (message.seq == 0 || message.type == MessageType::Ack) return true;
    if (message.seq <= m_seq) return false;
    m_seq = message.seq;
    return true;
}

QUrl RoomPosition::socketUrl(const QUrl &server, const QString &roomId) const
{
    QUrlQuery query;
    if (!roomId.isEmpty()) query.addQueryItem(u"room"_s, roomId);
    if (!m_epoch.isEmpty()) {
        query.addQueryItem(u"since"_s, QString::number(m_seq));
        query.addQueryItem(u"epoch"_s, QString::fromLatin1(QUrl::toPercentEncoding(m_epoch)));
    }
    QUrl url = server;
    url.setScheme(server.scheme() == "https"_L1 ? u"wss"_s : u"ws"_s);
    url.setPath(u"/ws"_s);
    url.setQuery(query);
    return url;
}

} // namespace lectern
