// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QTranslator>

namespace lectern {

/// The language of the console's texts. A change reaches open windows as QEvent::LanguageChange.
class Language
{
public:
    /// "ko" or "en"; anything else, empty too: the system's where it is one of them, else English.
    void use(const QString &wanted);
    QString current() const { return m_current; }

private:
    QTranslator m_texts;
    QTranslator m_qtTexts;
    QString m_current;
};

} // namespace lectern
