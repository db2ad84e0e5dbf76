///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25
// covers: S3-31 S3-61 S3-82 B-65

interface Call { void make() throws InterruptedException; }

Semaphore permits;
Lock lock = new ReentrantLock();

// tag::shown[]
void inside() throws InterruptedException {
    try {
        permits.acquire();                                              // <1>
        work();
    } finally {
        permits.release();
    }
}

void before() throws InterruptedException {
    permits.acquire();                                                  // <2>
    try {
        work();
    } finally {
        permits.release();
    }
}

void lastLine() throws InterruptedException {
    permits.acquire();
    work();
    permits.release();                                                  // <3>
}
// end::shown[]

void lockInside() throws InterruptedException {
    try { lock.lockInterruptibly(); } finally { lock.unlock(); }
}

void work() throws InterruptedException {
    Thread.currentThread().interrupt();
    Thread.sleep(1_000);
}

void cancelled(String name, boolean inAcquire, Call call) {
    permits = new Semaphore(1);
    if (inAcquire) Thread.currentThread().interrupt();
    try {
        call.make();
    } catch (InterruptedException | IllegalMonitorStateException e) {
        IO.println("%-32s %s, permits: %d, status set: %b".formatted(name, e.getClass().getSimpleName(),
                permits.availablePermits(), Thread.interrupted()));
    }
}

void main() {
    cancelled("before(), cancelled in acquire:", true, this::before);
    cancelled("inside(), cancelled in acquire:", true, this::inside);
    cancelled("lastLine(), cancelled in work:", false, this::lastLine);
    cancelled("lockInterruptibly inside:", true, this::lockInside);
}
