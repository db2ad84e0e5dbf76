///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25
// covers: S2-17

final BlockingQueue<Event> events = new LinkedBlockingQueue<>();

// tag::shown[]
sealed interface Event {}
record ByPhone(String order) implements Event {}
record ByMail(String order) implements Event {}
record Closing() implements Event {}

void cook() throws InterruptedException {
    while (true) {
        switch (events.take()) {                               // <1>
            case ByPhone(var order) -> IO.println("now:   " + order);
            case ByMail(var order) -> IO.println("later: " + order);
            case Closing() -> { return; }
        }
    }
}

void reader(BlockingQueue<String> source, Function<String, Event> event) {
    try {
        while (true) {
            events.add(event.apply(source.take()));            // <2>
        }
    } catch (InterruptedException e) {                         // <3>
        IO.println("a reader has ended");
    }
}
// end::shown[]

void main() throws InterruptedException {
    var phone = new LinkedBlockingQueue<>(List.of("pizza"));
    var mail = new LinkedBlockingQueue<String>();
    var readers = List.of(
            Thread.ofVirtual().start(() -> reader(phone, ByPhone::new)),
            Thread.ofVirtual().start(() -> reader(mail, ByMail::new)));
    while (events.isEmpty()) Thread.onSpinWait();
    mail.add("soup");
    while (events.size() < 2) Thread.onSpinWait();
    events.add(new Closing());
    cook();
    for (var reader : readers) {
        reader.interrupt();
        reader.join();
    }
    IO.println("left in the queue: " + events.size());
}
