///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25

// tag::shown[]
void forgets(Thread writer) {
    try {
        writer.join();
    } catch (InterruptedException ignored) {                 // <1>
    }
}

void remembers(Thread writer) {
    boolean isInterrupted = false;
    while (writer.isAlive()) {
        try {
            writer.join();
        } catch (InterruptedException e) {
            isInterrupted = true;
        }
    }
    if (isInterrupted) Thread.currentThread().interrupt();   // <2>
}
// end::shown[]

void stop(String name, Consumer<Thread> stop) throws InterruptedException {
    var caller = Thread.currentThread();
    var left = new CountDownLatch(1);
    var writer = Thread.ofPlatform().start(() -> {
        while (left.getCount() > 0 && (caller.isInterrupted() || caller.getState() != Thread.State.WAITING))
            Thread.onSpinWait();
    });
    caller.interrupt();
    stop.accept(writer);
    IO.println(name + ": writer runs " + writer.isAlive() + ", interrupt status " + Thread.interrupted());
    left.countDown();
    writer.join();
}

void main() throws InterruptedException {
    stop("forgets", this::forgets);
    stop("remembers", this::remembers);
}
