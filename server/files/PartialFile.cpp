// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/files/PartialFile.h"

#include "server/files/Disk.h"

#include <QtCore/QDir>
#include <QtCore/QFile>
#include <QtCore/QFileInfo>

#include <algorithm>
#include <cerrno>

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

namespace lectern {

using namespace Qt::StringLiterals;

namespace {

constexpr auto kMark = ".mark"_L1;
constexpr int kDigits = 20; ///< always all of them: one write replaces the number before

int openFile(const QString &path)
{
    return ::open(QFile::encodeName(path).constData(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
}

} // namespace

Result<std::unique_ptr<PartialFile>> PartialFile::open(const QString &directory, const QString &id)
{
    const QString path = pathOf(directory, id);
    const int file = openFile(path);
    if (file < 0) return disk::failure("write"_L1, path, errno);
    const int mark = openFile(path + kMark);
    std::unique_ptr<PartialFile> partial(new PartialFile(path, file, mark));
    if (mark < 0) return disk::failure("write"_L1, path + kMark, errno);
    if (::flock(file, LOCK_EX | LOCK_NB) != 0) {
        if (errno == EWOULDBLOCK) return nullptr;
        return disk::failure("lock"_L1, path, errno);
    }
    if (const auto cut = partial->cut(markOf(directory, id)); !cut) return std::unexpected(cut.error());
    return partial;
}

PartialFile::PartialFile(QString path, int file, int mark)
    : m_path(std::move(path))
    , m_file(file)
    , m_mark(mark)
{
}

PartialFile::~PartialFile()
{
    ::close(m_file);
    if (m_mark >= 0) ::close(m_mark);
}

Result<void> PartialFile::cut(qint64 size)
{
    if (::ftruncate(m_file, size) != 0) return disk::failure("write"_L1, m_path, errno);
    const std::lock_guard lock(m_mutex);
    m_written = size;
    return {};
}

qint64 PartialFile::written() const
{
    const std::lock_guard lock(m_mutex);
    return m_written;
}

Result<void> PartialFile::append(const QByteArray &bytes)
{
    qint64 done = 0;
    const qint64 begin = written();
    while (done < bytes.size()) {
        const auto wrote =
            ::pwrite(m_file, bytes.constData() + done, std::size_t(bytes.size() - done), begin + done);
        if (wrote < 0 && errno == EINTR) continue;
        if (wrote < 0) return disk::failure("write"_L1, m_path, errno);
        done += wrote;
    }
    const std::lock_guard lock(m_mutex);
    m_written = begin + done;
    return {};
}

Result<qint64> PartialFile::flush()
{
    const std::lock_guard one(m_flushing);
    const qint64 size = written();
    if (::fdatasync(m_file) != 0) return disk::failure("write"_L1, m_path, errno);
    const QByteArray digits = QByteArray::number(size).rightJustified(kDigits, '0');
    if (::pwrite(m_mark, digits.constData(), kDigits, 0) != kDigits)
        return disk::failure("write"_L1, m_path + kMark, errno);
    return size;
}

QStringList PartialFile::idsIn(const QString &directory)
{
    QStringList ids;
    const auto names = QDir(directory).entryList(QDir::Files);
    for (const QString &name : names) {
        const QString id = name.endsWith(kMark) ? name.chopped(kMark.size()) : name;
        if (!ids.contains(id)) ids.append(id);
    }
    return ids;
}

qint64 PartialFile::markOf(const QString &directory, const QString &id)
{
    const QString path = pathOf(directory, id);
    QFile mark(path + kMark);
    if (!mark.open(QIODevice::ReadOnly)) return 0;
    return std::min(mark.readAll().toLongLong(), QFileInfo(path).size());
}

void PartialFile::remove(const QString &directory, const QString &id)
{
    const QString path = pathOf(directory, id);
    (void)disk::remove(path + kMark);
    (void)disk::remove(path);
}

} // namespace lectern
