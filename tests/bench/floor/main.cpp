// SPDX-License-Identifier: GPL-3.0-or-later
// lectern-bench-floor PORT: what no server can go below. A text at /room/N is written, with one bare send()
// each, to everyone there; nothing is checked, gathered or kept. The yardstick of ./dev bench all.
#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/epoll.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

namespace {

struct Line
{
    int fd;
    std::vector<int> *room = nullptr; ///< once it is upgraded
    std::string input;
};

std::map<std::string, std::vector<int>, std::less<>> &rooms()
{
    static std::map<std::string, std::vector<int>, std::less<>> all;
    return all;
}

void writeAll(int fd, std::string_view bytes)
{
    while (!bytes.empty()) {
        const ssize_t sent = ::send(fd, bytes.data(), bytes.size(), MSG_NOSIGNAL | MSG_DONTWAIT);
        if (sent < 0 && errno != EAGAIN) return;
        if (sent > 0) bytes.remove_prefix(std::size_t(sent));
        pollfd wait{fd, POLLOUT, 0};
        if (!bytes.empty()) ::poll(&wait, 1, 1000);
    }
}

bool upgrade(Line &line)
{
    const auto end = line.input.find("\r\n\r\n");
    if (end == std::string::npos) return false;
    const auto path = line.input.find(' ') + 1;
    line.room = &rooms()[line.input.substr(path, line.input.find(' ', path) - path)];
    line.room->push_back(line.fd);
    line.input.erase(0, end + 4);
    // The generator does not look at the key's answer.
    writeAll(line.fd,
             "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n");
    return true;
}

/// The frame for receivers, of the first masked one in `input`, which is taken off it (RFC 6455, 5.2). Empty:
/// not all of it is there.
std::string takeFrame(std::string &input)
{
    const auto byte = [&](std::size_t at) { return std::uint64_t(static_cast<unsigned char>(input[at])); };
    if (input.size() < 2) return {};
    std::uint64_t length = byte(1) & 0x7f;
    const std::size_t more = length == 126 ? 2 : length == 127 ? 8 : 0;
    if (input.size() < 6 + more) return {};
    if (more > 0) length = 0;
    for (std::size_t i = 0; i < more; ++i)
        length = length << 8 | byte(2 + i);
    const std::size_t mask = 2 + more, begin = mask + 4;
    if (input.size() < begin + length) return {};

    std::string frame = input.substr(0, mask);
    frame[1] = char(frame[1] & 0x7f);
    frame.append(input, begin, length);
    for (std::size_t i = 0; i < length; ++i)
        frame[mask + i] = char(frame[mask + i] ^ input[mask + (i & 3)]);
    input.erase(0, begin + length);
    return frame;
}

/// False when the line has ended.
bool read(Line &line)
{
    static std::array<char, 1 << 20> buffer;
    const ssize_t got = ::recv(line.fd, buffer.data(), buffer.size(), MSG_DONTWAIT);
    if (got <= 0) return got < 0 && errno == EAGAIN;
    line.input.append(buffer.data(), std::size_t(got));
    if (!line.room && !upgrade(line)) return true;
    for (std::string frame; !(frame = takeFrame(line.input)).empty();)
        for (const int fd : *line.room)
            writeAll(fd, frame);
    return true;
}

int listenAt(int port)
{
    const int fd = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    const int on = 1;
    setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    address.sin_port = htons(std::uint16_t(port));
    if (::bind(fd, reinterpret_cast<sockaddr *>(&address), sizeof address) < 0 || ::listen(fd, 4096) < 0) {
        std::perror("lectern-bench-floor");
        std::exit(1);
    }
    return fd;
}

} // namespace

int main(int argc, char **argv)
{
    if (argc != 2) return std::fputs("usage: lectern-bench-floor PORT\n", stderr), 2;
    rlimit files{};
    getrlimit(RLIMIT_NOFILE, &files);
    files.rlim_cur = files.rlim_max;
    setrlimit(RLIMIT_NOFILE, &files);

    const int listener = listenAt(std::atoi(argv[1]));
    const int epoll = epoll_create1(EPOLL_CLOEXEC);
    const auto watch = [epoll](int fd, Line *line) {
        epoll_event event{};
        event.events = EPOLLIN;
        event.data.ptr = line;
        epoll_ctl(epoll, EPOLL_CTL_ADD, fd, &event);
    };
    watch(listener, nullptr);
    for (std::array<epoll_event, 64> events;;) {
        const int count = epoll_wait(epoll, events.data(), int(events.size()), -1);
        for (int i = 0; i < count; ++i) {
            auto *line = static_cast<Line *>(events[std::size_t(i)].data.ptr);
            if (!line) {
                const int fd = ::accept4(listener, nullptr, nullptr, SOCK_CLOEXEC);
                const int on = 1;
                setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
                if (fd >= 0) watch(fd, new Line{fd});
            } else if (!read(*line)) {
                if (line->room) std::erase(*line->room, line->fd);
                ::close(line->fd);
                delete line;
            }
        }
    }
}
