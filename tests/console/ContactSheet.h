// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGui/QImage>

namespace lectern::test {

/// Pictures with a line under each, side by side in one small file.
class ContactSheet
{
public:
    void add(const QString &name, const QImage &picture);

    /// A JPEG of `columns` pictures a row, each so many pixels wide. False when it can't be written.
    bool save(const QString &path, int columns, int width) const;

private:
    struct Shot
    {
        QString name;
        QImage picture;
    };

    QList<Shot> m_shots;
};

} // namespace lectern::test
