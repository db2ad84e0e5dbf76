///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25

final Semaphore free = new Semaphore(0);

// tag::shown[]
void takesTwo() throws InterruptedException {
    free.acquire();
    free.acquire();                                          // <1>
}

void takesTwoOrNone() throws InterruptedException {
    int taken = 0;
    try {
        while (taken < 2) {
            free.acquire();
            taken++;
        }
    } finally {
        if (taken < 2) free.release(taken);                  // <2>
    }
}
// end::shown[]

void interruptedInTheSecondWait(String name, Callable<?> take) throws InterruptedException {
    free.drainPermits();
    free.release();
    var taker = Thread.ofPlatform().start(new FutureTask<>(take));
    while (free.availablePermits() > 0 || taker.getState() != Thread.State.WAITING) Thread.onSpinWait();
    taker.interrupt();
    taker.join();
    IO.println(name + ": free buffers: " + free.availablePermits());
}

void main() throws InterruptedException {
    interruptedInTheSecondWait("takesTwo", () -> { takesTwo(); return null; });
    interruptedInTheSecondWait("takesTwoOrNone", () -> { takesTwoOrNone(); return null; });
}
