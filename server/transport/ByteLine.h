// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QByteArray>
#include <QtCore/QObject>

#include <span>

namespace lectern {

/// The bytes of one connection, both ways, whatever carries them.
class ByteLine : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    /// Up to `size` bytes of what has come; 0 if nothing has.
    virtual qint64 read(char *bytes, qint64 size) = 0;

    /// Sends the pieces one after the other. What the kernel does not take now waits here.
    virtual void write(std::span<const QByteArray> pieces) = 0;

    /// Bytes that wait to be sent, over every queue in this process.
    virtual qint64 bytesWaiting() const = 0;

    virtual bool isOpen() const = 0;

    /// Sends what waits, then ends the line: ended() comes at the latest when the peer has ended it, too.
    /// What still comes may be read and is nobody's.
    virtual void close() = 0;

    /// Ends it at once: ended() comes from within this call.
    virtual void abort() = 0;

Q_SIGNALS:
    /// Something has come, or the peer has gone.
    void readable();
    /// Some of what waited has gone to the kernel; never from within write().
    void written();
    /// Once, however it came; never from within write().
    void ended();
};

} // namespace lectern
