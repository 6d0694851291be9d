// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>

/// Slots of Envelope::encoding(), one a dialect and form.
namespace lectern::slot {

inline constexpr std::size_t kNativeJson = 0;     ///< the native frame's text, as Redis carries it, too
inline constexpr std::size_t kNativeFrame = 1;    ///< the ready WebSocket frame of NativeForm::Text
inline constexpr std::size_t kNativeDeflated = 2; ///< that of NativeForm::Deflated
inline constexpr std::size_t kNativeEvent = 3;    ///< the ready event of a stream
inline constexpr std::size_t kStompTails = 4;     ///< MESSAGE frames without the headers of one subscription
inline constexpr std::size_t kChatFrames = 5;     ///< ready WebSocket frames of /ws/chat
inline constexpr std::size_t kRelayFrames = 6;    ///< those of /room

} // namespace lectern::slot
