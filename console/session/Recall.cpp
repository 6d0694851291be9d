// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/session/Recall.h"

#include "common/client/WhenDone.h"

#include <QtCore/QTimer>

using namespace std::chrono_literals;

namespace lectern {

namespace {

/// What was sent by mistake must vanish now, whether or not it can be sent again.
constexpr auto kPatience = 1500ms;

} // namespace

Recall::Recall(Outbox &outbox, TimelineModel &timeline, Thumbnails &thumbnails)
    : m_outbox(outbox)
    , m_timeline(timeline)
    , m_thumbnails(thumbnails)
{
}

void Recall::take(const QString &key)
{
    const auto *entry = m_timeline.entry(key);
    if (!entry || m_fetching.contains(key)) return;
    if (!entry->own || entry->state != TimelineEntry::State::Sent) {
        finish(key, std::nullopt);
        return;
    }
    Taken taken;
    taken.content.text = entry->text;
    if (!entry->target.isEmpty()) taken.to.append({entry->target, entry->targetName});
    if (!entry->attachment) {
        finish(key, std::move(taken));
        return;
    }
    if (!entry->hasFile(AttachmentState::Ready)) {
        finish(key, std::nullopt);
        return;
    }
    taken.content.fileName = entry->attachment->name;
    taken.content.contentType = entry->attachment->contentType;
    m_fetching.insert(key);
    QTimer::singleShot(kPatience, this, [this, key] {
        if (m_fetching.contains(key)) finish(key, std::nullopt);
    });
    whenDone(m_thumbnails.download(key), this, [this, key, taken](const ApiResult<QByteArray> &bytes) {
        if (!m_fetching.contains(key)) return;
        auto kept = taken;
        kept.content.data = bytes.value_or(QByteArray());
        finish(key, bytes ? std::optional(kept) : std::nullopt);
    });
}

void Recall::finish(const QString &key, std::optional<Taken> kept)
{
    m_fetching.remove(key);
    m_last = std::move(kept);
    m_outbox.remove(key);
    Q_EMIT taken();
}

void Recall::undo()
{
    if (!m_last) return;
    const auto last = *std::exchange(m_last, std::nullopt);
    m_outbox.sendStep(last.content, last.to);
}

} // namespace lectern
