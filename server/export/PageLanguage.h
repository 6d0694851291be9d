// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QLocale>

namespace lectern {

class HttpHeaders;

/// The words of an exported class in one language.
struct PageLanguage
{
    QString code; ///< "ko", "en"
    QLocale locale;
    QString day;        ///< a date's format
    QString classCode;  ///< of "%1"
    QString host;       ///< of "%1"
    QString from;       ///< "%1" to "%2", or to now where there is no end
    QString unfinished; ///< from "%1"
    QString zone;       ///< of times, "%1"
    QString nothing;
    QString attendance; ///< the names of the archive's other entries
    QString messages;
    QString toTeacher;
    QString toStudents;
    QString toOne; ///< to "%1" alone
    QString somebody;
    QString poll;
    QString result;
    QString votes; ///< "%1" of them
    QString fileMissing;
};

/// Korean where the request would rather have it than English, else English (RFC 9110, section 12.5.4).
const PageLanguage &pageLanguage(const HttpHeaders &request);

} // namespace lectern
