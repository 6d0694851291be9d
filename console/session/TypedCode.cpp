// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/session/TypedCode.h"

#include "common/protocol/RoomCode.h"

#include <QtCore/QStringList>

using namespace Qt::StringLiterals;

namespace lectern::typedcode {

namespace {

// The keys of the two-set keyboard: of the initials, vowels and finals in the order in which Unicode makes
// syllables of them, and of the consonants in that of the letters that stand alone.
const QStringList &initials()
{
    static const auto keys = u"r R s e E f a q Q t T d w W c z x v g"_s.split(u' ');
    return keys;
}

const QStringList &vowels()
{
    static const auto keys = u"k o i O j p u P h hk ho hl y n nj np nl b m ml l"_s.split(u' ');
    return keys;
}

const QStringList &finals()
{
    static const auto keys =
        u" r R rt s sw sg e f fr fa fq ft fx fv fg a q qt t T d w c z x v g"_s.split(u' ');
    return keys;
}

const QStringList &consonants()
{
    static const auto keys =
        u"r R rt s sw sg e E f fr fa fq ft fx fv fg a q Q qt t T d w W c z x v g"_s.split(u' ');
    return keys;
}

QString keysOf(QChar letter)
{
    constexpr char16_t kFirstSyllable = 0xAC00;
    constexpr char16_t kLastSyllable = 0xD7A3;
    constexpr char16_t kFirstConsonant = 0x3131;
    constexpr char16_t kFirstVowel = 0x314F;
    constexpr char16_t kLastVowel = 0x3163;
    const auto code = letter.unicode();
    if (code >= kFirstSyllable && code <= kLastSyllable) {
        const auto index = code - kFirstSyllable;
        const auto perInitial = vowels().size() * finals().size();
        return initials().at(index / perInitial) + vowels().at(index % perInitial / finals().size()) +
               finals().at(index % finals().size());
    }
    if (code >= kFirstConsonant && code < kFirstVowel) return consonants().at(code - kFirstConsonant);
    if (code >= kFirstVowel && code <= kLastVowel) return vowels().at(code - kFirstVowel);
    return letter;
}

} // namespace

QString read(const QString &typed)
{
    QString keys;
    for (const auto letter : typed.normalized(QString::NormalizationForm_C))
        keys += keysOf(letter);
    // Only now: before, it would take letters that stand alone for parts of syllables.
    return roomcode::normalized(keys.normalized(QString::NormalizationForm_KC));
}

} // namespace lectern::typedcode
