// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QStringView>
#include <QtCore/QVarLengthArray>

namespace lectern {

/// Two neighbouring characters of a text, the first in the upper half; 0 in the lower: nothing follows.
using CharacterPair = quint64;
using CharacterPairs = QVarLengthArray<CharacterPair, 256>;

/// One for each character, in their order. Half a surrogate pair is U+FFFD.
CharacterPairs pairsOf(QStringView text);

/// The smallest first, each once.
void sortOut(CharacterPairs &pairs);

} // namespace lectern
