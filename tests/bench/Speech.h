// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QByteArray>
#include <QtCore/QByteArrayView>

namespace lectern::bench {

/// How the measured server is spoken to. In every one of them whoever speaks hears it, too.
enum class Speech {
    Lectern,  ///< the native protocol
    Plain,    ///< a text at /room/N goes as it is to everyone there
    SocketIo, ///< Engine.IO 4, the event "say" in the room that the query names
};

/// A frame of the native protocol, said in `speech`.
QByteArray phrased(Speech speech, QByteArray frame);

/// The path to the room of this number; the native protocol's rooms have ids instead.
QByteArray pathToRoom(Speech speech, int number);

/// Whether one is in only after a greeting; else the upgrade is enough.
bool waitsForGreeting(Speech speech);
bool isGreeting(Speech speech, QByteArrayView frame);

/// What has to be answered to a frame; empty: nothing.
QByteArrayView replyTo(Speech speech, QByteArrayView frame);

} // namespace lectern::bench
