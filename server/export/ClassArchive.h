// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/protocol/Problem.h"
#include "server/export/ClassPage.h"

#include <QtCore/QTemporaryFile>

#include <functional>
#include <memory>

class QIODevice;

namespace lectern {

/// What an export of a class holds beside its messages and files.
struct ClassOutline
{
    RoomInfo room;
    PageLanguage language;
    QTimeZone zone;
    QHash<QString, QString> names; ///< of people by their id
    QByteArray attendance;         ///< as CSV
};

/// A class as one zip:
///   class.html       the class as a page, with the pictures
///   messages.json    the messages as REST gives them; an attachment's `url` is its entry in this zip, or
///   empty attendance.csv files/0001-…     each attached file once, in the order of the messages
/// All of it is in files without a name, which are gone with this object, or with the process. Memory grows
/// with the number of files only, not with what they or the messages hold. Blocks: for a worker thread, one
/// call at a time.
class ClassArchive
{
public:
    /// Opens the bytes of a file by their SHA-256; null when they are not there. Called on the worker thread.
    using OpenFile = std::function<std::unique_ptr<QIODevice>(const QString &sha256)>;

    /// `directory`: where there is room for the files without a name.
    ClassArchive(ClassOutline outline, QString directory, OpenFile openFile);

    /// The next messages in the order of their numbers.
    Result<void> add(const QList<Message> &messages);

    struct Zip
    {
        std::shared_ptr<QFile> file; ///< open for reading, rewound
        qint64 size = 0;             ///< bytes
    };
    /// The whole. `storage_unavailable` when it does not fit onto the disk and leave some room there.
    Result<Zip> finish();

private:
    struct AttachedFile
    {
        QString entry;
        QString sha256;
        QString contentType;
        qint64 size = 0; ///< bytes
        QDateTime sentAt;
    };

    Result<void> begin();
    Result<void> append(QTemporaryFile &part, const QByteArray &bytes);
    /// The entry of the message's file; empty when there is none or its bytes are gone.
    QString fileOf(const Message &message);
    Result<void> checkSpace() const;
    Result<void> addFiles(class ZipWriter &zip);

    ClassOutline m_outline;
    QString m_directory;
    OpenFile m_openFile;
    ClassPage m_page;
    QTemporaryFile m_html;
    QTemporaryFile m_json;
    bool m_begun = false;
    bool m_first = true; ///< no message is in m_json yet
    QList<AttachedFile> m_files;
    QHash<QString, QString> m_entries; ///< of the files by their id
};

} // namespace lectern
