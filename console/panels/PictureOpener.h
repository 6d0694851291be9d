// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "console/session/ClassSession.h"

#include <QtCore/QPointer>

namespace lectern {

class ImageViewer;

/// Fetches the picture of a message and shows it in the viewer; whoever asks for another one meanwhile gets
/// that one.
class PictureOpener : public QObject
{
    Q_OBJECT

public:
    /// `viewer` outlives it.
    explicit PictureOpener(ImageViewer *viewer, QObject *parent = nullptr);

    void setSession(ClassSession *session);
    /// `key` is that of an entry whose picture is ready.
    void open(const QString &key);
    QString current() const { return m_key; } ///< key of the entry last opened

private:
    void decode(const QByteArray &bytes);

    QPointer<ClassSession> m_session;
    ImageViewer *m_viewer;
    QString m_key;
};

} // namespace lectern
