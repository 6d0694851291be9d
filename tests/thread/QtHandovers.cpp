// SPDX-License-Identifier: GPL-3.0-or-later
// Linked into every program of a build with ThreadSanitizer, and into no other.
//
// Debian's Qt is not instrumented: ThreadSanitizer sees neither its locks nor its queues, and would call
// whatever goes from one thread to another through them a race. So the calls by which our code hands
// something to another thread are taken here on their way to Qt, and the order that Qt keeps is told: what
// happened before the handing over has happened for whoever was handed it. What goes by std::mutex or
// std::atomic needs none of this, and what goes by nothing at all is still reported.
#include <QtCore/QDeadlineTimer>
#include <QtCore/QFutureInterface>
#include <QtCore/QMetaObject>
#include <QtCore/QRunnable>
#include <QtCore/QThread>
#include <QtCore/QThreadPool>

#include <algorithm>
#include <array>
#include <cstdarg>
#include <cstring>
#include <dlfcn.h>
#include <functional>
#include <future>
#include <sanitizer/tsan_interface.h>
#include <sys/types.h>
#include <utility>

/// Of ThreadSanitizer's debugging interface; 0 when there is no access of that number.
extern "C" int __tsan_get_report_mop(void *report, unsigned long index, int *thread, void **address,
                                     int *size, int *write, int *atomic, void **trace,
                                     unsigned long traceSize);

namespace {

/// The function of the same name in the library behind.
template <typename Function> Function *behind(const char *symbol)
{
    return reinterpret_cast<Function *>(dlsym(RTLD_NEXT, symbol));
}

/// A slot on its way to another thread. Who is done with it last destroys it.
class HandedSlot : public QtPrivate::QSlotObjectBase
{
public:
    explicit HandedSlot(QSlotObjectBase *slot)
        : QSlotObjectBase(&act)
        , m_slot(slot)
    {
        __tsan_release(this);
    }

private:
    static void act(int which, QSlotObjectBase *self, QObject *receiver, void **arguments, bool *equal)
    {
        __tsan_acquire(self);
        auto *const handed = static_cast<HandedSlot *>(self);
        if (which == Call)
            handed->m_slot->call(receiver, arguments);
        else if (which == Compare)
            *equal = handed->m_slot->compare(arguments);
        else
            handed->m_slot->destroyIfLastRef();
        __tsan_release(self);
        if (which == Destroy) delete handed;
    }

    QSlotObjectBase *m_slot;
};

/// Work on its way to a thread of a pool.
class HandedWork : public QRunnable
{
public:
    explicit HandedWork(std::function<void()> work)
        : m_work(std::move(work))
    {
        __tsan_release(this);
    }

    void run() override
    {
        __tsan_acquire(this);
        m_work();
    }

private:
    std::function<void()> m_work;
};

/// Whether one of a report's two accesses is Qt's own: made by what Qt, or the GLib and D-Bus below it, has
/// called (free(), write(), pthread_mutex_lock()). Its order is Qt's affair and not to be seen from here.
bool isQts(void *report, unsigned long index)
{
    int thread = 0, size = 0, write = 0, atomic = 0;
    void *address = nullptr;
    std::array<void *, 2> trace{}; // what was called, and who called it
    if (__tsan_get_report_mop(report, index, &thread, &address, &size, &write, &atomic, trace.data(),
                              trace.size()) == 0)
        return false;
    Dl_info called{}, caller{};
    if (dladdr(trace[0], &called) == 0 || dladdr(trace[1], &caller) == 0) return false;
    const bool byQt =
        std::ranges::any_of(std::array{"/libQt6", "/libglib-", "/libdbus-"}, [&](const char *library) {
            return std::strstr(caller.dli_fname, library) != nullptr;
        });
    return byQt && called.dli_sname != nullptr; // functions of ours have no dynamic symbol
}

/// Where continuations lie until their future is finished. One for all, as it may not be looked at which it
/// is.
char continuations;

} // namespace

namespace __tsan {

class ReportDesc;

/// Asked before each report, whether it is to be kept back.
bool OnReport(const ReportDesc *report, bool suppressed)
{
    return suppressed || isQts(const_cast<ReportDesc *>(report), 0) ||
           isQts(const_cast<ReportDesc *>(report), 1);
}

} // namespace __tsan

/// The last reference to a future's state frees it in Qt, by a jump that leaves no trace of Qt. QtDBus's
/// thread asks what a test has put on the bus for its class, while the test waits for it.
extern "C" const char *__tsan_default_suppressions()
{
    return "race:QFutureInterface<*>::~QFutureInterface\n"
           "race:FakeAvahi::metaObject\n";
}

/// QProcess starts a program in the parent's memory, while the parent waits. ThreadSanitizer takes every
/// clone() for a fork, whose child has memory of its own, and ends the parent for what the child has done.
extern "C" int clone(int (*child)(void *), void *stack, int flags, void *argument, ...)
{
    static auto *const libc = behind<int(int (*)(void *), void *, int, void *, ...)>("clone");
    va_list more;
    va_start(more, argument);
    auto *const parentTid = va_arg(more, pid_t *);
    auto *const storage = va_arg(more, void *);
    auto *const childTid = va_arg(more, pid_t *);
    va_end(more);
    return libc(child, stack, flags, argument, parentTid, storage, childTid);
}

bool QMetaObject::invokeMethodImpl(QObject *object, QtPrivate::QSlotObjectBase *slot, Qt::ConnectionType type,
                                   void *returned)
{
    static auto *const qt = behind<bool(QObject *, QtPrivate::QSlotObjectBase *, Qt::ConnectionType, void *)>(
        "_ZN11QMetaObject16invokeMethodImplEP7QObjectPN9QtPrivate15QSlotObjectBaseEN2Qt14ConnectionTypeEPv");
    return qt(object, new HandedSlot(slot), type, returned);
}

void QThreadPool::start(std::function<void()> work, int priority)
{
    start(new HandedWork(std::move(work)), priority);
}

void QFutureInterfaceBase::setContinuation(std::function<void(const QFutureInterfaceBase &)> work,
                                           QFutureInterfaceBasePrivate *next)
{
    static auto *const qt =
        behind<void(QFutureInterfaceBase *, std::function<void(const QFutureInterfaceBase &)>,
                    QFutureInterfaceBasePrivate *)>(
            "_ZN20QFutureInterfaceBase15setContinuationESt8functionIFvRKS_EEP27QFutureInterfaceBasePrivate");
    std::function<void(const QFutureInterfaceBase &)> handed = [work = std::move(work)](const auto &parent) {
        __tsan_acquire(&continuations);
        work(parent);
    };
    __tsan_release(&continuations);
    qt(this, std::move(handed), next);
}

/// Whoever gives up the last reference to a future's result destroys it.
bool QFutureInterfaceBase::derefT() const noexcept
{
    static auto *const qt = behind<bool(const QFutureInterfaceBase *)>("_ZNK20QFutureInterfaceBase6derefTEv");
    QMutex *const result = &mutex();
    __tsan_release(result);
    const bool others = qt(this);
    if (!others) __tsan_acquire(result);
    return others;
}

QThread *QThread::createThreadImpl(std::future<void> &&work)
{
    static auto *const qt =
        behind<QThread *(std::future<void> &&)>("_ZN7QThread16createThreadImplEOSt6futureIvE");
    return qt(std::async(std::launch::deferred, [work = std::move(work)]() mutable {
        work.get();
        __tsan_release(QThread::currentThread());
    }));
}

bool QThread::wait(QDeadlineTimer deadline)
{
    static auto *const qt = behind<bool(QThread *, QDeadlineTimer)>("_ZN7QThread4waitE14QDeadlineTimer");
    const bool ended = qt(this, deadline);
    if (ended) __tsan_acquire(this);
    return ended;
}
