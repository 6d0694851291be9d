// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QList>
#include <QtCore/QUrl>

namespace lectern {

/// An address of the web that stands in a text.
struct TextLink
{
    qsizetype start = 0;
    qsizetype length = 0;
    QUrl url;
};

/// http and https only: nothing that a person writes may start a program. Punctuation behind an address does
/// not belong to it.
QList<TextLink> linksIn(const QString &text);

} // namespace lectern
