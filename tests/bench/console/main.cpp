// SPDX-License-Identifier: GPL-3.0-or-later
// The class page with a thousand people in it, painted as in a window: how long a turn of its event loop
// takes while 50 join and 20 write a second, and what it keeps of 100,000 messages and 20,000 joins.
#include "School.h"
#include "Turns.h"

#include "console/app/Language.h"
#include "console/pages/ClassPage.h"
#include "console/session/PlanStore.h"
#include "console/style/Theme.h"

#include <QtCore/QEventLoop>
#include <QtCore/QFile>
#include <QtCore/QTemporaryDir>
#include <QtCore/QThread>
#include <QtTest/QTest>
#include <QtWidgets/QApplication>

#include <malloc.h>

#include <cstdio>

using namespace lectern;
using namespace lectern::bench;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace {

constexpr double kTurnLimit = 16;    ///< milliseconds: a frame of a screen
constexpr double kMemoryLimit = 1.2; ///< times that after a tenth
constexpr int kPatience = 600'000;   ///< milliseconds

/// Of this process, in MiB, once freed memory has been given back.
double residentMemory()
{
    malloc_trim(0);
    QFile status(u"/proc/self/status"_s);
    if (!status.open(QIODevice::ReadOnly)) return 0;
    for (const auto &line : status.readAll().split('\n')) {
        if (line.startsWith("VmRSS:")) return line.simplified().split(' ').value(1).toDouble() / 1024;
    }
    return 0;
}

/// Tells the turns of each event.
class WatchedApplication : public QApplication
{
public:
    using QApplication::QApplication;

    bool notify(QObject *receiver, QEvent *event) override
    {
        if (turns && QThread::currentThread() == thread()) turns->begin();
        return QApplication::notify(receiver, event);
    }

    Turns *turns = nullptr;
};

/// Lets a real event loop run, as the program does; QTest::qWait() only looks in now and then.
void spend(std::chrono::milliseconds time)
{
    QEventLoop loop;
    QTimer::singleShot(time, &loop, &QEventLoop::quit);
    loop.exec();
}

struct Figures
{
    double p50 = 0;
    double p99 = 0;
    double worst = 0;
    std::size_t turns = 0;
    double afterTenth = 0;
    double afterAll = 0;

    bool areGood() const { return turns > 0 && p99 < kTurnLimit && afterAll <= kMemoryLimit * afterTenth; }
};

Figures measure(School &school, ClassPage &page, ClassSession &session, int seconds)
{
    Figures figures;
    const auto inSchool = [&school](auto work) { QMetaObject::invokeMethod(&school, work); };
    inSchool([&school] { school.welcome(); });
    (void)QTest::qWaitFor([&] { return session.participants()->studentsOnline() == School::kPeople; });
    spend(1s);

    Turns turns;
    static_cast<WatchedApplication *>(qApp)->turns = &turns;
    inSchool([&school] { school.live(true); });
    spend(2s);
    turns.forget();
    spend(std::chrono::seconds(seconds));
    static_cast<WatchedApplication *>(qApp)->turns = nullptr;
    inSchool([&school] { school.live(false); });
    figures.p50 = turns.quantile(0.5);
    figures.p99 = turns.quantile(0.99);
    figures.worst = turns.quantile(1);
    figures.turns = turns.count();

    const auto pour = [&](int messages, int joins) {
        // In portions, so that neither side holds what the other has not taken yet.
        for (int done = 0; done < messages; done += 500) {
            const auto upTo = school.said + 500;
            inSchool([&school, joins, messages] { school.pour(500, joins * 500 / messages); });
            (void)QTest::qWaitFor(
                [&] {
                    const auto *last = session.timeline()->entryAt(session.timeline()->rowCount() - 1);
                    return last && last->seq >= upTo;
                },
                kPatience);
        }
        page.repaint();
        QTest::qWait(500);
    };
    pour(10'000, 2'000);
    figures.afterTenth = residentMemory();
    pour(90'000, 18'000);
    figures.afterAll = residentMemory();
    return figures;
}

} // namespace

int main(int argc, char *argv[])
{
    if (qEnvironmentVariableIsEmpty("QT_QPA_PLATFORM")) qputenv("QT_QPA_PLATFORM", "offscreen");
    QTemporaryDir settings;
    QSettings::setPath(QSettings::NativeFormat, QSettings::UserScope, settings.path());
    WatchedApplication app(argc, argv);
    const auto seconds = app.arguments().value(1, u"20"_s).toInt();
    Preferences preferences;
    Language language;
    language.use(u"ko"_s);
    theme::apply(app, Preferences::Appearance::Light);

    QThread thread;
    QObject yard;
    yard.moveToThread(&thread);
    thread.start();
    // Made in its thread, where its sockets are to live.
    const auto there = [&yard](auto work) {
        QMetaObject::invokeMethod(&yard, work, Qt::BlockingQueuedConnection);
    };
    std::unique_ptr<School> school;
    there([&school] { school = std::make_unique<School>(); });
    Figures figures;
    {
        ApiClient api(school->url());
        api.setToken(u"token"_s);
        api::Room room;
        room.id = u"FTYXPM"_s;
        room.host.id = School::kTeacher;
        ClassSession session(api, room, room.host.id);
        PlanStore plan(settings.filePath(u"plan"_s));
        ClassPage page(preferences, plan);
        page.resize(1280, 860);
        page.setSession(&session);
        page.show();
        session.open();
        const auto isOpen = [&] {
            bool here = false;
            there([&] { here = school->isHere(); });
            return here;
        };
        if (!QTest::qWaitFor(isOpen, kPatience)) return 1;
        figures = measure(*school, page, session, seconds);
        page.setSession(nullptr);
    }
    there([&school] { school.reset(); });
    thread.quit();
    thread.wait();

    std::printf("event loop, %d people, 50 join and 20 write a second, %zu turns:\n"
                "  p50 %.2f ms, p99 %.2f ms (limit %.0f), longest %.2f ms\n"
                "memory: %.1f MiB after 10,000 messages and 2,000 joins,\n"
                "        %.1f MiB after 100,000 and 20,000: %+.1f %% (limit +%.0f %%)\n",
                School::kPeople, figures.turns, figures.p50, figures.p99, kTurnLimit, figures.worst,
                figures.afterTenth, figures.afterAll, 100 * (figures.afterAll / figures.afterTenth - 1),
                100 * (kMemoryLimit - 1));
    return figures.areGood() ? 0 : 1;
}
