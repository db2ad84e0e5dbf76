///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25
// covers: S0-02

int till = 100, safe = 0;                       // together always 100

synchronized void carry(int amount, Runnable stopped) {
    till -= amount;
    stopped.run();                              // <1>
    safe += amount;
}

synchronized int together() {
    return till + safe;
}

@SuppressWarnings("removal")
void main() throws InterruptedException {
    try {
        new Thread(() -> {}).stop();            // <2>
    } catch (UnsupportedOperationException e) {
        IO.println("Thread.stop() today: " + e);
    }
    Thread.ofPlatform().uncaughtExceptionHandler((thread, e) -> IO.println(e.getMessage()))
            .start(() -> carry(30, () -> { throw new Error("killed half-way"); }))
            .join();
    IO.println("the lock is free, and together they hold " + together());
}
