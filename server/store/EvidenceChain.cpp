// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/store/EvidenceChain.h"

#include "common/protocol/Utf8.h"
#include "server/store/MessageRow.h"

#include <QtCore/QVarLengthArray>

#include <openssl/evp.h>

#include <array>
#include <charconv>
#include <memory>
#include <string_view>

namespace lectern::evidence {

namespace {

/// By OpenSSL, which uses the processor's own instructions: QCryptographicHash takes a tenth of what a stored
/// message costs. A context is kept, as to make one takes as long as to hash a short message.
class Sha256
{
public:
    QString hexOf(const char *bytes, qsizetype size)
    {
        std::array<unsigned char, EVP_MAX_MD_SIZE> digest;
        unsigned int length = 0;
        const bool done = EVP_DigestInit_ex2(m_context.get(), algorithm(), nullptr) == 1 &&
                          EVP_DigestUpdate(m_context.get(), bytes, std::size_t(size)) == 1 &&
                          EVP_DigestFinal_ex(m_context.get(), digest.data(), &length) == 1;
        if (!done) qFatal("OpenSSL has no SHA-256"); // no configuration takes it away
        QString hex(2 * qsizetype(length), Qt::Uninitialized);
        QChar *to = hex.data();
        for (unsigned int i = 0; i < length; ++i) {
            *to++ = kDigits[digest[i] >> 4];
            *to++ = kDigits[digest[i] & 0xf];
        }
        return hex;
    }

private:
    /// EVP_sha256() would be looked up by its name each time, for as long as the hashing takes.
    static const EVP_MD *algorithm()
    {
        static const EVP_MD *const fetched = EVP_MD_fetch(nullptr, "SHA256", nullptr);
        return fetched;
    }

    static constexpr char16_t kDigits[] = u"0123456789abcdef";

    struct Free
    {
        void operator()(EVP_MD_CTX *context) const { EVP_MD_CTX_free(context); }
    };
    std::unique_ptr<EVP_MD_CTX, Free> m_context{EVP_MD_CTX_new()};
};

QString sha256(const char *bytes, qsizetype size)
{
    static thread_local Sha256 hash;
    return hash.hexOf(bytes, size);
}

/// Compact JSON (RFC 8259) as most languages write it: only what has to be is escaped, with the short form
/// where there is one. Written here, as it may never change, and as Qt's would take a third of the time that
/// a message costs.
class JsonArray
{
public:
    /// `units`: of all texts together.
    JsonArray(qsizetype values, qsizetype units)
        : m_json(
              std::make_unique_for_overwrite<char[]>(std::size_t(values * kLongestNumber + units * kEscape)))
        , m_end(m_json.get())
    {
        *m_end++ = '[';
    }

    void add(const QString &text)
    {
        const char16_t *from = QStringView(text).utf16();
        const char16_t *const end = from + text.size();
        char *to = m_end;
        *to++ = '"';
        while (from != end) {
            if (end - from >= utf8::kBlock && isPlainBlock(from)) {
                to = utf8::writeBlock(to, from);
                from += utf8::kBlock;
                continue;
            }
            for (const char16_t *const stop = utf8::endOfBlock(from, end); from < stop;) {
                if (isPlain(*from))
                    *to++ = char(*from++);
                else if (*from < 0x80)
                    to = writeEscaped(to, char(*from++));
                else
                    to = utf8::writeWide(to, from, end);
            }
        }
        *to++ = '"';
        *to++ = ',';
        m_end = to;
    }

    void add(qint64 number)
    {
        m_end = std::to_chars(m_end, m_end + kLongestNumber, number).ptr;
        *m_end++ = ',';
    }

    /// Nothing can be added any more.
    QString sha256() &&
    {
        m_end[-1] = ']';
        return evidence::sha256(m_json.get(), m_end - m_json.get());
    }

private:
    static constexpr qsizetype kEscape = 6;         ///< "\u001f"
    static constexpr qsizetype kLongestNumber = 24; ///< a comma and brackets with it

    /// ASCII that stands for itself.
    static bool isPlain(char16_t unit)
    {
        return unit >= 0x20 && unit < 0x80 && unit != u'"' && unit != u'\\';
    }

    static bool isPlainBlock(const char16_t *units)
    {
        char16_t others = 0;
        for (qsizetype i = 0; i < utf8::kBlock; ++i)
            others |= isPlain(units[i]) ? 0 : 1;
        return others == 0;
    }

    static char *writeEscaped(char *to, char c)
    {
        constexpr std::string_view kEscaped = "\"\\\b\f\n\r\t";
        constexpr std::string_view kLetters = "\"\\bfnrt";
        *to++ = '\\';
        if (const auto place = kEscaped.find(c); place != kEscaped.npos) {
            *to++ = kLetters[place];
            return to;
        }
        for (const char digit : {'u', '0', '0', c < 0x10 ? '0' : '1', "0123456789abcdef"[c & 0xf]})
            *to++ = digit;
        return to;
    }

    std::unique_ptr<char[]> m_json;
    char *m_end;
};

} // namespace

QString digestOf(const MessageRow &row)
{
    if (row.deleted) return row.body;
    const std::array<const QString *, 9> head{&row.id,         &row.type,       &row.sender,
                                              &row.senderType, &row.senderName, &row.targetType,
                                              &row.target,     &row.ref,        &row.refers};
    qsizetype units = row.roomId.size() + row.body.size();
    for (const QString *text : head)
        units += text->size();
    JsonArray said(qsizetype(head.size()) + 4, units);
    said.add(row.roomId);
    said.add(row.seq);
    for (const QString *text : head)
        said.add(*text);
    said.add(row.sentAt);
    said.add(row.body);
    return std::move(said).sha256();
}

QString hashOf(const QString &previous, const QString &digest)
{
    QVarLengthArray<char, 512> both(utf8::mostOf(previous.size() + digest.size()));
    const char *const end = utf8::write(utf8::write(both.data(), previous), digest);
    return sha256(both.data(), end - both.data());
}

} // namespace lectern::evidence
