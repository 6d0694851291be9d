// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/export/EntryName.h"

#include <QtCore/QList>

namespace lectern {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype kLongest = 150; ///< bytes; file systems take 255, and a folder's name comes before it
constexpr qsizetype kEnding = 20;   ///< characters of an ending that are worth keeping

bool isAllowed(char32_t c)
{
    const QChar::Category category = QChar::category(c);
    constexpr char32_t kJoiner = 0x200D;                    // holds emoji together
    constexpr char32_t kHalf = QChar::ReplacementCharacter; // what was half a character
    const bool invisible = c == kHalf || category == QChar::Other_Control ||
                           (category == QChar::Other_Format && c != kJoiner) ||
                           category == QChar::Separator_Line || category == QChar::Separator_Paragraph;
    constexpr QStringView kReserved = u"<>:\"/\\|?*";
    return !invisible && !(c < 0x80 && kReserved.contains(QChar(char16_t(c))));
}

QString textOf(const QList<uint> &characters)
{
    return QString::fromUcs4(reinterpret_cast<const char32_t *>(characters.constData()), characters.size());
}

/// The longest beginning that has at most that many bytes of UTF-8.
QString shortened(const QString &text, qsizetype bytes)
{
    const QList<uint> characters = text.toUcs4();
    qsizetype count = 0;
    for (; count < characters.size(); ++count) {
        const uint c = characters.at(count);
        bytes -= c < 0x80 ? 1 : c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;
        if (bytes < 0) break;
    }
    return textOf(characters.first(count));
}

/// Windows drops blanks and dots at the end.
QString withoutTail(QString text)
{
    while (text.endsWith(u' ') || text.endsWith(u'.'))
        text.chop(1);
    return text;
}

} // namespace

QString safeFileName(const QString &name)
{
    QList<uint> characters = name.normalized(QString::NormalizationForm_C).toUcs4();
    for (uint &c : characters)
        if (!isAllowed(c)) c = U'_';
    const QString clean = withoutTail(textOf(characters).simplified());

    const qsizetype dot = clean.lastIndexOf(u'.');
    const bool hasEnding = dot > 0 && clean.size() - dot <= kEnding;
    const QString ending = hasEnding ? clean.mid(dot) : QString();
    const QString stem = shortened(clean.chopped(ending.size()), kLongest - ending.toUtf8().size());
    return stem.isEmpty() ? u"file"_s + ending : withoutTail(stem + ending);
}

QString fileEntryName(qsizetype number, const QString &name)
{
    return u"files/%1-%2"_s.arg(number, 4, 10, QChar(u'0')).arg(safeFileName(name));
}

} // namespace lectern
