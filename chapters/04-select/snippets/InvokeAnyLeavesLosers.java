///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25
//PREVIEW
// covers: B-55 S1-19

volatile String loser;

String tidiesUp(CountDownLatch begun, CountDownLatch wentOn) {
    loser = "running";
    begun.countDown();
    try {
        new CountDownLatch(1).await();
    } catch (InterruptedException e) {
        loser = "told, tidying up";
        try {
            wentOn.await();                                             // <1>
        } catch (InterruptedException again) {
            Thread.currentThread().interrupt();
        }
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
    var wentOn = new CountDownLatch(1);
    try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
        executor.invokeAny(List.of(() -> quick(begun), () -> tidiesUp(begun, wentOn)));
        IO.println("after invokeAny:  the loser has ended: " + loser.equals("ended"));
        wentOn.countDown();
    }
    var begunToo = new CountDownLatch(1);
    try (var scope = StructuredTaskScope.open(
            StructuredTaskScope.Joiner.<String>anySuccessfulResultOrThrow())) {
        scope.fork(() -> quick(begunToo));
        scope.fork(() -> tidiesUp(begunToo, new CountDownLatch(0)));
        scope.join();
    }
    IO.println("after the scope:  the loser has ended: " + loser.equals("ended"));    // <2>
}
