// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/transport/Preferences.h"

namespace lectern {

namespace {

double qualityOf(const QList<QByteArray> &parameters)
{
    for (const QByteArray &parameter : parameters) {
        const QByteArray text = parameter.trimmed().toLower();
        if (!text.startsWith("q=")) continue;
        bool ok = false;
        const double quality = text.mid(2).toDouble(&ok);
        return ok && quality >= 0 && quality <= 1 ? quality : 0;
    }
    return 1;
}

} // namespace

QList<Preference> preferences(const HttpHeaders &request, QByteArrayView field)
{
    QList<Preference> list;
    for (const auto &[name, value] : request.fields()) {
        if (name.compare(field, Qt::CaseInsensitive) != 0) continue;
        for (const QByteArray &text : value.split(',')) {
            const QList<QByteArray> parts = text.split(';');
            list.append({parts.first().trimmed().toLower(), qualityOf(parts.sliced(1))});
        }
    }
    return list;
}

} // namespace lectern
