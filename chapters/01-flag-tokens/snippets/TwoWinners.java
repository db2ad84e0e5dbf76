///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25
// covers: S0-04 S0-11

volatile boolean flag = false;
final AtomicBoolean latch = new AtomicBoolean();
final CyclicBarrier both = new CyclicBarrier(2);

void meet() {                                             // <1>
    try {
        both.await();
    } catch (InterruptedException | BrokenBarrierException e) {
        throw new IllegalStateException(e);
    }
}

boolean looksThenWrites() {
    boolean first = !flag;
    meet();                                               // <2>
    flag = true;
    return first;
}

boolean looksAndWrites() {
    meet();
    return latch.compareAndSet(false, true);              // <3>
}

void race(String name, BooleanSupplier cancel) throws InterruptedException {
    var refunds = new AtomicInteger();
    Runnable user = () -> {
        if (cancel.getAsBoolean()) refunds.incrementAndGet();
    };
    var customer = Thread.ofVirtual().start(user);
    var agent = Thread.ofVirtual().start(user);
    customer.join();
    agent.join();
    IO.println(name + ": refunds paid: " + refunds);
}

void main() throws InterruptedException {
    race("look, then write", this::looksThenWrites);
    race("compareAndSet", this::looksAndWrites);
}
