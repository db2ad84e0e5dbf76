///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25
//PREVIEW
// covers: S2-16 S1-19

import java.util.concurrent.StructuredTaskScope.Joiner;

// tag::shown[]
String take(BlockingQueue<String> orders, CountDownLatch bothHaveTaken)
        throws InterruptedException {
    String order = orders.take();                            // <1>
    bothHaveTaken.countDown();
    bothHaveTaken.await();                                   // <2>
    return order;
}

String first(BlockingQueue<String> phone, BlockingQueue<String> mail)
        throws InterruptedException {
    var both = new CountDownLatch(2);
    try (var scope = StructuredTaskScope.open(
            Joiner.<String>anySuccessfulResultOrThrow())) {
        scope.fork(() -> take(phone, both));
        scope.fork(() -> take(mail, both));
        return scope.join();                                 // <3>
    }
}
// end::shown[]

void main() throws InterruptedException {
    var phone = new LinkedBlockingQueue<>(List.of("by phone 1", "by phone 2"));
    var mail = new LinkedBlockingQueue<>(List.of("by mail 1", "by mail 2"));
    var served = new ArrayList<String>();
    while (served.size() < 2) {
        served.add(first(phone, mail));
    }
    IO.println("orders: 4, served: " + served.size());
    IO.println("in the queues: " + (phone.size() + mail.size()));
}
