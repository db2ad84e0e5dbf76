///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25
//PREVIEW
// covers: S3-93 S1-17

import java.util.concurrent.StructuredTaskScope.Joiner;

volatile String shown;

String warehouse(CountDownLatch answer) throws InterruptedException {
    answer.await();
    return shown = "12 pieces, says the warehouse";
}

// tag::shown[]
void early(ExecutorService executor, CountDownLatch answer) throws Exception {
    var primary = executor.submit(() -> warehouse(answer));
    try {
        primary.get(50, TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
        shown = "10 pieces, says the cache";             // <1>
    }
}

void afterTheEnd(CountDownLatch answer) throws InterruptedException {
    try (var scope = StructuredTaskScope.open(Joiner.awaitAllSuccessfulOrThrow(),
            config -> config.withTimeout(Duration.ofMillis(50)))) {
        scope.fork(() -> warehouse(answer));
        scope.join();
    } catch (StructuredTaskScope.TimeoutException e) {
        shown = "10 pieces, says the cache";             // <2>
    }
}
// end::shown[]

void main() throws Exception {
    var answer = new CountDownLatch(1);
    try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
        early(executor, answer);
        IO.println("early fallback:         " + shown);
        answer.countDown();
    }
    IO.println("  and a little later:   " + shown);
    answer = new CountDownLatch(1);
    afterTheEnd(answer);
    answer.countDown();
    IO.println("fallback after the end: " + shown);
}
