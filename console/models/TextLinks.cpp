// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/models/TextLinks.h"

#include <QtCore/QRegularExpression>

using namespace Qt::StringLiterals;

namespace lectern {

namespace {

/// A bracket belongs to an address only with its opposite: (see https://example.org/a_(b))
bool endsOpen(QStringView address)
{
    static const QString kPunctuation = u".,;:!?'\"”’…。、"_s;
    const auto last = address.back();
    if (kPunctuation.contains(last)) return true;
    return (last == u')' && address.count(u')') > address.count(u'(')) ||
           (last == u']' && address.count(u']') > address.count(u'['));
}

} // namespace

QList<TextLink> linksIn(const QString &text)
{
    static const QRegularExpression kAddress(u"\\bhttps?://[^\\s<>]+"_s,
                                             QRegularExpression::CaseInsensitiveOption);
    QList<TextLink> links;
    for (auto matches = kAddress.globalMatch(text); matches.hasNext();) {
        const auto match = matches.next();
        QStringView address = match.capturedView();
        while (!address.isEmpty() && endsOpen(address))
            address.chop(1);
        const QUrl url(address.toString());
        if (url.isValid() && !url.host().isEmpty())
            links.append({match.capturedStart(), address.size(), url});
    }
    return links;
}

} // namespace lectern
