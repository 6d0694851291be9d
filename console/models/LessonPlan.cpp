// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/models/LessonPlan.h"

#include <QtCore/QLocale>

using namespace Qt::StringLiterals;

namespace lectern {

int LessonPlan::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_steps.size());
}

QVariant LessonPlan::data(const QModelIndex &index, int role) const
{
    const auto *step = index.isValid() ? stepAt(index.row()) : nullptr;
    if (!step) return {};
    switch (role) {
    case Qt::DisplayRole:
        return step->text.isEmpty() ? step->fileName : step->text;
    case Qt::ToolTipRole:
        return step->text;
    case Qt::AccessibleDescriptionRole:
        if (step->pushedAt.isValid())
            return tr("Pushed at %1")
                .arg(QLocale().toString(step->pushedAt.toLocalTime().time(), QLocale::ShortFormat));
        return index.row() == m_next ? tr("Next") : QString();
    case FileNameRole:
        return step->fileName;
    case ThumbnailRole:
        return step->thumbnail;
    case PushedAtRole:
        return step->pushedAt;
    case NextRole:
        return index.row() == m_next;
    default:
        return {};
    }
}

const PlanStep *LessonPlan::stepAt(int row) const
{
    return row >= 0 && row < m_steps.size() ? &m_steps.at(row) : nullptr;
}

void LessonPlan::setSteps(QList<PlanStep> steps)
{
    beginResetModel();
    m_steps = std::move(steps);
    m_removed.reset();
    m_next = 0;
    endResetModel();
    Q_EMIT nextChanged();
}

int LessonPlan::insert(PlanStep step, int row)
{
    const int place = row < 0 ? rowCount() : std::min(row, rowCount());
    beginInsertRows({}, place, place);
    m_steps.insert(place, std::move(step));
    // What comes in before the next step does not become the next one: the teacher is past it.
    if (place < m_next) ++m_next;
    endInsertRows();
    Q_EMIT edited();
    Q_EMIT nextChanged();
    return place;
}

void LessonPlan::setText(int row, const QString &text)
{
    if (!stepAt(row) || m_steps.at(row).text == text) return;
    m_steps[row].text = text;
    tell(row, {Qt::DisplayRole, Qt::ToolTipRole});
    Q_EMIT edited();
}

void LessonPlan::setThumbnail(int row, const QImage &thumbnail)
{
    if (!stepAt(row)) return;
    m_steps[row].thumbnail = thumbnail;
    tell(row, {ThumbnailRole});
}

void LessonPlan::moveStep(int from, int to)
{
    if (!stepAt(from) || !stepAt(to) || from == to) return;
    // beginMoveRows() names the row before which the moved one goes, counted before the move.
    beginMoveRows({}, from, from, {}, to > from ? to + 1 : to);
    m_steps.move(from, to);
    if (from == m_next)
        m_next = to;
    else if (from < m_next && to >= m_next)
        --m_next;
    else if (from > m_next && to <= m_next)
        ++m_next;
    endMoveRows();
    Q_EMIT edited();
    Q_EMIT nextChanged();
}

void LessonPlan::remove(int row)
{
    if (!stepAt(row)) return;
    beginRemoveRows({}, row, row);
    m_removed = Removed{m_steps.takeAt(row), row};
    if (row < m_next) --m_next;
    endRemoveRows();
    tell(m_next, {NextRole});
    Q_EMIT edited();
    Q_EMIT nextChanged();
}

int LessonPlan::restore()
{
    if (!m_removed) return -1;
    auto removed = *std::exchange(m_removed, std::nullopt);
    return insert(std::move(removed.step), removed.row);
}

void LessonPlan::setNext(int row)
{
    if (row == m_next || row < 0 || row > rowCount()) return;
    const auto before = std::exchange(m_next, row);
    tell(before, {NextRole});
    tell(m_next, {NextRole});
    Q_EMIT nextChanged();
}

void LessonPlan::setPushed(int row, const QDateTime &at)
{
    if (!stepAt(row)) return;
    m_steps[row].pushedAt = at;
    tell(row, {PushedAtRole});
    setNext(row + 1);
}

void LessonPlan::rewind()
{
    for (auto &step : m_steps)
        step.pushedAt = {};
    if (!m_steps.isEmpty()) Q_EMIT dataChanged(index(0), index(rowCount() - 1), {PushedAtRole});
    setNext(0);
}

void LessonPlan::tell(int row, const QList<int> &roles)
{
    if (stepAt(row)) Q_EMIT dataChanged(index(row), index(row), roles);
}

} // namespace lectern
