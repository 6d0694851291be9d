// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/backup/BackupReader.h"
#include "server/backup/RowLines.h"
#include "tests/fuzz/Fuzz.h"
#include "tests/fuzz/MemoryFile.h"

using namespace lectern;
using namespace lectern::fuzz;

namespace {

/// What was found whole and sound can be read, part after part, and is what the manifest says.
void readBackup(QByteArrayView bytes)
{
    const MemoryFile file(bytes);
    BackupReader backup(file.path());
    if (!backup.open() || !backup.check()) return;
    QStringList seen;
    const auto read =
        backup.each({}, [&seen](const Manifest::Part &part, const BackupReader::Read &next) -> Result<void> {
            qint64 size = 0;
            for (;;) {
                const auto piece = next();
                if (!piece) return std::unexpected(piece.error());
                if (piece->isEmpty()) break;
                size += piece->size();
            }
            require(size == part.size, "a part of another size", part.name.toUtf8());
            seen += part.name;
            return {};
        });
    require(read.has_value(), "sound, and not to be read",
            read ? QByteArray() : read.error().detail.toUtf8());
    for (const Manifest::Part &part : backup.manifest().parts)
        require(seen.contains(part.name), "a part that is not there", part.name.toUtf8());
}

void readManifest(QByteArrayView json)
{
    const auto manifest = Manifest::parse(json.toByteArray());
    if (!manifest) return;
    const auto again = Manifest::parse(manifest->toJson());
    require(again && *again == *manifest, "a manifest does not come back", json);
}

struct Rows
{
    QList<QVariantList> rows;
    bool sound = true;

    bool operator==(const Rows &) const = default;
};

Rows rowsIn(const QByteArray &text, qsizetype piece)
{
    Rows found;
    RowLineReader reader([&found](const QVariantList &row) {
        found.rows += row;
        return Result<void>();
    });
    for (qsizetype at = 0; at < text.size() && found.sound; at += piece)
        found.sound = reader.feed(text.mid(at, piece)).has_value();
    found.sound = found.sound && reader.finish().has_value();
    return found;
}

void readRows(const QByteArray &text)
{
    const Rows whole = rowsIn(text, std::max<qsizetype>(text.size(), 1));
    require(whole == rowsIn(text, 1), "cut into bytes the rows say something else", text);
    QByteArray again;
    for (const QVariantList &row : whole.rows)
        again += rowlines::lineOf(row);
    const Rows read = rowsIn(again, 7);
    require(read.sound && read.rows == whole.rows, "rows do not come back", text);
}

} // namespace

/// The first byte says what the rest is: a backup, its manifest, or the rows of a table.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    if (size == 0) return 0;
    const QByteArrayView rest = view(data + 1, size - 1);
    switch (data[0]) {
    case 'z':
        readBackup(rest);
        break;
    case 'm':
        readManifest(rest);
        break;
    case 'r':
        readRows(rest.toByteArray());
        break;
    default:
        break;
    }
    return 0;
}
