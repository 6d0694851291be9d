// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/protocol/Problem.h"

#include <QtCore/QString>

namespace lectern {

/// Where bytes arrive, on the file system of the FileStore so that taking them in is a rename.
class Inbox
{
public:
    explicit Inbox(QString directory);

    /// Makes the folders and clears away what a server that died was receiving; uploads that can be resumed
    /// stay. The detail says which folder and why not.
    Result<void> open();

    /// For what arrives in one request, and for what is made of it on its way into the store.
    QString incoming() const { return m_directory + QStringLiteral("/incoming"); }

    /// For uploads that can be resumed.
    QString partial() const { return m_directory + QStringLiteral("/partial"); }

private:
    QString m_directory;
};

} // namespace lectern
