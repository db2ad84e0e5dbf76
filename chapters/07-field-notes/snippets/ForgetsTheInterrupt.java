///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25

String reply;

// tag::shown[]
synchronized String forgets() {
    while (reply == null) {
        try {
            wait();
        } catch (InterruptedException e) {
            continue;                                        // <1>
        }
    }
    return reply;
}

synchronized String remembers() {
    boolean isInterrupted = false;
    while (reply == null) {
        try {
            wait();
        } catch (InterruptedException e) {
            isInterrupted = true;
        }
    }
    if (isInterrupted) Thread.currentThread().interrupt();   // <2>
    return reply;
}
// end::shown[]

synchronized void arrive(String text) {
    reply = text;
    notifyAll();
}

void call(String name, Supplier<String> get) throws InterruptedException {
    reply = null;
    var caller = Thread.currentThread();
    var broker = Thread.ofPlatform().start(() -> {
        while (caller.isInterrupted() || caller.getState() != Thread.State.WAITING) Thread.onSpinWait();
        arrive("ok");
    });
    caller.interrupt();
    IO.println(name + ": " + get.get() + ", interrupt status " + Thread.interrupted());
    broker.join();
}

void main() throws InterruptedException {
    call("forgets", this::forgets);
    call("remembers", this::remembers);
}
