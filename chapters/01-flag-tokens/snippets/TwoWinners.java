///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25
// covers: S0-04 S0-11

// tag::shown[]
volatile boolean flag = false;
final AtomicBoolean latch = new AtomicBoolean();

boolean checksThenWrites() {
    boolean first = !flag;
    meet();                                               // <1>
    flag = true;
    return first;
}

boolean checksAndWrites() {
    meet();
    return latch.compareAndSet(false, true);              // <2>
}
// end::shown[]

final CyclicBarrier both = new CyclicBarrier(2);

void meet() {
    try {
        both.await();
    } catch (InterruptedException | BrokenBarrierException e) {
        throw new IllegalStateException(e);
    }
}

void race(String name, BooleanSupplier cancel) throws InterruptedException {
    var refunds = new AtomicInteger();
    Runnable caller = () -> {
        if (cancel.getAsBoolean()) refunds.incrementAndGet();
    };
    var customer = Thread.ofVirtual().start(caller);
    var agent = Thread.ofVirtual().start(caller);
    customer.join();
    agent.join();
    IO.println(name + ": refunds paid: " + refunds);
}

void main() throws InterruptedException {
    race("check, then write", this::checksThenWrites);
    race("compareAndSet", this::checksAndWrites);
}
