// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/transport/ByteLine.h"

#include <QtCore/QSocketNotifier>

#include <memory>

namespace lectern {

/// A line over a connected stream socket, without buffers of its own while nothing waits: the pieces that are
/// written are those that the kernel reads, and what comes is read where it is wanted.
class DescriptorLine final : public ByteLine
{
    Q_OBJECT

public:
    /// Takes the descriptor over. `early`: what was read from it before. `open` counts this line until it
    /// ends.
    DescriptorLine(int descriptor, QByteArray early, int &open);
    ~DescriptorLine() override;

    qint64 read(char *bytes, qint64 size) override;
    void write(std::span<const QByteArray> pieces) override;
    qint64 bytesWaiting() const override { return m_bytes; }
    bool isOpen() const override { return m_descriptor >= 0; }
    void close() override;
    void abort() override;

private:
    /// Gives the kernel of these pieces, from that byte of the first on, what it takes; the bytes that it
    /// took.
    qint64 send(std::span<const QByteArray> pieces, qsizetype from);
    void keep(std::span<const QByteArray> pieces, qint64 sent);
    qint64 sendOne(const QByteArray &piece, qsizetype from);
    void sendWaiting();
    void finish();
    void fail();
    void release();
    void end();

    // What each write looks at comes first, and shares a line of the cache.
    int m_descriptor;
    bool m_closing = false;
    QList<QByteArray> m_waiting;
    qint64 m_bytes = 0;          ///< of m_waiting that have not gone
    qsizetype m_sentOfFirst = 0; ///< bytes of the first of them that have

    int &m_open;
    QByteArray m_early;
    QSocketNotifier m_reads;
    std::unique_ptr<QSocketNotifier> m_writes; ///< since something had to wait for the first time
};

} // namespace lectern
