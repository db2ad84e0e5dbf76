///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25

// tag::shown[]
void forgets(Thread sender) {
    try {
        sender.join();
    } catch (InterruptedException ignored) {                 // <1>
    }
}

void remembers(Thread sender) {
    boolean isInterrupted = false;
    while (sender.isAlive()) {
        try {
            sender.join();
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
    var sender = Thread.ofPlatform().start(() -> {
        while (left.getCount() > 0 && (caller.isInterrupted() || caller.getState() != Thread.State.WAITING))
            Thread.onSpinWait();
    });
    caller.interrupt();
    stop.accept(sender);
    IO.println(name + ": sender runs " + sender.isAlive() + ", interrupt status " + Thread.interrupted());
    left.countDown();
    sender.join();
}

void main() throws InterruptedException {
    stop("forgets", this::forgets);
    stop("remembers", this::remembers);
}
