///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25
//PREVIEW
// covers: S1-17 S2-01 S3-66

import java.util.concurrent.StructuredTaskScope.Joiner;

volatile boolean terminated;

String body(CountDownLatch cleanup) throws InterruptedException {
    try {
        new CountDownLatch(1).await();
        return "never";
    } finally {
        cleanup.await();
        terminated = true;
    }
}

// tag::shown[]
void limited(Callable<String> body, Runnable inside) throws InterruptedException {
    try (var scope = StructuredTaskScope.open(Joiner.awaitAllSuccessfulOrThrow(),
            config -> config.withTimeout(Duration.ofSeconds(1)))) {
        scope.fork(body);
        try {
            scope.join();                                // <1>
        } catch (StructuredTaskScope.TimeoutException e) {
            IO.println("inside the block: terminated is " + terminated);
            inside.run();                                // <2>
            throw e;
        }
    } catch (StructuredTaskScope.TimeoutException e) {   // <3>
        IO.println("after the block:  terminated is " + terminated);
    }
}
// end::shown[]

void main() throws InterruptedException {
    var cleanup = new CountDownLatch(1);
    limited(() -> body(cleanup), cleanup::countDown);
}
