// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>

/// Slots of Envelope::encoding(), one a dialect and form. Those of the native protocol are in NativeFrames.h.
namespace lectern::slot {

inline constexpr std::size_t kStompTails = 4; ///< MESSAGE frames without the headers of one subscription
inline constexpr std::size_t kChatFrames = 5; ///< ready WebSocket frames of /ws/chat

} // namespace lectern::slot
