// SPDX-License-Identifier: GPL-3.0-or-later
// Draws a text as a QR code in a terminal: two modules a character, quiet zone included.
#include <qrcodegen.hpp>

#include <cstdio>
#include <string>

int main(int argc, char **argv)
{
    if (argc != 2) {
        std::fprintf(stderr, "usage: %s TEXT\n", argv[0]);
        return 2;
    }
    const auto code = qrcodegen::QrCode::encodeText(argv[1], qrcodegen::QrCode::Ecc::MEDIUM);
    constexpr int kQuietZone = 2;
    const int end = code.getSize() + kQuietZone;
    // Black on white whatever the terminal's own colours are; outside the code getModule() is light.
    constexpr const char *kHalves[2][2] = {{" ", "▄"}, {"▀", "█"}};
    for (int y = -kQuietZone; y < end; y += 2) {
        std::string line = "  \x1b[30;107m";
        for (int x = -kQuietZone; x < end; ++x)
            line += kHalves[code.getModule(x, y)][code.getModule(x, y + 1)];
        std::printf("%s\x1b[0m\n", line.c_str());
    }
}
