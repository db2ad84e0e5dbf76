///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25
//PREVIEW
// covers: S3-32 B-28

import java.util.concurrent.StructuredTaskScope.Joiner;

interface Task { void run() throws Exception; }

final CountDownLatch recovered = new CountDownLatch(1);
int attempts;

// tag::shown[]
Void supervised(String name, Task child, int restarts) throws Exception {
    for (int life = 0; ; life++) {
        try {
            child.run();
            return null;
        } catch (InterruptedException e) {
            IO.println(name + ": cancelled");
            throw e;                                                     // <1>
        } catch (Exception e) {
            IO.println(name + ": " + e.getMessage());
            if (life == restarts || Thread.currentThread().isInterrupted()) {
                throw e;                                                 // <2>
            }
        }
    }
}
// end::shown[]

void feed() throws Exception {
    if (attempts++ < 2) {
        throw new IOException("connection lost");
    }
    IO.println("feed: connected");
    recovered.countDown();
}

void main() throws InterruptedException {
    try (var scope = StructuredTaskScope.open(Joiner.awaitAll())) {      // <3>
        scope.fork(() -> supervised("feed", this::feed, 2));
        scope.fork(() -> supervised("mail", new CountDownLatch(1)::await, 2));
        recovered.await();
        Thread.currentThread().interrupt();
        scope.join();
    } catch (InterruptedException e) {
        IO.println("main: cancelled");
    }
}
