///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25

final BlockingQueue<String> idle = new ArrayBlockingQueue<>(1, false, List.of("a connection"));
boolean first = true;

// tag::shown[]
String borrow() throws IOException {
    try {
        return idle.take();
    } catch (InterruptedException e) {
        throw new IOException("no connection", e);           // <1>
    }
}

void work() {
    for (int round = 1; round <= 2; round++) {
        if (Thread.currentThread().isInterrupted()) return;  // <2>
        interruptInFirstRound();
        try {
            IO.println("round " + round + ": " + borrow());
        } catch (IOException e) {
            IO.println("round " + round + ": " + e.getMessage());
        }
    }
}
// end::shown[]

void interruptInFirstRound() {
    if (first) Thread.currentThread().interrupt();
    first = false;
}

void main() {
    work();
}
