// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QByteArray>
#include <QtCore/QDateTime>
#include <QtCore/QString>
#include <QtGui/QImage>

namespace lectern {

/// One thing that a teacher has prepared for a class: a text, or a picture or file with a caption.
struct PlanStep
{
    QString text;        ///< or the caption
    QString fileName;    ///< empty: only a text
    QString contentType; ///< of the file
    QByteArray data;     ///< the file, whole

    QImage thumbnail = {};   ///< null until it is there; not kept
    QDateTime pushedAt = {}; ///< when it last went to the class; not kept

    bool hasFile() const { return !fileName.isEmpty(); }
    bool isPicture() const { return contentType.startsWith(QStringLiteral("image/")); }
    bool isEmpty() const { return !hasFile() && text.trimmed().isEmpty(); }
    /// Whether the same would be pushed.
    bool sameContent(const PlanStep &other) const
    {
        return text == other.text && fileName == other.fileName && contentType == other.contentType &&
               data == other.data;
    }
};

} // namespace lectern
