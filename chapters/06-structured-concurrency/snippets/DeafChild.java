///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25
//PREVIEW
// covers: S4-16 S4-17

String deafAirline(CountDownLatch begun, CompletableFuture<String> offer) {
    begun.countDown();
    return offer.join();
}

String failingAirline(CountDownLatch begun) throws Exception {
    begun.await();
    throw new IOException("connection refused");
}

void main() throws InterruptedException {
    Thread owner = Thread.currentThread();
    var begun = new CountDownLatch(1);
    var offer = new CompletableFuture<String>();
    // tag::shown[]
    try (var scope = StructuredTaskScope.open()) {
        scope.fork(() -> IO.println("the deaf airline ends: " + deafAirline(begun, offer))); // <1>
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
    IO.println("after the block; interrupt status: " + Thread.interrupted());
    // end::shown[]
}
