// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/store/EvidenceChain.h"

#include "server/store/MessageRow.h"

#include <QtCore/QCryptographicHash>
#include <QtCore/QJsonArray>
#include <QtCore/QJsonDocument>

namespace lectern::evidence {

namespace {

QString sha256(const QByteArray &bytes)
{
    return QString::fromLatin1(QCryptographicHash::hash(bytes, QCryptographicHash::Sha256).toHex());
}

} // namespace

QString digestOf(const MessageRow &row)
{
    if (row.deleted) return row.body;
    const QJsonArray said{row.roomId,     row.seq,        row.id,         row.type,   row.sender,
                          row.senderType, row.senderName, row.targetType, row.target, row.ref,
                          row.refers,     row.sentAt,     row.body};
    return sha256(QJsonDocument(said).toJson(QJsonDocument::Compact));
}

QString hashOf(const QString &previous, const QString &digest)
{
    return sha256(previous.toLatin1() + digest.toLatin1());
}

} // namespace lectern::evidence
