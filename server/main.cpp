// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/app/CommandLine.h"

int main(int argc, char **argv)
{
    return lectern::runCommandLine(argc, argv);
}
