///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25
// covers: S3-22 S3-63 S3-64 S3-74

final Set<String> free = new TreeSet<>(Set.of("17", "18"));

static class Guard implements AutoCloseable {
    private Runnable undo;

    Guard(Runnable undo) { this.undo = undo; }

    void disarm() { undo = () -> {}; }

    @Override
    public void close() { undo.run(); }
}

// tag::shown[]
void sellWithFinally(String seat) throws InterruptedException {
    free.remove(seat);
    try {
        pay();
    } finally {
        free.add(seat);                                                 // <1>
    }
}

void sellWithGuard(String seat) throws InterruptedException {
    free.remove(seat);
    try (var guard = new Guard(() -> free.add(seat))) {                 // <2>
        pay();
        guard.disarm();                                                 // <3>
    }
}
// end::shown[]

boolean paymentWaits;

void pay() throws InterruptedException {
    if (paymentWaits) {
        Thread.currentThread().interrupt();
        Thread.sleep(1_000);
    }
}

void main() throws InterruptedException {
    sellWithFinally("17");
    IO.println("paid, with finally:    free seats " + free);
    sellWithGuard("18");
    IO.println("paid, with guard:      free seats " + free);
    free.add("18");
    paymentWaits = true;
    try {
        sellWithGuard("18");
    } catch (InterruptedException e) {
        IO.println("cancelled, with guard: free seats " + free);
    }
}
