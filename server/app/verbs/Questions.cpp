// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/app/verbs/Questions.h"

#include <termios.h>
#include <unistd.h>

namespace lectern::verbs {

using namespace Qt::StringLiterals;

bool Questions::canBeAsked()
{
    return ::isatty(STDIN_FILENO) == 1;
}

QString Questions::readLine()
{
    return QString::fromUtf8(m_terminal.in.readLine()).trimmed();
}

QString Questions::ask(const QString &question, const QString &otherwise)
{
    m_terminal.out << question << " [" << otherwise << "]: " << Qt::flush;
    const QString answer = readLine();
    return answer.isEmpty() ? otherwise : answer;
}

QString Questions::askSecret(const QString &question)
{
    m_terminal.out << question << ": " << Qt::flush;
    termios before{};
    const bool isTerminal = ::tcgetattr(STDIN_FILENO, &before) == 0;
    termios silent = before;
    silent.c_lflag &= ~tcflag_t(ECHO);
    if (isTerminal) ::tcsetattr(STDIN_FILENO, TCSAFLUSH, &silent);
    const QString answer = readLine();
    if (isTerminal) ::tcsetattr(STDIN_FILENO, TCSAFLUSH, &before);
    m_terminal.out << Qt::endl;
    return answer;
}

} // namespace lectern::verbs
