// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/transport/DescriptorLine.h"

#include <sys/socket.h>
#include <sys/uio.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>

namespace lectern {

namespace {

constexpr std::size_t kPiecesAWrite = 64;
constexpr int kHow = MSG_DONTWAIT | MSG_NOSIGNAL;

bool isForNow(int error)
{
    return error == EAGAIN || error == EWOULDBLOCK || error == EINTR;
}

} // namespace

DescriptorLine::DescriptorLine(int descriptor, QByteArray early, int &open)
    : m_descriptor(descriptor)
    , m_open(open)
    , m_early(std::move(early))
    , m_reads(descriptor, QSocketNotifier::Read)
{
    ++m_open;
    connect(&m_reads, &QSocketNotifier::activated, this, &ByteLine::readable);
}

DescriptorLine::~DescriptorLine()
{
    release();
}

qint64 DescriptorLine::read(char *bytes, qint64 size)
{
    if (!isOpen()) return 0;
    if (!m_early.isEmpty()) {
        const qint64 taken = std::min<qint64>(size, m_early.size());
        std::memcpy(bytes, m_early.constData(), static_cast<std::size_t>(taken));
        m_early = m_early.sliced(taken);
        return taken;
    }
    const ssize_t got = ::recv(m_descriptor, bytes, static_cast<std::size_t>(size), MSG_DONTWAIT);
    if (got > 0) return got;
    if (got == 0 || !isForNow(errno)) end();
    return 0;
}

void DescriptorLine::write(std::span<const QByteArray> pieces)
{
    if (!isOpen() || m_closing) return;
    const qint64 sent = m_waiting.isEmpty() ? send(pieces, 0) : 0;
    if (sent < 0) return fail();
    if (pieces.size() == 1 && sent == pieces.front().size()) return; // as it nearly always is
    keep(pieces, sent);
}

/// Has those pieces wait, but for their first bytes that are sent.
void DescriptorLine::keep(std::span<const QByteArray> pieces, qint64 sent)
{
    for (const QByteArray &piece : pieces) {
        if (m_waiting.isEmpty() && sent >= piece.size()) {
            sent -= piece.size();
            continue;
        }
        if (m_waiting.isEmpty()) {
            m_sentOfFirst = sent;
            m_bytes = -sent;
        }
        m_waiting.append(piece);
        m_bytes += piece.size();
    }
    if (m_waiting.isEmpty()) return;
    if (!m_writes) {
        m_writes = std::make_unique<QSocketNotifier>(m_descriptor, QSocketNotifier::Write);
        connect(m_writes.get(), &QSocketNotifier::activated, this, &DescriptorLine::sendWaiting);
    }
    m_writes->setEnabled(true);
}

qint64 DescriptorLine::send(std::span<const QByteArray> pieces, qsizetype from)
{
    if (pieces.size() == 1) return sendOne(pieces.front(), from);
    qint64 total = 0;
    for (std::size_t next = 0; next < pieces.size();) {
        std::array<iovec, kPiecesAWrite> parts;
        std::size_t count = 0;
        qint64 given = 0;
        for (; count < parts.size() && next < pieces.size(); ++count, ++next) {
            const QByteArray &piece = pieces[next];
            const qsizetype skipped = std::exchange(from, 0);
            parts[count] = {const_cast<char *>(piece.constData()) + skipped,
                            static_cast<std::size_t>(piece.size() - skipped)};
            given += piece.size() - skipped;
        }
        msghdr message{};
        message.msg_iov = parts.data();
        message.msg_iovlen = count;
        const ssize_t sent = ::sendmsg(m_descriptor, &message, kHow);
        if (sent < 0) return isForNow(errno) ? total : -1;
        total += sent;
        if (sent < given) break;
    }
    return total;
}

/// The most usual case by far, and the kernel has less to look at.
qint64 DescriptorLine::sendOne(const QByteArray &piece, qsizetype from)
{
    const ssize_t sent =
        ::send(m_descriptor, piece.constData() + from, static_cast<std::size_t>(piece.size() - from), kHow);
    if (sent >= 0) return sent;
    return isForNow(errno) ? 0 : -1;
}

void DescriptorLine::sendWaiting()
{
    if (!isOpen()) return;
    qint64 sent = send(m_waiting, m_sentOfFirst);
    if (sent < 0) return end();
    m_bytes -= sent;
    sent += m_sentOfFirst;
    qsizetype whole = 0;
    while (whole < m_waiting.size() && sent >= m_waiting.at(whole).size())
        sent -= m_waiting.at(whole++).size();
    m_waiting.remove(0, whole);
    m_sentOfFirst = sent;
    if (m_waiting.isEmpty()) {
        m_waiting = {};
        m_writes->setEnabled(false);
        if (m_closing) finish();
    }
    Q_EMIT written();
}

/// Whoever writes is amid something: they hear of it in the next turn.
void DescriptorLine::fail()
{
    m_waiting = {};
    m_bytes = 0;
    QMetaObject::invokeMethod(this, &DescriptorLine::end, Qt::QueuedConnection);
}

void DescriptorLine::close()
{
    if (std::exchange(m_closing, true) || !m_waiting.isEmpty()) return;
    finish();
}

/// Closing with unread bytes would reset the connection, and take what was sent last with it.
void DescriptorLine::finish()
{
    if (::shutdown(m_descriptor, SHUT_WR) != 0) end();
}

void DescriptorLine::abort()
{
    end();
}

void DescriptorLine::release()
{
    if (m_descriptor < 0) return;
    // First of all: the number may be another's as soon as it is closed.
    m_reads.setEnabled(false);
    if (m_writes) m_writes->setEnabled(false);
    ::close(m_descriptor);
    m_descriptor = -1;
    --m_open;
}

void DescriptorLine::end()
{
    if (!isOpen()) return;
    m_waiting = {};
    m_bytes = 0;
    release();
    Q_EMIT ended();
}

} // namespace lectern
