///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25
// covers: S3-74

final Semaphore permits = new Semaphore(1);

void acquireInside() throws InterruptedException {
    try {
        permits.acquire();                                              // <1>
        IO.println("works");
    } finally {
        permits.release();
    }
}

void acquireBefore() throws InterruptedException {
    permits.acquire();                                                  // <2>
    try {
        IO.println("works");
    } finally {
        permits.release();
    }
}

interface Call {
    void make() throws InterruptedException;
}

void cancelled(String name, Call call) {
    Thread.currentThread().interrupt();
    try {
        call.make();
    } catch (InterruptedException e) {
        IO.println(name + ": cancelled, permits: " + permits.availablePermits());
    }
}

void main() {
    cancelled("before the try", this::acquireBefore);
    cancelled("inside the try", this::acquireInside);
}
