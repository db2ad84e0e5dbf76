///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25
//PREVIEW
// covers: B-55 S1-19

import java.util.concurrent.StructuredTaskScope.Joiner;

volatile String loser = "not started";

String slow(CountDownLatch begun, CountDownLatch mayEnd) {
    loser = "running";
    begun.countDown();
    try {
        new CountDownLatch(1).await();
    } catch (InterruptedException e) {
        loser = "cleaning up";
    }
    try {
        mayEnd.await();
    } catch (InterruptedException e) {
        throw new IllegalStateException("interrupted twice", e);
    }
    loser = "ended";
    return "late";
}

String quick(CountDownLatch begun) throws InterruptedException {
    begun.await();
    return "first";
}

void main() throws Exception {
    var begun = new CountDownLatch(1);
    var mayEnd = new CountDownLatch(1);
    try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
        // tag::shown[]
        executor.invokeAny(List.of(
                () -> quick(begun), () -> slow(begun, mayEnd)));
        IO.println("invokeAny: loser has ended: " + loser.equals("ended"));
        // end::shown[]
        mayEnd.countDown();
    }
    var begun2 = new CountDownLatch(1);
    // tag::shown[]
    try (var scope = StructuredTaskScope.open(
            Joiner.<String>anySuccessfulResultOrThrow())) {
        scope.fork(() -> quick(begun2));
        scope.fork(() -> slow(begun2, new CountDownLatch(0)));
        scope.join();
    }                                                                   // <1>
    IO.println("scope: loser has ended: " + loser.equals("ended"));
    // end::shown[]
}
