///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25

import java.util.concurrent.locks.LockSupport;

// tag::shown[]
class Producer implements AutoCloseable {
    private final Thread sender = Thread.startVirtualThread(Producer::sendAll);

    private static void sendAll() {
        LockSupport.park();                       // until close() asks for the last records
        LockSupport.parkNanos(10_000_000_000L);   // sends them
    }

    @Override
    public void close() {
        LockSupport.unpark(sender);
        try {
            sender.join();
        } catch (InterruptedException e) {
            throw new IllegalStateException("not closed", e);    // <1>
        }
    }
}

void send() throws IOException {
    try (var producer = new Producer()) {
        throw new IOException("not sent");                       // <2>
    }
}
// end::shown[]

void main() {
    Thread.currentThread().interrupt();
    try {
        send();
    } catch (IOException e) {
        IO.println(e.getMessage() + ", interrupt status " + Thread.currentThread().isInterrupted());
        IO.println("suppressed: " + e.getSuppressed()[0].getCause().getClass().getSimpleName());
    }
}
