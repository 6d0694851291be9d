// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "console/models/PlanStep.h"

#include <QtCore/QAbstractListModel>

#include <optional>

namespace lectern {

/// What a teacher has prepared, in the order in which it is meant to be pushed. Knows which step is next: the
/// one behind the last that was pushed.
class LessonPlan : public QAbstractListModel
{
    Q_OBJECT

public:
    enum Role {
        FileNameRole = Qt::UserRole, ///< empty for a text
        ThumbnailRole,               ///< QImage, null until it is there
        PushedAtRole,                ///< QDateTime, invalid before
        NextRole,                    ///< bool: it is what pushing in order takes
    };

    using QAbstractListModel::QAbstractListModel;

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;

    const QList<PlanStep> &steps() const { return m_steps; }
    /// Null for a row that is not there. Good until the plan changes.
    const PlanStep *stepAt(int row) const;
    /// Another plan: nothing of it is pushed yet.
    void setSteps(QList<PlanStep> steps);
    /// Behind the row before `row`; -1: at the end. Returns where it is.
    int insert(PlanStep step, int row = -1);
    void setText(int row, const QString &text);
    void setThumbnail(int row, const QImage &thumbnail);
    void moveStep(int from, int to);
    void remove(int row);
    /// Puts back what was removed last, where it was; returns its row, -1 when there is nothing.
    int restore();
    bool canRestore() const { return m_removed.has_value(); }

    /// The row that pushing in order takes now; -1 at the end of the plan.
    int next() const { return m_next < rowCount() ? m_next : -1; }
    void setNext(int row);
    void setPushed(int row, const QDateTime &at);
    /// For another class: nothing was pushed, the first step is next.
    void rewind();

Q_SIGNALS:
    /// What is kept of the plan has changed.
    void edited();
    void nextChanged();

private:
    struct Removed
    {
        PlanStep step;
        int row = 0;
    };

    void tell(int row, const QList<int> &roles);

    QList<PlanStep> m_steps;
    std::optional<Removed> m_removed;
    int m_next = 0;
};

} // namespace lectern
