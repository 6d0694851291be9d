// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QByteArrayView>
#include <QtCore/QFile>

#include <sys/mman.h>
#include <unistd.h>

namespace lectern::fuzz {

/// A file that is in memory alone, for what reads files by their names.
class MemoryFile
{
public:
    explicit MemoryFile(QByteArrayView bytes = {})
        : m_descriptor(::memfd_create("fuzz", MFD_CLOEXEC))
    {
        QFile file;
        if (!file.open(m_descriptor, QIODevice::WriteOnly) ||
            file.write(bytes.data(), bytes.size()) != bytes.size())
            qFatal("no memory for a file");
    }
    ~MemoryFile() { ::close(m_descriptor); }
    Q_DISABLE_COPY_MOVE(MemoryFile)

    QString path() const { return QStringLiteral("/proc/self/fd/%1").arg(m_descriptor); }

    QByteArray bytes() const
    {
        QFile file(path());
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }

private:
    int m_descriptor;
};

} // namespace lectern::fuzz
