///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25
//PREVIEW
// covers: B-61 S1-08

void slowAirline(CountDownLatch hour) {
    try {
        hour.await();
        IO.println("  the slow airline has worked for an hour");
    } catch (InterruptedException e) {
        IO.println("  the slow airline was interrupted");
    }
}

String failingAirline() throws IOException {
    throw new IOException("connection refused");
}

void passWhenTheOwnerWaitsInClose(CountDownLatch hour, Thread owner) {
    Thread.startVirtualThread(() -> {
        while (Arrays.stream(owner.getStackTrace())
                .noneMatch(frame -> frame.getMethodName().equals("awaitTermination"))) {
            Thread.onSpinWait();
        }
        hour.countDown();
    });
}

void main() throws InterruptedException {
    var hour = new CountDownLatch(1);
    passWhenTheOwnerWaitsInClose(hour, Thread.currentThread());
    // tag::shown[]
    try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
        executor.submit(() -> slowAirline(hour));
        executor.submit(this::failingAirline).get();                    // <1>
    } catch (ExecutionException e) {
        IO.println("executor: " + e.getCause().getMessage());
    }
    var anotherHour = new CountDownLatch(1);                            // <2>
    try (var scope = StructuredTaskScope.open()) {
        scope.fork(() -> slowAirline(anotherHour));
        scope.fork(this::failingAirline);
        scope.join();                                                   // <3>
    } catch (StructuredTaskScope.FailedException e) {
        IO.println("scope: " + e.getCause().getMessage());
    }
    // end::shown[]
}
