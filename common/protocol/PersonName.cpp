// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/protocol/PersonName.h"

namespace lectern {

using namespace Qt::StringLiterals;

namespace {

constexpr char32_t kZeroWidthNonJoiner = 0x200C;
constexpr char32_t kZeroWidthJoiner = 0x200D;

bool isInvisible(char32_t c)
{
    switch (QChar::category(c)) {
    case QChar::Other_Control:
    case QChar::Other_Format:
    case QChar::Other_Surrogate:
    case QChar::Other_PrivateUse:
    case QChar::Other_NotAssigned:
        return true;
    default:
        break;
    }
    return c == 0x115F || c == 0x1160 || c == 0x3164 ||
           c == 0xFFA0 ||                  // Hangul fillers: letters without a glyph
           c == 0x2800 ||                  // the braille pattern without a dot
           (c >= 0xE0100 && c <= 0xE01EF); // variation selectors of ideographs
}

bool isJoiner(char32_t c)
{
    return c == kZeroWidthJoiner || c == kZeroWidthNonJoiner;
}

bool hasGlyph(char32_t c)
{
    const auto category = QChar::category(c);
    return !isJoiner(c) && category != QChar::Mark_NonSpacing && category != QChar::Mark_Enclosing;
}

} // namespace

qsizetype codePoints(QStringView text)
{
    qsizetype count = text.size();
    for (qsizetype i = 0; i + 1 < text.size(); ++i) {
        if (text[i].isHighSurrogate() && text[i + 1].isLowSurrogate()) {
            --count;
            ++i;
        }
    }
    return count;
}

Result<QString> cleanName(const QString &typed, int limit)
{
    // No name needs more than this; the rest of a hostile megabyte is not worth normalising.
    const auto tooLong = [limit] {
        return problem(ErrorCode::InvalidName, u"name: expected at most %1 characters"_s.arg(limit));
    };
    if (typed.size() > 64 * qsizetype(limit) + 1024) return tooLong();

    QList<uint> kept;
    bool visible = false;
    for (const char32_t c : typed.normalized(QString::NormalizationForm_C).toUcs4()) {
        const bool space = QChar::isSpace(c);
        if (!space && !isJoiner(c) && isInvisible(c)) continue;
        if (space) {
            if (!kept.isEmpty() && kept.last() != U' ') kept.append(U' ');
            continue;
        }
        kept.append(c);
        visible = visible || hasGlyph(c);
    }
    while (!kept.isEmpty() && (kept.last() == U' ' || isJoiner(kept.last())))
        kept.removeLast();

    if (!visible) return problem(ErrorCode::InvalidName, u"name: expected at least one visible character"_s);
    // Again: what stood apart with something invisible in between may be one character now.
    QString name = QString::fromUcs4(reinterpret_cast<const char32_t *>(kept.constData()), kept.size())
                       .normalized(QString::NormalizationForm_C);
    if (codePoints(name) > limit) return tooLong();
    return name;
}

} // namespace lectern
