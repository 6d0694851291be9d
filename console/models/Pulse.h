// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/protocol/Types.h"

#include <QtCore/QDateTime>
#include <QtCore/QHash>
#include <QtCore/QList>
#include <QtCore/QObject>

namespace lectern {

/// How the class follows: the latest reaction of each person counts for kLasting; together they are a mood
/// between -1 (all lost) and 1 (all got it). The trend remembers where it dipped, and what was on then.
class Pulse : public QObject
{
    Q_OBJECT

public:
    struct Point
    {
        QDateTime at;
        double mood = 0;
    };
    struct Dip
    {
        QDateTime at;
        double mood = 0;
        QString what; ///< the newest thing that the teacher sent
    };

    static constexpr std::chrono::seconds kLasting{120};
    static constexpr double kDip = -0.2; ///< a mood below it, coming from above, is a dip
    static constexpr int kPointsKept = 720;
    static constexpr int kDipsKept = 50;

    using QObject::QObject;

    void react(const QString &personId, ReactionKind kind, const QDateTime &at);
    void setWhatIsOn(const QString &what) { m_what = what; }
    /// To be called every few seconds: notes the mood, and lets go what has lasted long enough.
    void sample(const QDateTime &now);
    void clear();

    int count(ReactionKind kind) const; ///< of those that count now
    bool isSilent() const { return m_latest.isEmpty() && m_points.isEmpty(); }
    const QList<Point> &points() const { return m_points; }
    const QList<Dip> &dips() const { return m_dips; }

Q_SIGNALS:
    void changed();

private:
    struct Latest
    {
        ReactionKind kind;
        QDateTime at;
    };

    double mood() const;

    QHash<QString, Latest> m_latest;
    QList<Point> m_points;
    QList<Dip> m_dips;
    QString m_what;
};

} // namespace lectern
