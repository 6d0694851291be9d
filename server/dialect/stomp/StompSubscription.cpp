// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/dialect/stomp/StompSubscription.h"

namespace lectern {

using namespace Qt::StringLiterals;

Result<StompSubscription> StompSubscription::of(const StompFrame &subscribe, StompVersion version,
                                                quint64 number)
{
    StompSubscription made;
    made.m_id = subscribe.header("id"_L1);
    made.m_number = number;
    made.m_head = "MESSAGE\n";
    if (!made.m_id.isEmpty())
        made.m_head += "subscription:" + stompEscaped(made.m_id, version) + '\n';
    else if (version == StompVersion::V1_0)
        made.m_id = subscribe.header("destination"_L1);
    else
        return problem(ErrorCode::BadRequest, u"id: expected the id of the new subscription"_s);

    const QString acks = subscribe.has("ack"_L1) ? subscribe.header("ack"_L1) : u"auto"_s;
    if (acks == "client"_L1)
        made.m_acks = Acks::Client;
    else if (acks == "client-individual"_L1)
        made.m_acks = Acks::Individual;
    else if (acks != "auto"_L1)
        return problem(ErrorCode::BadRequest,
                       u"ack: expected auto, client or client-individual, got \"%1\""_s.arg(acks));
    made.m_namesAcks = version == StompVersion::V1_2 && made.m_acks != Acks::Auto;
    return made;
}

QByteArray StompSubscription::frame(const StompTail &tail)
{
    if (m_acks != Acks::Auto) m_unsettled.append(tail.messageId.toByteArray());
    if (!m_namesAcks) return m_head + tail.bytes.toByteArray();
    return m_head + "ack:" + QByteArray::number(m_number) + '-' + tail.messageId.toByteArray() + '\n' +
           tail.bytes.toByteArray();
}

bool StompSubscription::settle(const QString &messageId)
{
    const qsizetype index = m_unsettled.indexOf(messageId.toUtf8());
    if (index < 0) return false;
    const bool all = m_acks == Acks::Client;
    m_unsettled.remove(all ? 0 : index, all ? index + 1 : 1);
    return true;
}

StompAckId StompAckId::of(const QString &header)
{
    return {header.section(u'-', 0, 0).toULongLong(), header.section(u'-', 1)};
}

} // namespace lectern
