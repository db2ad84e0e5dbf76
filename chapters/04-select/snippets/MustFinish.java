///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25
// covers: S4-06

final List<String> ledger = new CopyOnWriteArrayList<>();
final Semaphore disk = new Semaphore(0);

// tag::shown[]
void book() throws InterruptedException {
    ledger.add("paid");
    disk.acquire();                                              // <1>
    ledger.add("shipped");
}

void bookOnItsOwnThread() throws InterruptedException {
    var part = new FutureTask<Void>(() -> { book(); return null; });
    Thread.ofVirtual().start(part);                              // <2>
    boolean interrupted = false;
    try {
        while (true) {
            try {
                part.get();                                      // <3>
                return;
            } catch (InterruptedException e) {
                interrupted = true;
            } catch (ExecutionException e) {
                throw new IllegalStateException(e.getCause());
            }
        }
    } finally {
        if (interrupted) Thread.currentThread().interrupt();     // <4>
    }
}
// end::shown[]

interface Booking { void run() throws InterruptedException; }

void interrupt(String name, Booking booking) throws InterruptedException {
    ledger.clear();
    var thread = Thread.ofPlatform().start(() -> {
        try {
            booking.run();
            IO.println(name + ": " + ledger + ", status " + Thread.interrupted());
        } catch (InterruptedException e) {
            IO.println(name + ": " + ledger + ", InterruptedException");
        }
    });
    while (thread.getState() != Thread.State.WAITING) Thread.onSpinWait();
    thread.interrupt();
    disk.release();
    thread.join();
    disk.drainPermits();
}

void main() throws InterruptedException {
    interrupt("on the worker's thread", this::book);
    interrupt("on a thread of its own", this::bookOnItsOwnThread);
}
