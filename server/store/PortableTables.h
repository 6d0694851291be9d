// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/protocol/Problem.h"
#include "server/store/MultiRow.h"

#include <QtCore/QStringList>
#include <QtCore/QVariantList>

#include <functional>

namespace lectern {

class Sql;

/// A table as it can be carried from one database to another, whatever engine each is.
struct PortableTable
{
    QString name;
    QString order;                        ///< of its rows: the same wherever they are read
    QStringList made = {};                ///< columns that each database makes by itself
    qsizetype together = multirow::kMost; ///< rows in a statement
};

/// What a system consists of, apart from its files' bytes.
namespace portabletables {

/// Each behind those that it refers to.
const QList<PortableTable> &all();

/// Tables that stay where they are: what each database makes by itself, what is about the moment alone, and
/// the bytes of files, which travel as files.
const QStringList &leftOut();

/// The columns that travel, in the table's order.
Result<QStringList> columns(Sql &sql, const PortableTable &table);

/// Hands each row on, its values in the order of `columns`: texts, whole numbers and NULLs.
Result<void> read(Sql &sql, const PortableTable &table, const QStringList &columns,
                  const std::function<void(const QVariantList &)> &take);

/// Takes away every table of this program, within a transaction.
Result<void> drop(Sql &sql);

} // namespace portabletables

} // namespace lectern
