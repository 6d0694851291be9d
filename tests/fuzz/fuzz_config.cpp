// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/app/ConfigLoader.h"
#include "tests/fuzz/Fuzz.h"
#include "tests/fuzz/MemoryFile.h"

#include <QtCore/QRegularExpression>

using namespace lectern;
using namespace lectern::fuzz;

namespace {

std::expected<Config, QString> load(QByteArrayView toml)
{
    const MemoryFile file(toml);
    ConfigSources sources;
    sources.file = file.path();
    return loadConfig(sources);
}

} // namespace

/// What is refused is refused in one line, and what was read says the same when it is described and read
/// again.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const QByteArrayView toml = view(data, size);
    const auto config = load(toml);
    if (!config) {
        require(!config.error().isEmpty() && !hasControl(config.error()), "not one line",
                config.error().toUtf8());
        return 0;
    }
    const QString text = describe(*config);
    static const QRegularExpression unset(
        QStringLiteral("\\w+ = \"\"\n")); // what is not set has no value that reads
    const auto again = load(QString(text).remove(unset).toUtf8());
    require(again.has_value(), "a description that is refused",
            again ? QByteArray() : again.error().toUtf8());
    require(describe(*again) == text, "does not come back", text.toUtf8());
    return 0;
}
