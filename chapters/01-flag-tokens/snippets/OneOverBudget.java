///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25
// covers: S0-23

// tag::shown[]
final AtomicInteger left = new AtomicInteger();

boolean checksThenTakes() {
    if (left.get() <= 0) return false;                    // <1>
    meet();
    left.decrementAndGet();
    return true;
}

boolean takes() {
    meet();
    return left.getAndUpdate(n -> n > 0 ? n - 1 : 0) > 0; // <2>
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

void lastUnit(String name, BooleanSupplier take) throws InterruptedException {
    left.set(1);
    var granted = new AtomicInteger();
    Runnable worker = () -> {
        if (take.getAsBoolean()) granted.incrementAndGet();
    };
    var a = Thread.ofVirtual().start(worker);
    var b = Thread.ofVirtual().start(worker);
    a.join();
    b.join();
    IO.println(name + ": granted " + granted + " of 1, left " + left);
}

void main() throws InterruptedException {
    lastUnit("two atomic calls", this::checksThenTakes);
    lastUnit("one atomic call", this::takes);
}
