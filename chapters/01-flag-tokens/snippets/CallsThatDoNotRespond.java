///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25
// covers: B-56

final Object monitor = new Object();
final AtomicInteger entered = new AtomicInteger();

void waitForTheMonitor() {
    // tag::shown[]
    synchronized (monitor) {                               // <1>
        entered.incrementAndGet();
    }
    // end::shown[]
}

void main() throws InterruptedException {
    // tag::shown[]
    List<Thread> blocked;
    synchronized (monitor) {
        blocked = Stream.generate(() -> Thread.ofVirtual().start(this::waitForTheMonitor))
                .limit(1_000).toList();                    // <2>
        // end::shown[]
        for (var thread : blocked) {
            while (thread.getState() != Thread.State.BLOCKED) Thread.sleep(1);
        }
        // tag::shown[]
        Thread.ofVirtual().start(() -> IO.println("another virtual thread runs")).join();
        blocked.forEach(Thread::interrupt);                // <3>
        // end::shown[]
        Thread.sleep(200);
        IO.println("interrupted, and still BLOCKED: " + blocked.stream()
                .filter(thread -> thread.getState() == Thread.State.BLOCKED).count());
        // tag::shown[]
    }
    // end::shown[]
    for (var thread : blocked) thread.join();
    IO.println("the monitor is free, and entered by: " + entered);
}
