// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/export/PageLanguage.h"

#include "server/transport/Preferences.h"

namespace lectern {

using namespace Qt::StringLiterals;

namespace {

const PageLanguage &korean()
{
    static const PageLanguage language{
        .code = u"ko"_s,
        .locale = QLocale(QLocale::Korean, QLocale::SouthKorea),
        .day = u"yyyy년 M월 d일 dddd"_s,
        .classCode = u"수업 코드 %1"_s,
        .host = u"만든 사람 %1"_s,
        .from = u"%1부터 %2까지"_s,
        .unfinished = u"%1부터"_s,
        .zone = u"시각은 %1 기준"_s,
        .nothing = u"남아 있는 메시지가 없습니다."_s,
        .attendance = u"출석부 (CSV)"_s,
        .messages = u"메시지 원본 (JSON)"_s,
        .toTeacher = u"선생님께"_s,
        .toStudents = u"학생들에게"_s,
        .toOne = u"%1에게만"_s,
        .somebody = u"한 사람"_s,
        .poll = u"설문"_s,
        .result = u"설문 결과"_s,
        .votes = u"%1명 참여"_s,
        .fileMissing = u"서버에 파일이 남아 있지 않습니다"_s,
    };
    return language;
}

const PageLanguage &english()
{
    static const PageLanguage language{
        .code = u"en"_s,
        .locale = QLocale(QLocale::English, QLocale::UnitedStates),
        .day = u"dddd, MMMM d, yyyy"_s,
        .classCode = u"Class code %1"_s,
        .host = u"Made by %1"_s,
        .from = u"%1 to %2"_s,
        .unfinished = u"Since %1"_s,
        .zone = u"Times are in %1"_s,
        .nothing = u"No message is left."_s,
        .attendance = u"Attendance (CSV)"_s,
        .messages = u"Messages as data (JSON)"_s,
        .toTeacher = u"to the teacher"_s,
        .toStudents = u"to the students"_s,
        .toOne = u"only to %1"_s,
        .somebody = u"one person"_s,
        .poll = u"Poll"_s,
        .result = u"Result of the poll"_s,
        .votes = u"%1 voted"_s,
        .fileMissing = u"the server no longer has this file"_s,
    };
    return language;
}

} // namespace

const PageLanguage &pageLanguage(const HttpHeaders &request)
{
    const PageLanguage *best = &english();
    double most = 0;
    for (const auto &[name, quality] : preferences(request, "Accept-Language")) {
        const QByteArray primary = name.split('-').first();
        if (quality <= most || (primary != "ko" && primary != "en")) continue;
        best = primary == "ko" ? &korean() : &english();
        most = quality;
    }
    return *best;
}

} // namespace lectern
