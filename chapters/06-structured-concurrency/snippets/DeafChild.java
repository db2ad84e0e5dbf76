///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25
//PREVIEW
// covers: S4-16 S4-17

String slowAirline(CountDownLatch begun, CompletableFuture<String> offer) {
    begun.countDown();
    return offer.join();                                        // <1>
}

String failingAirline(CountDownLatch begun) throws Exception {
    begun.await();
    throw new IOException("connection refused");
}

void main() throws InterruptedException {
    Thread owner = Thread.currentThread();
    var begun = new CountDownLatch(1);
    var offer = new CompletableFuture<String>();
    try (var scope = StructuredTaskScope.open()) {
        scope.fork(() -> IO.println("the slow one ends: " + slowAirline(begun, offer)));
        scope.fork(() -> failingAirline(begun));
        try {
            scope.join();
        } catch (StructuredTaskScope.FailedException e) {
            IO.println("join throws: " + e.getCause().getMessage());
        }
        Thread.startVirtualThread(() -> {
            owner.interrupt();                                  // <2>
            offer.complete("an offer");
        });
    }                                                           // <3>
    IO.println("the block is left; interrupt status: " + Thread.interrupted());
}
