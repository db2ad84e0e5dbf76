///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25

// tag::shown[]
void clears(long deadline) throws InterruptedIOException {
    if (Thread.interrupted())                                // <1>
        throw new InterruptedIOException("interrupted");
    if (System.nanoTime() - deadline > 0)
        throw new InterruptedIOException("deadline reached");
}

void keeps(long deadline) throws InterruptedIOException {
    if (Thread.currentThread().isInterrupted())              // <2>
        throw new InterruptedIOException("interrupted");
    if (System.nanoTime() - deadline > 0)
        throw new InterruptedIOException("deadline reached");
}
// end::shown[]

interface Check {
    void run(long deadline) throws IOException;
}

void call(String name, Check check, long deadline) {
    try {
        check.run(deadline);
    } catch (IOException e) {
        IO.println(name + ": " + e.getClass().getSimpleName() + ", interrupt status " + Thread.interrupted());
    }
}

void main() {
    long now = System.nanoTime();
    call("deadline", this::clears, now - 1);
    Thread.currentThread().interrupt();
    call("interrupt, clears", this::clears, now + 1_000_000_000_000L);
    Thread.currentThread().interrupt();
    call("interrupt, keeps", this::keeps, now + 1_000_000_000_000L);
}
