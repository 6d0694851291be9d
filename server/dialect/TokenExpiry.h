// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QDateTime>
#include <QtCore/QObject>
#include <QtCore/QTimer>

namespace lectern {

/// Tells when a token has run out whose bearer is still connected.
class TokenExpiry : public QObject
{
    Q_OBJECT

public:
    TokenExpiry();

    /// In place of an earlier one; an invalid time never comes.
    void expireAt(const QDateTime &time);

Q_SIGNALS:
    /// Never from within expireAt().
    void expired();

private:
    void wait();

    QTimer m_timer;
    QDateTime m_time;
};

} // namespace lectern
