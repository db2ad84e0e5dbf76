///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25
//PREVIEW
// covers: B-50

import java.util.concurrent.StructuredTaskScope.*;

// tag::shown[]
List<String> offers(List<Callable<String>> airlines, Duration limit)
        throws InterruptedException {
    var asked = new ArrayList<Subtask<String>>();
    // tag::open[]
    try (var scope = StructuredTaskScope.open(Joiner.<String>awaitAll(),
            config -> config.withTimeout(limit))) {         // <1>
        for (Callable<String> airline : airlines) {
            asked.add(scope.fork(airline));                 // <2>
        }
        scope.join();                                       // <3>
    } catch (StructuredTaskScope.TimeoutException e) {      // <4>
        // end::open[]
        // each subtask keeps its state
    }
    return asked.stream().map(this::offer).toList();        // <5>
}

String offer(Subtask<String> airline) {
    return switch (airline.state()) {
        case SUCCESS -> airline.get();
        case FAILED -> "failed: " + airline.exception().getMessage();
        case UNAVAILABLE -> "no answer in time";
    };
}
// end::shown[]

void main() throws InterruptedException {
    var never = new CountDownLatch(1);
    List<Callable<String>> airlines = List.of(
            () -> "90 euros",
            () -> { never.await(); return "10 euros"; },
            () -> { throw new IOException("connection refused"); },
            () -> "110 euros");
    List<String> page = List.of();
    for (int limit = 100; Collections.frequency(page, "no answer in time") != 1; limit *= 2) {
        page = offers(airlines, Duration.ofMillis(limit));    // once more on a machine that is too busy
    }
    page.forEach(IO::println);
}
