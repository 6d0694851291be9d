// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/protocol/ParticipantsText.h"

#include "common/protocol/Codec.h"

#include <QtCore/QJsonArray>
#include <QtCore/QJsonDocument>
#include <QtCore/QRandomGenerator>
#include <QtTest/QTest>

using namespace lectern;
using namespace Qt::StringLiterals;

namespace {

/// What the general way makes of them.
QByteArray slowText(const QList<Participant> &people)
{
    QJsonArray array;
    for (const Participant &person : people)
        array.append(toJson(person));
    return QJsonDocument(array).toJson(QJsonDocument::Compact);
}

class People
{
public:
    explicit People(quint32 seed)
        : m_random(seed)
    {
    }

    Participant next()
    {
        Participant person;
        person.id = text();
        person.name = text();
        person.type = pick() ? PersonType::Teacher : PersonType::Student;
        person.serverId = text();
        if (pick()) person.joinedAt = time();
        person.online = pick();
        person.lastReadMessage = text();
        if (pick()) person.handRaisedAt = time();
        if (pick()) person.reason = LeaveReason(m_random.bounded(5));
        if (pick()) person.readSeq = qint64(m_random.generate64() >> 12);
        return person;
    }

private:
    bool pick() { return m_random.bounded(2) == 1; }
    QDateTime time() { return QDateTime::fromMSecsSinceEpoch(m_random.bounded(2'000'000'000)); }

    /// Of characters that a writer of JSON may get wrong.
    QString text()
    {
        static const QStringList kinds{u"민"_s,          u"a"_s,    u"\""_s, u"\\"_s,   u"\n"_s,
                                       u"\t"_s,          u"\x01"_s, u"/"_s,  u"\x7f"_s, u"\u2028"_s,
                                       u"👩‍🏫"_s, u"é"_s,    u"[]"_s, u"\x1f"_s};
        QString made;
        for (int left = m_random.bounded(8); left > 0; --left)
            made += kinds.at(m_random.bounded(int(kinds.size())));
        return made;
    }

    QRandomGenerator m_random;
};

} // namespace

class ParticipantsTextTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void isWhatTheGeneralWayMeans()
    {
        const quint32 seed = QRandomGenerator::global()->generate();
        qInfo() << "seed" << seed;
        People people(seed);
        for (int round = 0; round < 300; ++round) {
            QList<Participant> list;
            for (int i = 0; i < round % 4; ++i)
                list.append(people.next());
            QCOMPARE(QJsonDocument::fromJson(participantsText(list)),
                     QJsonDocument::fromJson(slowText(list)));
            QVERIFY(!QJsonDocument::fromJson(participantsText(list)).isNull());
        }
    }
};

QTEST_APPLESS_MAIN(ParticipantsTextTest)
#include "tst_participantstext.moc"
