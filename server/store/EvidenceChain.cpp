// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/store/EvidenceChain.h"

#include "server/store/MessageRow.h"

#include <openssl/evp.h>

#include <algorithm>
#include <array>
#include <string_view>

namespace lectern::evidence {

namespace {

/// By OpenSSL, which uses the processor's own instructions: QCryptographicHash takes a tenth of what a stored
/// message costs.
QString sha256(const QByteArray &bytes)
{
    // EVP_sha256() would be looked up by its name each time, for as long as the hashing takes.
    static const EVP_MD *const algorithm = EVP_MD_fetch(nullptr, "SHA256", nullptr);
    std::array<char, EVP_MAX_MD_SIZE> digest;
    unsigned int size = 0;
    const int done = EVP_Digest(bytes.constData(), std::size_t(bytes.size()),
                                reinterpret_cast<unsigned char *>(digest.data()), &size, algorithm, nullptr);
    if (done != 1) qFatal("OpenSSL has no SHA-256"); // no configuration takes it away
    return QString::fromLatin1(QByteArray::fromRawData(digest.data(), qsizetype(size)).toHex());
}

/// Compact JSON (RFC 8259) as most languages write it: only what has to be is escaped, with the short form
/// where there is one. Written here, as it may never change, and as Qt's would take a third of the time that
/// a message costs.
class JsonArray
{
public:
    void add(const QString &text)
    {
        separate();
        m_json += '"';
        const QByteArray bytes = text.toUtf8();
        for (auto from = bytes.cbegin(); from != bytes.cend();) {
            const auto to = std::find_if(from, bytes.cend(), isEscaped);
            m_json.append(from, to - from);
            from = to;
            if (from != bytes.cend()) addEscaped(*from++);
        }
        m_json += '"';
    }

    void add(qint64 number)
    {
        separate();
        m_json += QByteArray::number(number);
    }

    QByteArray json() const { return m_json + ']'; }

private:
    void separate() { m_json += m_json.isEmpty() ? '[' : ','; }

    static bool isEscaped(char c) { return uchar(c) < 0x20 || c == '"' || c == '\\'; }

    void addEscaped(char c)
    {
        constexpr std::string_view kEscaped = "\"\\\b\f\n\r\t";
        constexpr std::string_view kLetters = "\"\\bfnrt";
        if (const auto place = kEscaped.find(c); place != kEscaped.npos) {
            m_json += '\\';
            m_json += kLetters[place];
        } else {
            m_json += "\\u00" + QByteArray(1, c).toHex();
        }
    }

    QByteArray m_json;
};

} // namespace

QString digestOf(const MessageRow &row)
{
    if (row.deleted) return row.body;
    JsonArray said;
    said.add(row.roomId);
    said.add(row.seq);
    for (const QString *text : {&row.id, &row.type, &row.sender, &row.senderType, &row.senderName,
                                &row.targetType, &row.target, &row.ref, &row.refers})
        said.add(*text);
    said.add(row.sentAt);
    said.add(row.body);
    return sha256(said.json());
}

QString hashOf(const QString &previous, const QString &digest)
{
    return sha256(previous.toLatin1() + digest.toLatin1());
}

} // namespace lectern::evidence
