///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25
//PREVIEW

final CountDownLatch asking = new CountDownLatch(1);

String price() throws InterruptedException {
    try {
        asking.countDown();
        Thread.sleep(Duration.ofHours(1));
        return "12 euros";
    } finally {
        IO.println("price: interrupted, and ended");
    }
}

String stock() throws Exception {
    asking.await();
    throw new IOException("the warehouse is closed");
}

// tag::shown[]
String page(Callable<String> price, Callable<String> stock)
        throws InterruptedException {
    try (var scope = StructuredTaskScope.open()) {       // <1>
        var first = scope.fork(price);                   // <2>
        var second = scope.fork(stock);
        scope.join();                                    // <3>
        return first.get() + ", " + second.get();        // <4>
    }                                                    // <5>
}
// end::shown[]

void main() throws InterruptedException {
    IO.println("page: " + page(() -> "12 euros", () -> "3 pieces"));
    try {
        page(this::price, this::stock);
    } catch (StructuredTaskScope.FailedException e) {
        IO.println("page: " + e.getCause().getMessage());
    }
}
