// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QObject>
#include <QtCore/QUrl>

namespace lectern {

/// A teacher whose server runs on the same computer reaches it as localhost; students can't. Looks for the
/// address under which this computer's network reaches the same port.
class JoinAddress : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    /// Looks only when `joinUrl` is a loopback address; keeps silent where no other address answers.
    void lookFor(const QUrl &joinUrl);

Q_SIGNALS:
    void found(const QUrl &joinUrl);

private:
    bool m_found = false;
};

} // namespace lectern
