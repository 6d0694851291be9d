// SPDX-License-Identifier: GPL-3.0-or-later
// lectern-bench-wire [FOLDER]: what compression saves and costs on a class's day, and on the page in FOLDER.
#include "ClassDay.h"

#include "common/protocol/Codec.h"
#include "common/protocol/Deflate.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QDirIterator>
#include <QtCore/QFile>
#include <QtCore/QJsonArray>
#include <QtCore/QJsonDocument>

#include <algorithm>
#include <cstdio>
#include <ctime>

using namespace lectern;
using namespace lectern::bench;
using namespace Qt::StringLiterals;

namespace {

using Compress = QByteArray (*)(QByteArrayView, int);

double cpuMicroseconds()
{
    timespec now{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return double(now.tv_sec) * 1e6 + double(now.tv_nsec) / 1e3;
}

/// CPU time of one call, the best of several: others on the machine make it only longer.
template <typename Work> double cost(Work work)
{
    double best = 1e12;
    for (int round = 0; round < 7; ++round) {
        int calls = 0;
        const double begin = cpuMicroseconds();
        double used = 0;
        do {
            work();
            ++calls;
            used = cpuMicroseconds() - begin;
        } while (used < 20'000);
        best = std::min(best, used / calls);
    }
    return best;
}

qint64 bytesOf(const QList<QByteArray> &texts)
{
    qint64 sum = 0;
    for (const QByteArray &text : texts)
        sum += text.size();
    return sum;
}

/// A line for each level: what is left of the texts, each by itself, and the CPU time of one.
void table(const char *what, const QList<QByteArray> &texts, Compress compress)
{
    const qint64 plain = bytesOf(texts);
    std::printf("\n%s: %lld, %.1f KiB each\n", what, (long long)texts.size(),
                double(plain) / 1024 / double(texts.size()));
    for (const int level : {1, 2, 3, 4, 5, 6, 9}) {
        qint64 left = 0;
        for (const QByteArray &text : texts)
            left += compress(text, level).size();
        const double micro = cost([&] {
            for (const QByteArray &text : texts)
                compress(text, level);
        });
        std::printf("  level %d   %5.1f %%   %9.1f us each   %7.1f MB/s\n", level,
                    100.0 * double(left) / double(plain), micro / double(texts.size()),
                    double(plain) / micro);
    }
}

void inflating(const QList<QByteArray> &texts)
{
    QList<QByteArray> small;
    for (const QByteArray &text : texts)
        small += deflated(text, 6);
    const double micro = cost([&] {
        for (const QByteArray &bytes : small)
            (void)inflated(bytes, 64 << 20);
    });
    std::printf("  inflating %19.1f us each\n", micro / double(texts.size()));
}

/// What the text itself costs, to compare with.
template <typename Write> void writing(Write write)
{
    std::printf("  writing it as JSON %11.1f us each\n", cost(write));
}

void thresholds(const QList<QByteArray> &frames)
{
    const qint64 plain = bytesOf(frames);
    std::printf("\na day's frames: %lld, %.0f KiB\n", (long long)frames.size(), double(plain) / 1024);
    for (const qsizetype from : {0, 256, 512, 1'024, 2'048}) {
        qint64 left = 0;
        qint64 count = 0;
        for (const QByteArray &frame : frames) {
            const bool large = frame.size() > from;
            count += large;
            left += large ? std::min(frame.size(), deflated(frame, 1).size()) : frame.size();
        }
        std::printf("  over %4lld bytes: %4lld frames, %5.1f %% of the bytes are left\n", (long long)from,
                    (long long)count, 100.0 * double(left) / double(plain));
    }
}

QByteArray historyOf(const QList<Message> &messages, qsizetype count)
{
    QByteArrayList list;
    for (const Message &message : messages.last(std::min(count, messages.size())))
        list += encode(message);
    return '[' + list.join(',') + ']';
}

QList<QByteArray> assetsIn(const QString &folder)
{
    QList<QByteArray> texts;
    QDirIterator files(folder, {u"*.html"_s, u"*.js"_s, u"*.css"_s, u"*.svg"_s}, QDir::Files,
                       QDirIterator::Subdirectories);
    while (files.hasNext()) {
        QFile file(files.next());
        if (file.open(QIODevice::ReadOnly) && file.size() > 1024) texts += file.readAll();
    }
    return texts;
}

} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    ClassDay day;
    QList<QByteArray> frames;
    QList<QByteArray> large;
    for (const Message &message : day.messages())
        frames += encode(message);
    std::ranges::copy_if(frames, std::back_inserter(large),
                         [](const auto &frame) { return frame.size() > 1024; });

    thresholds(frames);
    table("frames over 1 KiB, deflate", large, deflated);
    inflating(large);
    for (const int people : {30, 1'000}) {
        const Message welcome = day.welcome(people);
        table(people == 30 ? "welcome among 30, deflate" : "welcome among 1,000, deflate", {encode(welcome)},
              deflated);
        inflating({encode(welcome)});
        writing([&] { (void)encode(welcome); });
    }
    table("history of 50, gzip", {historyOf(day.messages(), 50)}, gzipped);
    writing([&] { historyOf(day.messages(), 50); });
    table("history of 1,000, gzip", {historyOf(day.messages(), 1'000)}, gzipped);
    writing([&] { historyOf(day.messages(), 1'000); });
    if (const auto arguments = QCoreApplication::arguments(); arguments.size() > 1) {
        const QList<QByteArray> assets = assetsIn(arguments.at(1));
        if (!assets.isEmpty()) table("files of the page over 1 KiB, gzip", assets, gzipped);
    }
    return 0;
}
