///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25
//PREVIEW
// covers: S2-16 S1-19

String take(BlockingQueue<String> orders, CountDownLatch bothHaveTaken) throws InterruptedException {
    String order = orders.take();                                       // <1>
    bothHaveTaken.countDown();
    bothHaveTaken.await();
    return order;
}

void main() throws InterruptedException {
    var phone = new LinkedBlockingQueue<>(List.of("by phone 1", "by phone 2"));
    var mail = new LinkedBlockingQueue<>(List.of("by mail 1", "by mail 2"));
    var served = new ArrayList<String>();
    while (served.size() < 2) {
        var both = new CountDownLatch(2);                               // <2>
        try (var scope = StructuredTaskScope.open(
                StructuredTaskScope.Joiner.<String>anySuccessfulResultOrThrow())) {
            scope.fork(() -> take(phone, both));
            scope.fork(() -> take(mail, both));
            served.add(scope.join());
        }
    }
    IO.println("orders: 4, served: " + served.size());
    IO.println("waiting: " + (phone.size() + mail.size()));
}
