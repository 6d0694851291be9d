// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/app/Language.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QLibraryInfo>
#include <QtCore/QLocale>

using namespace Qt::StringLiterals;

namespace lectern {

void Language::use(const QString &wanted)
{
    const auto system = QLocale::system().language() == QLocale::Korean ? u"ko"_s : u"en"_s;
    const auto next = wanted == "ko"_L1 || wanted == "en"_L1 ? wanted : system;
    if (next == m_current) return;
    m_current = next;

    QCoreApplication::removeTranslator(&m_texts);
    QCoreApplication::removeTranslator(&m_qtTexts);
    QLocale::setDefault(QLocale(next));
    // Qt's own few words: the buttons of dialogs.
    if (m_qtTexts.load(u"qtbase_"_s + next, QLibraryInfo::path(QLibraryInfo::TranslationsPath))) {
        QCoreApplication::installTranslator(&m_qtTexts);
    }
    if (m_texts.load(u":/i18n/lectern_"_s + next + u".qm"_s)) QCoreApplication::installTranslator(&m_texts);
}

} // namespace lectern
