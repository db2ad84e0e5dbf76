///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25

import java.util.concurrent.locks.LockSupport;

// tag::shown[]
class Producer implements AutoCloseable {
    private final Thread sender = Thread.startVirtualThread(LockSupport::park);

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
