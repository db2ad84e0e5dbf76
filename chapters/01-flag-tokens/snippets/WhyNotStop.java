///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25
// covers: S0-02

// tag::shown[]
int till = 100, safe = 0;                       // invariant: till + safe == 100

synchronized void carry(int amount, Runnable stopped) {
    till -= amount;
    stopped.run();                              // <1>
    safe += amount;
}

synchronized int together() {
    return till + safe;
}
// end::shown[]

@SuppressWarnings("removal")
void main() throws InterruptedException {
    try {
        // tag::shown[]
        new Thread(() -> {}).stop();            // <2>
        // end::shown[]
    } catch (UnsupportedOperationException e) {
        IO.println("Thread.stop() today: " + e);
    }
    Thread.ofPlatform().uncaughtExceptionHandler((thread, e) -> IO.println(e.getMessage()))
            .start(() -> carry(30, () -> { throw new Error("killed half-way"); }))
            .join();
    IO.println("the lock is free, and together they hold " + together());
}
