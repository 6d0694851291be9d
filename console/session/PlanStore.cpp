// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/session/PlanStore.h"

#include "common/client/WhenDone.h"
#include "common/protocol/Limits.h"
#include "console/session/ImageDecoder.h"
#include "console/session/PlanFile.h"

#include <QtCore/QDir>
#include <QtCore/QFileInfo>
#include <QtCore/QLocale>
#include <QtCore/QMimeDatabase>
#include <QtCore/QSaveFile>
#include <QtCore/QStandardPaths>

using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace lectern {

namespace {

constexpr QSize kThumbnail(192, 144); ///< pixels; shown at half that on dense screens

std::expected<void, QString> save(const QString &path, const QList<PlanStep> &steps)
{
    QDir().mkpath(QFileInfo(path).absolutePath());
    QSaveFile file(path);
    const auto bytes = PlanFile::write(steps);
    if (file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size() && file.commit()) return {};
    return std::unexpected(PlanStore::tr("“%1” can't be written: %2")
                               .arg(QFileInfo(path).fileName(), file.errorString()));
}

} // namespace

PlanStore::PlanStore(const QString &path, QObject *parent)
    : QObject(parent)
    , m_path(path)
{
    m_writing.setSingleShot(true);
    m_writing.setInterval(500ms);
    m_writer.setMaxThreadCount(1);
    connect(&m_writing, &QTimer::timeout, this, &PlanStore::writeSoon);
    connect(&m_plan, &LessonPlan::edited, &m_writing, qOverload<>(&QTimer::start));
    if (auto steps = load()) {
        take(*std::move(steps));
        return;
    }
    m_path = ownPath();
    // A damaged one is not overwritten: somebody may still mend it.
    QFile::rename(m_path, m_path + u".damaged"_s);
}

PlanStore::~PlanStore()
{
    m_writer.waitForDone();
    if (m_writing.isActive()) write();
}

QString PlanStore::ownPath()
{
    return QStandardPaths::writableLocation(QStandardPaths::AppDataLocation) + u"/plan.lectern"_s;
}

bool PlanStore::open(const QString &path)
{
    if (m_writing.isActive() && !write()) return false;
    const auto before = std::exchange(m_path, path);
    auto steps = load();
    if (!steps) {
        m_path = before;
        Q_EMIT failed(steps.error());
        return false;
    }
    take(*std::move(steps));
    Q_EMIT pathChanged();
    return true;
}

bool PlanStore::saveAs(const QString &path)
{
    if (path != m_path && m_writing.isActive()) write();
    const auto before = std::exchange(m_path, path);
    if (!write()) {
        m_path = before;
        return false;
    }
    Q_EMIT pathChanged();
    return true;
}

void PlanStore::begin()
{
    if (m_writing.isActive()) write();
    m_path = ownPath();
    m_plan.setSteps({});
    write();
    Q_EMIT pathChanged();
}

void PlanStore::addText(const QString &text, int row)
{
    add({.text = text, .fileName = {}, .contentType = {}, .data = {}}, row);
}

void PlanStore::addFile(const QString &path, int row)
{
    QFile file(path);
    const auto name = QFileInfo(path).fileName();
    const auto most = Limits().file;
    if (!file.open(QIODevice::ReadOnly)) {
        Q_EMIT failed(tr("“%1” can't be read: %2").arg(name, file.errorString()));
    } else if (file.size() > most) {
        Q_EMIT failed(tr("“%1” is too large: at most %2 can be sent.")
                          .arg(name, QLocale().formattedDataSize(most)));
    } else {
        const auto type = QMimeDatabase().mimeTypeForFileNameAndData(name, &file).name();
        file.seek(0);
        add({.text = {}, .fileName = name, .contentType = type, .data = file.readAll()}, row);
    }
}

void PlanStore::addPicture(const QImage &picture, int row)
{
    whenDone(imagedecoder::encodePng(picture), this, [this, row](const QByteArray &png) { addPng(png, row); });
}

void PlanStore::addPng(const QByteArray &png, int row)
{
    const auto name = u"picture-%1.png"_s.arg(QDateTime::currentDateTime().toString(u"yyyyMMdd-HHmmss"));
    add({.text = {}, .fileName = name, .contentType = u"image/png"_s, .data = png}, row);
}

void PlanStore::add(PlanStep step, int row)
{
    if (step.isEmpty()) return;
    wantThumbnail(m_plan.insert(std::move(step), row));
}

std::expected<QList<PlanStep>, QString> PlanStore::load() const
{
    QFile file(m_path);
    if (!file.open(QIODevice::ReadOnly))
        return std::unexpected(
            tr("“%1” can't be read: %2").arg(QFileInfo(m_path).fileName(), file.errorString()));
    return PlanFile::read(file.readAll());
}

void PlanStore::take(QList<PlanStep> steps)
{
    m_plan.setSteps(std::move(steps));
    for (int row = 0; row < m_plan.rowCount(); ++row)
        wantThumbnail(row);
}

bool PlanStore::write()
{
    m_writing.stop();
    m_writer.waitForDone();
    const auto saved = save(m_path, m_plan.steps());
    if (!saved) Q_EMIT failed(saved.error());
    return saved.has_value();
}

void PlanStore::writeSoon()
{
    m_writer.start([this, path = m_path, steps = m_plan.steps()] {
        const auto saved = save(path, steps);
        if (saved) return;
        QMetaObject::invokeMethod(
            this, [this, text = saved.error()] { Q_EMIT failed(text); }, Qt::QueuedConnection);
    });
}

void PlanStore::wantThumbnail(int row)
{
    const auto *step = m_plan.stepAt(row);
    if (!step->isPicture()) return;
    const QPersistentModelIndex place(m_plan.index(row));
    whenDone(imagedecoder::decode(step->data, kThumbnail), this, [this, place](const QImage &thumbnail) {
        if (place.isValid()) m_plan.setThumbnail(place.row(), thumbnail);
    });
}

} // namespace lectern
