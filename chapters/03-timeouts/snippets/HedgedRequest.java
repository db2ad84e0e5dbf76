///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25
//PREVIEW

import java.util.concurrent.StructuredTaskScope.Joiner;

final AtomicInteger requests = new AtomicInteger();

String slowReplica() throws InterruptedException {
    requests.incrementAndGet();
    try {
        Thread.sleep(Duration.ofHours(1));
        return "slow";
    } finally {
        IO.println("slow replica: cancelled");
    }
}

String otherReplica() {
    requests.incrementAndGet();
    return "the answer of the other replica";
}

// tag::shown[]
<T> T hedged(Callable<T> first, Callable<T> second, Duration patience)
        throws InterruptedException {
    try (var scope = StructuredTaskScope.open(
            Joiner.<T>anySuccessfulResultOrThrow())) {
        scope.fork(first);
        scope.fork(() -> {
            Thread.sleep(patience);                      // <1>
            return second.call();
        });
        return scope.join();                             // <2>
    }                                                    // <3>
}
// end::shown[]

void main() throws InterruptedException {
    var patience = Duration.ofMillis(200);
    IO.println(hedged(this::slowReplica, this::otherReplica, patience));
    IO.println("requests: " + requests.getAndSet(0));
    IO.println(hedged(this::otherReplica, this::slowReplica, Duration.ofHours(1)));
    IO.println("requests: " + requests);
}
