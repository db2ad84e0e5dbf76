///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25
// covers: S2-16 B-32

enum State { WAITING, CANCELLED }

// tag::shown[]
static final class Selection {
    private final AtomicReference<Object> state =
            new AtomicReference<>(State.WAITING);
    private volatile Thread waiter;

    boolean offer(String item) {                                        // <1>
        if (!state.compareAndSet(State.WAITING, item)) return false;
        LockSupport.unpark(waiter);
        return true;
    }

    String await() throws InterruptedException {
        waiter = Thread.currentThread();
        while (state.get() == State.WAITING) {
            LockSupport.park(this);
            if (waiter.isInterrupted()
                    && state.compareAndSet(State.WAITING, State.CANCELLED)) {    // <2>
                Thread.interrupted();
                throw new InterruptedException();
            }
        }
        return (String) state.get();                                    // <3>
    }
}
// end::shown[]

void main() throws InterruptedException {
    var kept = new AtomicInteger();
    var received = new AtomicInteger();
    var cancelled = new AtomicInteger();
    for (int round = 0; round < 2_000; round++) {
        var selection = new Selection();
        var chef = Thread.ofVirtual().start(() -> {
            try {
                selection.await();
                received.incrementAndGet();
            } catch (InterruptedException e) {
                cancelled.incrementAndGet();
            }
        });
        Runnable sender = () -> { if (!selection.offer("order")) kept.incrementAndGet(); };
        var others = Stream.of(sender, sender, (Runnable) chef::interrupt)
                .map(Thread.ofVirtual()::start).toList();
        for (var thread : others) thread.join();
        chef.join();
    }
    IO.println("orders: 4000, received or kept: " + (received.get() + kept.get()));
    IO.println("rounds: 2000, received or cancelled: " + (received.get() + cancelled.get()));
}
