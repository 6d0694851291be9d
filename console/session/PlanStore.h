// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "console/models/LessonPlan.h"

#include <QtCore/QThreadPool>
#include <QtCore/QTimer>

#include <expected>

namespace lectern {

/// The teacher's lesson plan and the file that it is kept in. There is always a file, and every change is in it
/// a moment later: nothing has to be saved, and nothing is lost when the program ends.
class PlanStore : public QObject
{
    Q_OBJECT

public:
    /// Goes on with the plan in `path`; where there is none that can be read, with an empty own one.
    explicit PlanStore(const QString &path, QObject *parent = nullptr);
    /// Writes what is not written yet.
    ~PlanStore() override;

    /// Where a plan is kept that the teacher has given no place.
    static QString ownPath();

    LessonPlan *plan() { return &m_plan; }
    QString path() const { return m_path; }
    bool isOwn() const { return m_path == ownPath(); }

    /// Goes on with another plan. Where it can't be read this one stays, and failed() says why.
    bool open(const QString &path);
    /// Keeps the plan there from now on. What is there already is overwritten.
    bool saveAs(const QString &path);
    /// An empty plan without a place of its own. The plan that had none is gone.
    void begin();

    void addText(const QString &text, int row = -1);
    void addFile(const QString &path, int row = -1);
    void addPicture(const QImage &picture, int row = -1);
    void addPng(const QByteArray &png, int row = -1);

Q_SIGNALS:
    void pathChanged();
    /// `text` is for the teacher.
    void failed(const QString &text);

private:
    std::expected<QList<PlanStep>, QString> load() const;
    void take(QList<PlanStep> steps);
    bool write();
    void writeSoon();
    void add(PlanStep step, int row);
    void wantThumbnail(int row);

    LessonPlan m_plan;
    QString m_path;
    QTimer m_writing;
    QThreadPool m_writer; ///< one thread: a plan full of photographs must not hold up a class
};

} // namespace lectern
