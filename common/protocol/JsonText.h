// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QJsonDocument>

namespace lectern {

/// As QJsonDocument::fromJson(), for what people have written: a U+FEFF that begins a text or a key stays. Qt
/// leaves it out of some and not of others, so that two keys that differ become the same when they are
/// written again. Null, with `error` told, where it is no JSON; `error->offset` counts each U+FEFF as six
/// bytes.
QJsonDocument readJson(const QByteArray &utf8, QJsonParseError *error = nullptr);

} // namespace lectern
