// SPDX-License-Identifier: GPL-3.0-or-later
#include "Speech.h"

namespace lectern::bench {

QByteArray phrased(Speech speech, QByteArray frame)
{
    return speech == Speech::SocketIo ? R"(42["say",)" + frame + ']' : frame;
}

QByteArray pathToRoom(Speech speech, int number)
{
    const QByteArray name = QByteArray::number(number);
    return speech == Speech::SocketIo ? "/socket.io/?EIO=4&transport=websocket&room=" + name
                                      : "/room/" + name;
}

bool waitsForGreeting(Speech speech)
{
    return speech != Speech::Plain;
}

bool isGreeting(Speech speech, QByteArrayView frame)
{
    if (speech == Speech::SocketIo) return frame.startsWith("40{");
    return true; // the first frame is the welcome; of a long one only the beginning is at hand
}

QByteArrayView replyTo(Speech speech, QByteArrayView frame)
{
    if (speech != Speech::SocketIo) return {};
    if (frame.startsWith("0{")) return "40"; // into the default namespace
    return frame == "2" ? QByteArrayView("3") : QByteArrayView();
}

} // namespace lectern::bench
