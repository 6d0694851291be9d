// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QStringList>

namespace lectern::bench {

/// What is said in a Korean classroom, sentence by sentence; every sentence stands there once. Written for
/// this measurement.
namespace texts {
const QStringList &answers();      ///< of students, a few words
const QStringList &questions();    ///< of students
const QStringList &instructions(); ///< of the teacher
const QStringList &passages();     ///< sentences of notices, reading texts and essays
const QStringList &familyNames();
const QStringList &givenNames();
} // namespace texts

} // namespace lectern::bench
